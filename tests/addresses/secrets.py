"""An edition under embargo, each of whose secrets is a word or a number that stands nowhere else."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hamshahr.awards.services import plan_release, prepare_by_order, prepare_outcome, review_letters, set_levels
from hamshahr.awards.tests.builders import LEVELS
from hamshahr.calls.blackening import BAR
from hamshahr.calls.models import Author, Edition, Screening
from hamshahr.calls.services import lock_entries, mark_words
from hamshahr.juries.services import finish_review, pin_conflict, save_review
from hamshahr.juries.tests.builders import HIDDEN, LONG_AGO, a_call, a_juror, a_panel, assigned, entry
from tests.world import names, user

TABLE: dict[str, Any] = {}
LOCKED_AT = LONG_AGO + timedelta(days=90)
RELEASED_AT = datetime(2030, 3, 2, 9, tzinfo=UTC)
PRIVATE, BLACKED_OUT = HIDDEN, "CANARYNASRIN"
TITLE, COMMENT, FEEDBACK = "CANARYTITLE", "CANARYCOMMENT", "CANARYFEEDBACK"
SCORE, CITATION, REASON = "83.97", "CANARYCITATION", "CANARYREASON"
ALL = {COMMENT, FEEDBACK, SCORE, CITATION, REASON, PRIVATE, BLACKED_OUT, TITLE, BAR}
# What each may read of it: the city all that it wrote, a juror a copy without names, nobody else anything.
READ = {
    "contact": {TITLE, PRIVATE, BLACKED_OUT},
    "juror": {BAR},
    "keeper": set(),
    "other contact": set(),
    "visitor": set(),
    "stranger": set(),
    "conflicted juror": set(),
}


@dataclass
class Secret:
    """The edition and the two jurors that the cast has not; ``named`` are the words that an address may hold."""

    call: Any
    entry: Any
    judge: Any
    conflicted: Any
    named: dict[str, Any] = field(default_factory=dict)


def things(world, _made):
    """Leila judges with another, who is through; a third is kept from the entry; the winner is known to the office."""
    call = a_call(world, slug="secret")
    call.edition = Edition.objects.create(slug="secret", award=world.award, number=99, cycle_year=2029, live=False)
    call.save()
    panel = a_panel(world, call, sees_others="after own")
    panel.stage.rules |= {"blind": True}
    panel.stage.save()
    entries = [entry(call, world.mashhad, 1, title=TITLE), entry(call, world.brussels, 2, title="Other lamps")]
    for each in entries:
        Screening.objects.create(submission=each, is_eligible=True, decided_at=LONG_AGO, decided_by=world.sara)
    secret = Secret(call, entries[0], user("judge", "Other Judge"), user("conflicted", "Conflicted Judge"))
    Author.objects.create(submission=secret.entry, user=world.mina, role="first", added_at=LONG_AGO)
    secret.entry.answers.filter(question__slug="story").update(value=f"Lamps by {BLACKED_OUT} of Mashhad")
    lock_entries(call=call, by=world.sara, at=LOCKED_AT)
    mark_words(submission=secret.entry, words=[BLACKED_OUT], by=world.sara, at=LOCKED_AT)
    judge(world, secret, panel, entries)
    decide(world, secret)
    return {"secret": secret}


def judge(world, secret, panel, entries):
    """Reviews of the one who is through, a conflict pinned with its reason, a ranking and a talk about it."""
    seats = [a_juror(panel, person) for person in (world.leila, secret.judge, secret.conflicted)]
    tasks = {seat.user: [assigned(seat, each) for each in entries] for seat in seats}
    for task, number in zip(tasks[secret.judge], (SCORE, "50"), strict=True):
        typed = {
            "score-impact": Decimal(7),
            "score-novelty": Decimal(3),
            "score-style": Decimal(number),
            "comment": COMMENT,
            "feedback": FEEDBACK,
        }
        save_review(assignment=task, typed=typed, marks={}, by=secret.judge)
        finish_review(assignment=task, by=secret.judge)
    pin_conflict(juror=seats[2], submission=secret.entry, kind="personal", reason=REASON, by=world.sara)
    secret.named = {"jury": panel.key, "juror_seat": seats[1].key, "task": tasks[secret.judge][0].key}
    secret.named |= {"own seat": seats[2].key, "own task": tasks[secret.conflicted][0].key}
    secret.named |= {"seat of leila": seats[0].key, "task of leila": tasks[world.leila][0].key}
    secret.named |= {"call": "secret", "judged_call": "secret", "award-2026": "secret", "edition": "secret"}
    for name in ("judged", "answering", "numbered", "honoured entry"):
        secret.named[name] = secret.entry.key


def decide(world, secret):
    """The outcome is prepared, its letters are looked through, and it is to be known in years."""
    set_levels(call=secret.call, levels=LEVELS, by=world.sara)
    winner = secret.call.levels.first()
    order = list(secret.call.submissions.order_by("number"))
    prepare_by_order(call=secret.call, order=order, places=[(winner, 1)], by=world.sara)
    prepare_outcome(submission=secret.entry, level=winner, citation=names(en=CITATION), by=world.sara)
    release = plan_release(call=secret.call, embargo_until=RELEASED_AT, by=world.sara)
    review_letters(release=release, at=LONG_AGO, by=world.sara)
