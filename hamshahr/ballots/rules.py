"""Who may cast and keep a ballot, and what stands in the way of opening, casting and counting one."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_bodies, may_keep_body
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say

from . import voters
from .models import Ballot, Elector, PaperCount, Voted
from .models.ballots import CASTING_DUTIES

MOST_SLIPS = 100_000


def may_cast(user: User, elector: Elector) -> bool:
    """Whoever has the votes of the party that casts, or its contact; delegates where the meeting knows them."""
    if not user.is_authenticated or not user.is_active:
        return False
    own = user.liaisons.on(timezone.localdate()).filter(party=elector.cast_by_id, duty__in=CASTING_DUTIES)
    return own.exists() or voters.votes_for(user, elector.cast_by, elector.ballot.session)


def may_keep_ballot(user: User, ballot: Ballot) -> bool:
    """The secretariat, or whoever keeps the body that meets."""
    if not user.is_authenticated or not user.is_active:
        return False
    body = ballot.gathering.body
    return may_keep_bodies(user) or (body is not None and may_keep_body(user, body))


def unit_of(weights: Sequence[Decimal]) -> Decimal | None:
    """The voices on one secret slip: the same on every slip, so that none is known by its weight; None: impossible."""
    if all(weight == int(weight) for weight in weights):
        return Decimal(1)
    return weights[0] if len(set(weights)) == 1 else None


def obstacle_to_open(way: str, weights: Sequence[Decimal]) -> str | None:
    """Why a ballot of this way cannot be held with these weights, or None."""
    if not weights:
        return _("Nobody has a voice in this ballot.")
    if way == Ballot.Way.NAMED:
        return None
    if way == Ballot.Way.PAPER:
        return None if len(set(weights)) == 1 else _("On paper every voice weighs the same; these differ.")
    if unit_of(weights) is None:
        return _("These weights are no whole numbers and differ: on a secret slip they would name their city.")
    if sum(weights) > MOST_SLIPS and all(weight == int(weight) for weight in weights):
        most = {"most": localise(MOST_SLIPS)}
        return _("In a secret ballot every voice is a slip of its own, and there are more than %(most)s.") % most
    return None


def is_due(ballot: Ballot, at: datetime) -> bool:
    return ballot.is_open and ballot.closes_at is not None and at >= ballot.closes_at


def obstacle_to_cast(ballot: Ballot, *, at: datetime) -> str | None:
    """Why nobody can cast in this ballot now, or None; a closed ballot is closed whatever the clock says."""
    if ballot.annulled_at is not None:
        return _("This ballot was annulled.")
    if ballot.closed_at is not None:
        return _("This ballot is closed.")
    if is_due(ballot, at):
        return _("The time of this ballot is over.")
    if ballot.way == Ballot.Way.PAPER:
        return _("This ballot is held on paper.")
    return None


def obstacle_of_voted(elector: Elector, voted: Voted) -> str:
    """Who cast the vote of a party before, and when; never how."""
    words = {
        "city": say(elector.party.names),
        "person": voted.by.get_full_name(),
        "time": moment(voted.at),
    }
    return _("%(city)s has voted already: %(person)s cast its vote on %(time)s.") % words


def moment(at: datetime) -> str:
    """A moment to the second, in the reader's zone, which is named."""
    local = timezone.localtime(at)
    return localise(f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M:%S} ({local.tzname()})")


def obstacle_to_close(ballot: Ballot) -> str | None:
    """Why this ballot cannot be closed, or None."""
    if ballot.annulled_at is not None:
        return _("This ballot was annulled.")
    return _("This ballot is closed.") if ballot.closed_at is not None else None


def obstacle_to_annul(ballot: Ballot) -> str | None:
    """Why this ballot cannot be annulled, or None; what was counted is taken back by a new decision."""
    if ballot.annulled_at is not None:
        return _("This ballot was annulled.")
    if ballot.counted_at is not None:
        return _("This ballot was counted; a mistake is mended by a new ballot.")
    return None


def obstacle_to_enter_papers(ballot: Ballot, user: User, standing: Sequence[PaperCount]) -> str | None:
    """Why this person cannot enter a count of the papers now, or None; ``standing``: what this round has."""
    if ballot.way != Ballot.Way.PAPER:
        return _("This ballot is not held on paper.")
    if ballot.annulled_at is not None:
        return _("This ballot was annulled.")
    if ballot.closed_at is None:
        return _("The papers are counted when the ballot is closed.")
    if ballot.counted_at is not None:
        return _("This ballot was counted.")
    if any(count.by_id == user.pk for count in standing):
        return _("You have entered your count; another person enters the second one, without seeing yours.")
    return None
