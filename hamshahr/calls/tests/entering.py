"""A published call that takes entries of cities for ten years, so that no test hangs from its day."""

from datetime import UTC, date, datetime, timedelta

from hamshahr.calls.models import Call, Criterion, Question, Stage
from hamshahr.calls.services import begin_submission, save_answer
from hamshahr.parties.models import Liaison
from tests.world import names, user

OPENED = datetime(2021, 1, 10, 8, 0, tzinfo=UTC)
NOW = datetime(2021, 2, 1, 9, 0, tzinfo=UTC)
GUIDED_UNTIL = datetime(2021, 3, 1, tzinfo=UTC)
DEADLINE = datetime(2031, 4, 1, tzinfo=UTC)
TOO_LATE = DEADLINE + timedelta(seconds=1)
FRAMEWORKS = [{"slug": "nua", "names": {"en": "New Urban Agenda"}}, {"slug": "sdg", "names": {"en": "World goals"}}]
QUESTIONS = [
    {"slug": "idea", "kind": "text", "section": "The project", "limit": 80},
    {"slug": "results", "kind": "long text", "section": "The project", "limit": 400},
    {"slug": "cost", "kind": "money", "section": "Means", "options": {"currencies": ["EUR", "IRR"]}},
    {"slug": "has-partners", "kind": "yes or no", "section": "Means"},
    {
        "slug": "who",
        "kind": "cities",
        "section": "Means",
        "is_required": False,
        "shown_if": {"question": "has-partners", "is": True},
    },
    {"slug": "phone", "kind": "text", "section": "Means", "is_required": False, "is_private": True},
    {"slug": "plan", "kind": "file", "section": "Means", "is_required": False, "limit": 2},
]
ANSWERS = {
    "idea": "Lamps that shine for those who walk",
    "results": "Women walk home after dark.",
    "cost": {"amount": "1200000", "currency": "EUR"},
    "has-partners": False,
}


def award_call(world, **fields):
    """An award of the world's award body, open from January 2021 on."""
    asked = {
        "slug": "award-2021",
        "kind": "award",
        "body": world.award,
        "names": names(en="Award 2021", fa="جایزهٔ ۲۰۲۱"),
    }
    asked |= {"languages": ["fa", "en"], "zone": "Asia/Tehran", "published_at": OPENED, "frameworks": FRAMEWORKS}
    asked |= {"text": names(en="Enter what changed your city.", fa="آنچه شهرتان را دگرگون کرد بفرستید.")}
    call = Call.objects.create(**asked | {"caps": {"entries per framework": {"nua": 1}}} | fields)
    rows = [("open", OPENED, DEADLINE, {}), ("guidance", OPENED, GUIDED_UNTIL, {"reply_days": 10})]
    for position, (kind, opens_at, closes_at, rules) in enumerate(rows, start=1):
        Stage.objects.create(
            call=call, position=position, kind=kind, opens_at=opens_at, closes_at=closes_at, rules=rules
        )
    review = Stage.objects.create(call=call, position=3, kind="review", opens_at=DEADLINE, names=names(en="Experts"))
    Criterion.objects.create(stage=review, position=1, slug="merit", names=names(en="Merit", fa="شایستگی"), weight=2)
    for position, question in enumerate(QUESTIONS, start=1):
        section = names(en=question["section"])
        asks = {"names": names(en=question["slug"]), "section": section, "position": position}
        Question.objects.create(call=call, **question | asks)
    return call


def entry(world, call, *, title="Lamps", party=None, by=None, framework="nua"):
    return begin_submission(
        call=call,
        party=party or world.mashhad,
        title=title,
        language="fa",
        framework=framework,
        by=by or world.mina,
        at=NOW,
    )


def whole_entry(world, call, **fields):
    """An entry with every answer that is asked for."""
    submission = entry(world, call, **fields)
    for slug, value in ANSWERS.items():
        answer(submission, slug, value, 0, by=fields.get("by") or world.mina)
    return submission


def answer(submission, slug, value, version, *, by, page="", at=NOW):
    question = submission.call.questions.get(slug=slug)
    fields = {"question": question, "value": value, "version": version}
    return save_answer(submission=submission, by=by, at=at, page=page, **fields)


def department(world):
    """Someone of a department of Mashhad, who reads for the city and does not stand at its desk."""
    ali = user("ali", "علی نادری", language="fa")
    Liaison.objects.create(user=ali, party=world.mashhad, duty="reader", starts_on=date(2019, 1, 1))
    return ali
