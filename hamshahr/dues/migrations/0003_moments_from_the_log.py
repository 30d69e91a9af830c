"""The lines written before the books kept moments take over the moment of their act."""

from django.db import migrations

BATCH = 500


def take_over(apps, schema_editor):
    Line, Act = apps.get_model("dues", "Line"), apps.get_model("accounts", "Act")
    acts = Act.objects.filter(verb="ledger.entered").order_by("number").values_list("thing_id", "at")
    batch = []
    for key, at in acts.iterator(BATCH):
        batch.append(Line(pk=int(key), entered_at=at))
        if len(batch) == BATCH:
            Line.objects.bulk_update(batch, ["entered_at"])
            batch = []
    Line.objects.bulk_update(batch, ["entered_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("dues", "0002_grounds_and_moments"),
        ("accounts", "0005_receipts"),
    ]
    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
