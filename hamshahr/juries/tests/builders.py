"""A call with a stage of review, its criteria, jurors and entries; laid as rows, not by the way in."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from hamshahr.calls.models import Answer, Attachment, AttachmentPage, Call, Criterion, Question, Stage, Submission
from hamshahr.juries.models import Assignment, Juror
from hamshahr.juries.services import seat_panel
from tests.world import names

LONG_AGO = datetime(2021, 1, 1, tzinfo=UTC)
HIDDEN = "CANARY-private-answer"


def a_call(world, slug="award-2021"):
    """A published call with two open stages of review: experts and jury."""
    call = Call.objects.create(
        slug=slug, kind="award", body=world.award, names=names(en="Award 2021", fa="جایزهٔ ۲۰۲۱"),
        languages=["en", "fa"], published_at=LONG_AGO,
    )  # fmt: skip
    Stage.objects.create(call=call, position=1, kind="open", opens_at=LONG_AGO, closes_at=LONG_AGO + timedelta(days=60))
    story = {"call": call, "section": "", "kind": "long text", "is_required": False}
    Question.objects.create(position=1, slug="story", names=names(en="What was done"), **story)
    Question.objects.create(position=2, slug="budget", names=names(en="Budget"), is_private=True, **story)
    return call


def a_panel(world, call, position=2, **fields):
    """A jury for a stage that runs from long ago until a week from now."""
    stage = Stage.objects.create(
        call=call, position=position, kind="review", names=names(en=f"Round {position - 1}"), opens_at=LONG_AGO,
        closes_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    for place, (slug, weight, more) in enumerate(CRITERIA, start=1):
        Criterion.objects.create(
            stage=stage, position=place, slug=slug, names=names(en=slug.title()), weight=Decimal(weight), **more
        )
    return seat_panel(stage=stage, by=world.sara, **fields)


CRITERIA = (
    ("impact", "3", {"low": 0, "high": 10}),
    ("novelty", "2", {"low": 1, "high": 5}),
    ("style", "1.5", {"low": 0, "high": 100, "is_required": False}),
    ("appeal", "9", {"low": 0, "high": 10, "is_informative": True, "is_required": False}),
)


def a_juror(panel, user, **fields):
    said = {"languages": ["en", "fa"], "state": "accepted", "invited_at": LONG_AGO, "answered_at": LONG_AGO} | fields
    return Juror.objects.create(panel=panel, user=user, **said)


def entry(call, party, number, title="", language="en"):
    made = Submission.objects.create(
        call=call, party=party, number=number, title=title or f"Entry of {party.slug}", language=language,
        state="submitted", begun_at=LONG_AGO, handed_in_at=LONG_AGO, submitted_at=LONG_AGO, digest=f"{number:064d}",
    )  # fmt: skip
    story, budget = call.questions.order_by("position")
    Answer.objects.create(submission=made, question=story, value=f"Trams in {party.slug}", version=1)
    Answer.objects.create(submission=made, question=budget, value=HIDDEN, version=1)
    return made


def a_file(submission, question, by, name="Plan of the lines"):
    """A plan of one page beside an entry."""
    said = {"brought_at": LONG_AGO, "brought_by": by, "digest": "0" * 64, "size": 4}
    made = Attachment.objects.create(submission=submission, question=question, name=name, **said)
    AttachmentPage.objects.create(attachment=made, number=1, picture=b"RIFF")
    return made


def assigned(juror, submission):
    return Assignment.objects.create(juror=juror, submission=submission)
