"""Reads of ballots: what lies in a box, who has voted, and what a person may cast."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Liaison, Party

from . import chain, questions, voters
from .answers import Choice, read
from .counts import Count
from .models import Ballot, Elector, Vote
from .services.closing import count


@dataclass(frozen=True, slots=True)
class Voice:
    """One answer in a ballot by name: whose it is, what it says, and with how many voices."""

    party: int
    choice: Choice
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Answers:
    """What a counted ballot gives to the rooms above: papers for the methods that elect, names where there are names.

    ``papers``: (choice, how many electors wrote exactly this or None, voices); ``named`` is empty but by name.
    """

    count: Count
    papers: tuple[tuple[Choice, int | None, Decimal], ...]
    named: tuple[Voice, ...]


def answers(ballot: Ballot) -> Answers:
    """What verdicts and counting methods need of a counted ballot."""
    found = count(ballot)
    papers = tuple((each.choice, each.heads, each.weight) for each in found.papers)
    return Answers(found, papers, tuple(named_votes(ballot)) if ballot.way == Ballot.Way.NAMED else ())


def named_votes(ballot: Ballot) -> Iterable[Voice]:
    """The answers of a ballot by name."""
    if ballot.way != Ballot.Way.NAMED:
        raise Refused(_("This ballot is not held by name."))
    rows = Vote.objects.filter(elector__ballot=ballot).order_by("elector", "choice")
    for party, choice, weight in rows.values_list("elector__party", "choice", "weight"):
        yield Voice(party, read(choice), weight)


def electors_of(user: User, ballot: Ballot) -> list[Elector]:
    """The voices that a user may cast in a ballot: of the parties it acts for, and of whoever lent them its voice."""
    if not user.is_authenticated or not user.is_active:
        return []
    own = {party for (party,) in questions.parties_voted_for(None, timezone.localdate(), voter=user.pk)}
    own |= voters.parties_of(user, ballot.session, ballot)
    return questions.voices_cast_by(None, ballot=ballot.pk, parties=sorted(own)) if own else []


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have voted, and how many could: never how."""

    voted: int
    voices: int


def progress(ballot: Ballot) -> Progress:
    ((voted, voices),) = questions.counted_voices(None, ballot=ballot.pk)
    return Progress(voted, voices)


def head_of(ballot: Ballot) -> str:
    """The head of the log of a ballot, to be printed in minutes."""
    return chain.head_of(ballot)


def awaiting(party: Party, on: date) -> list[Awaited]:
    """The open ballots in which a party still has a voice to cast: its own, or one that was lent to it."""
    waiting = Elector.objects.filter(cast_by=party, voted=None, ballot__closed_at=None, ballot__annulled_at=None)
    ballots = {row.ballot_id: row.ballot for row in waiting.exclude(ballot__way="paper").select_related("ballot")}
    return [
        Awaited(
            kind="voice.uncast",
            title=_("Vote: %(question)s") % {"question": say(ballot.question)},
            due_on=timezone.localdate(ballot.closes_at) if ballot.closes_at else None,
            owner_duty=Liaison.Duty.VOTES,
            consequence=_("When the ballot is closed, a voice that was not cast counts as not voting."),
            address=reverse("ballots:ballot", args=[ballot.key]),
        )
        for ballot in ballots.values()
    ]
