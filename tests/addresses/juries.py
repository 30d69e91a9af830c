"""The addresses of juries: a juror reads one's own, who leads a jury its progress, others do not learn of it."""

from datetime import timedelta

from django.utils import timezone

from hamshahr.calls.models import Call, Stage
from hamshahr.juries.models import Assignment, Deliberation, OpenEntry, PublicVote, Ranking
from hamshahr.juries.tests.builders import LONG_AGO, a_file, a_juror, a_panel, entry
from tests.world import names

from . import ANYBODY, MEMBERS, TO_SIGN_IN

OWN_SEAT = (404, 404, 404, 404, 200, 404, TO_SIGN_IN)
OWN_POSTED = (405, 405, 405, 405, 405, 405, TO_SIGN_IN)
NOT_RUN = (404, 404, 404, 404, 403, 404, TO_SIGN_IN)
LED = (200, 404, 404, 404, 403, 404, TO_SIGN_IN)
READ = (200, 404, 404, 404, 404, 404, TO_SIGN_IN)
DELIBERATED = (200, 404, 404, 404, 200, 404, TO_SIGN_IN)
TABLE = {
    "juries:compute": (("jury",), LED),
    "juries:begin_deliberation": (("jury",), LED),
    "juries:open_vote": (("jury",), LED),
    "juries:likenesses": (("jury",), READ),
    "juries:ranking": (("ranked",), READ),
    "juries:download_ranking": (("ranked", "as_csv"), READ),
    "juries:severities": (("ranked",), READ),
    "juries:place": (("ranked", "judged"), READ),
    "juries:deliberation": (("talk",), DELIBERATED),
    "juries:open_entry": (("talk", "talked_of"), DELIBERATED),
    "juries:close_deliberation": (("talk",), OWN_POSTED),
    "juries:public_vote": (("public_vote",), ANYBODY),
    "juries:paper": (("public_vote",), ANYBODY),
    "juries:close_vote": (("public_vote",), OWN_POSTED),
    "juries:index": ((), MEMBERS),
    "juries:recusals": (("judged_call",), ANYBODY),
    "juries:panel": (("jury",), LED),
    "juries:assignment": (("jury",), LED),
    "juries:assignment_files": (("jury",), NOT_RUN),
    "juries:assignment_of_entry": (("jury", "judged"), LED),
    "juries:pin": (("jury",), LED),
    "juries:entry": (("jury", "judged"), LED),
    "juries:reassign": (("jury", "judged"), LED),
    "juries:review": (("task",), OWN_SEAT),
    "juries:saved": (("task",), OWN_POSTED),
    "juries:picture": (["task", "task_file", 1], OWN_SEAT),
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
    plan = a_file(judged, call.questions.get(slug="story"), world.jun)
    return {
        "judged_call": call.slug,
        "jury": panel.key,
        "juror_seat": juror.key,
        "task": task.key,
        "task_file": plan.key,
        "judged": judged.key,
        "as_csv": "csv",
    } | results(world, panel, judged)


def results(world, panel, judged):
    """What came out of the jury: a ranking, a talk over its only entry, and a vote of the public."""
    row = {
        "submission": judged.key, "rank": 1, "estimate": 50.0, "interval": [1, 1], "chance_of_top": 1.0, "raw_mean": 50,
        "raw_rank": 1, "shift": 0.0, "pull": 0.0, "scores": 1,
    }  # fmt: skip
    result = {"submissions": [row], "jurors": [], "criteria": [], "bias": [], "components": [], "connected": True}
    ranked = Ranking.objects.create(
        panel=panel, computed_at=LONG_AGO, computed_by=world.sara, places=1, seed="seed", digest="0" * 64,
        result=result | {"top": 1, "draws": 9, "seed": "seed"},
    )  # fmt: skip
    rule = {"majority": "simple", "tie": "rejected"}
    talk = Deliberation.objects.create(panel=panel, ranking=ranked, rule=rule, opened_at=LONG_AGO, opened_by=world.sara)
    talked_of = OpenEntry.objects.create(deliberation=talk, submission=judged, rank=1)
    vote = PublicVote.objects.create(
        call=panel.stage.call, opened_at=LONG_AGO, opened_by=world.sara, closes_at=timezone.now() + timedelta(days=1),
        seal="0" * 64,
    )  # fmt: skip
    vote.finalists.create(submission=judged, position=0)
    return {"ranked": ranked.key, "talk": talk.key, "talked_of": talked_of.key, "public_vote": vote.key}
