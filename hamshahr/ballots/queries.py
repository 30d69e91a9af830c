"""Reads of ballots: what lies in a box, who has voted, and what a person may cast."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from . import chain, voters
from .answers import Choice, read
from .counts import Count
from .models import Ballot, Elector, Vote, Voted
from .models.ballots import CASTING_DUTIES
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


def electors_of(user: User, ballot: Ballot) -> QuerySet[Elector]:
    """The voices that a user may cast in a ballot: of the parties it acts for, and of whoever lent them its voice."""
    if not user.is_authenticated or not user.is_active:
        return ballot.electors.none()
    own = set(user.liaisons.on(timezone.localdate()).filter(duty__in=CASTING_DUTIES).values_list("party", flat=True))
    own |= voters.parties_of(user, ballot.session, ballot)
    rows = ballot.electors.filter(cast_by__in=own).select_related("party", "cast_by", "voted__by")
    return rows.order_by("party__slug")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many have voted, and how many could: never how."""

    voted: int
    voices: int


def progress(ballot: Ballot) -> Progress:
    return Progress(Voted.objects.filter(elector__ballot=ballot).count(), ballot.electors.count())


def head_of(ballot: Ballot) -> str:
    """The head of the log of a ballot, to be printed in minutes."""
    return chain.head_of(ballot)


def awaiting(user: User) -> list[Ballot]:
    """The open ballots in which a user still has a voice to cast as liaison."""
    own = user.liaisons.on(timezone.localdate()).filter(duty__in=CASTING_DUTIES).values("party")
    waiting = Elector.objects.filter(cast_by__in=own, voted=None).values("ballot")
    return list(Ballot.objects.filter(pk__in=waiting, closed_at=None, annulled_at=None).exclude(way="paper"))
