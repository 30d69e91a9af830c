from django.db import migrations


def to_queries(apps, _editor):
    """Each claim that named a measure asks for it by a query; run again, nothing changes."""
    claims = apps.get_model("record", "Claim").objects.exclude(measure="").filter(builder="")
    for claim in claims.iterator():
        claim.builder, claim.parameters = "record.measure", {"measure": claim.measure}
        claim.save(update_fields=["builder", "parameters"])


def to_measures(apps, _editor):
    for claim in apps.get_model("record", "Claim").objects.filter(builder="record.measure").iterator():
        claim.measure = claim.parameters.get("measure", "")
        claim.save(update_fields=["measure"])


class Migration(migrations.Migration):
    dependencies = [("record", "0003_claims_prove_by_queries")]

    operations = [migrations.RunPython(to_queries, to_measures)]
