"""Indexes from which parties are counted, and none in which nearly every row stands under the same key."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_labels")]

    operations = [
        migrations.RemoveIndex("party", name="party_country_kind"),
        migrations.RemoveIndex("party", name="party_facets"),
        migrations.AlterField(
            "party",
            "merged_into",
            models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="parties.party",
                verbose_name="merged into",
            ),
        ),
        migrations.AddIndex(
            "party", models.Index(fields=["country", "kind", "live", "merged_into"], name="party_facets")
        ),
        migrations.AddIndex(
            "party",
            models.Index(
                fields=["merged_into", "live"],
                condition=models.Q(("merged_into__isnull", False), ("live", False), _connector="OR"),
                name="party_hidden",
            ),
        ),
    ]
