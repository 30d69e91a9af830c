from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_wider_sort_keys")]

    operations = [
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["merged_into", "live", "country", "kind"], name="party_facets"),
        ),
    ]
