"""The state of a membership beside its steps, filled for the day of the migration in batches."""

from datetime import date

from django.db import migrations, models
from django.utils import timezone

BATCH = 1000


def keep_states(apps, schema_editor):
    """Take over what the steps say of today; where this is left out, the lists ask the steps."""
    Membership = apps.get_model("bodies", "Membership")  # noqa: N806  a model
    on, last = timezone.localdate(), 0
    while rows := list(Membership.objects.filter(pk__gt=last).order_by("pk").prefetch_related("steps")[:BATCH]):
        last = rows[-1].pk
        for membership in rows:
            keep_state(membership, list(membership.steps.all()), on)
        Membership.objects.bulk_update(rows, ["kept_state", "kept_from", "kept_to"])


def keep_state(membership, steps, on):
    """As ``Membership.keep_state`` did when this migration was written."""
    begun = {step: step.happened_on.first_day if step.happened_on else date.min for step in steps}
    counting = [step for step in steps if begun[step] <= on and (step.expires_on is None or step.expires_on > on)]
    if counting:
        turns = {*begun.values(), *(step.expires_on for step in steps if step.expires_on)}
        membership.kept_state = max(counting, key=lambda step: step.number).state
        membership.kept_from = max((turn for turn in turns if turn <= on), default=date.min)
        membership.kept_to = min((turn for turn in turns if turn > on), default=None)


class Migration(migrations.Migration):
    dependencies = [("bodies", "0003_labels")]

    operations = [
        migrations.AddField("membership", "kept_state", models.CharField(blank=True, default="", editable=False, max_length=12), preserve_default=False),
        migrations.AddField("membership", "kept_from", models.DateField(editable=False, null=True)),
        migrations.AddField("membership", "kept_to", models.DateField(editable=False, null=True)),
        migrations.RunPython(keep_states, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            "membership",
            models.Index(fields=["body", "kept_state", "kept_from", "kept_to", "party"], name="membership_kept"),
        ),
        migrations.AddIndex(
            "membership",
            models.Index(condition=models.Q(("kept_to__isnull", False)), fields=["kept_to"], name="membership_kept_to"),
        ),
    ]
