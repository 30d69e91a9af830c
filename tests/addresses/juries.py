"""The addresses of juries: a juror reads one's own, who leads a jury its progress, others do not learn of it."""

from datetime import timedelta

from django.utils import timezone

from hamshahr.calls.models import Call, Stage
from hamshahr.juries.models import Assignment
from hamshahr.juries.tests.builders import LONG_AGO, a_juror, a_panel, entry
from tests.world import names

from . import ANYBODY, MEMBERS, TO_SIGN_IN

OWN_SEAT = (404, 404, 404, 404, 200, 404, TO_SIGN_IN)
OWN_POSTED = (405, 405, 405, 405, 405, 405, TO_SIGN_IN)
LED = (200, 404, 404, 404, 403, 404, TO_SIGN_IN)
TABLE = {
    "juries:index": ((), MEMBERS),
    "juries:recusals": (("judged_call",), ANYBODY),
    "juries:panel": (("jury",), LED),
    "juries:pin": (("jury",), LED),
    "juries:entry": (("jury", "judged"), LED),
    "juries:reassign": (("jury", "judged"), LED),
    "juries:review": (("task",), OWN_SEAT),
    "juries:saved": (("task",), OWN_POSTED),
    "juries:reopen": (("task",), OWN_POSTED),
    "juries:aside": (("task",), OWN_SEAT),
    "juries:seat": (("juror_seat",), OWN_SEAT),
    "juries:invitation": (("juror_seat",), OWN_SEAT),
    "juries:conflicts": (("juror_seat",), OWN_SEAT),
    "juries:employments": (("juror_seat",), OWN_SEAT),
}


def things(world, made):
    """A jury of one, leila, with an entry of Brussels to read, in a call whose result is public already."""
    call = Call.objects.create(
        slug="judged", kind="award", body=world.award, names=names(en="Judged"), languages=["en"],
        published_at=LONG_AGO,
    )  # fmt: skip
    story = {"call": call, "section": "", "kind": "long text", "is_required": False}
    call.questions.model.objects.create(position=1, slug="story", names=names(en="What was done"), **story)
    call.questions.model.objects.create(position=2, slug="budget", names=names(en="Budget"), is_private=True, **story)
    panel = a_panel(world, call)
    Stage.objects.create(call=call, position=9, kind="publication", opens_at=timezone.now() - timedelta(minutes=1))
    juror = a_juror(panel, world.leila)
    judged = entry(call, world.brussels, 1)
    task = Assignment.objects.create(juror=juror, submission=judged)
    return {
        "judged_call": call.slug,
        "jury": panel.key,
        "juror_seat": juror.key,
        "task": task.key,
        "judged": judged.key,
    }
