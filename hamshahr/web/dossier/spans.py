"""What lasts: memberships, seats and offices hosted, each as a bar on the ruler with its state in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hamshahr.bodies.models import Body, Decision, Hosting, Mandate, Membership, MembershipStep
from hamshahr.bodies.queries.showing import LazyBook
from hamshahr.bodies.rules.seats import HELD, SEAT_WORDS, is_raised, state_of_seat
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.kernel.dates import NO, PERHAPS, YES, PartialDate, holds_on
from hamshahr.parties.models import Person
from hamshahr.record.models import Confidence, Sourced

from ..ruler import Bar, Scale, bar

HOLDS, CONFIDENCES = (YES, PERHAPS, NO), Confidence.values


@dataclass
class Span:
    """One thing that lasts, as it is on the day asked for (``holds``: yes, perhaps or no)."""

    title: str | Any
    body: Body
    fact: Sourced
    starts_on: PartialDate | None
    ends_on: PartialDate | None
    holds: str
    word: str = ""
    is_seat: bool = False
    flagged_on: date | None = None
    people: list[tuple[Person, str]] = field(default_factory=list)
    decisions: list[tuple[str, Decision]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def days(self) -> list[date]:
        """The days that the ruler must reach."""
        return [
            day for day in (self.starts_on and self.starts_on.first_day, self.ends_on and self.ends_on.last_day) if day
        ]

    def draw(self, scale: Scale) -> None:
        starts, ends = self.starts_on, self.ends_on
        self.bars = [bar(scale, starts and starts.first_day, ends and ends.last_day, self.fact.confidence)]


def spans_of(
    memberships: Iterable[Membership],
    mandates: Iterable[Mandate],
    hostings: Iterable[Hosting],
    on: date,
    *,
    is_today: bool,
) -> list[Span]:
    """All spans: what has a date, and so a bar, before what has none; then what holds; then by confidence."""
    book = LazyBook(on)
    seats = [seat(mandate, on, book) for mandate in mandates]
    hosted = [host(hosting, on) for hosting in hostings]
    joined = [member(membership, on, is_today=is_today) for membership in memberships]
    return sorted([*seats, *hosted, *joined], key=place_of)


def place_of(span: Span) -> tuple[bool, int, int]:
    is_undated = span.starts_on is None and span.ends_on is None
    return is_undated, HOLDS.index(span.holds), CONFIDENCES.index(span.fact.confidence)


def seat(mandate: Mandate, on: date, book: StatuteBook) -> Span:
    """The seat of a mandate, with whoever fills it on the day."""
    holds = holds_on(mandate.starts_on, mandate.ends_on, on)
    flags = [flag for flag in mandate.flags.all() if is_raised(flag, on)]
    return Span(
        title=mandate.office.names,
        body=mandate.office.body,
        fact=mandate,
        starts_on=mandate.starts_on,
        ends_on=mandate.ends_on,
        holds=holds,
        word=word_over(mandate, on) if holds == NO else word_of_seat(state_of_seat(mandate, on, book)),
        is_seat=True,
        flagged_on=flags[0].raised_on if flags else None,
        people=people_of(mandate, on, holds),
    )


def word_of_seat(state: str) -> str:
    """What a seat is, where it is not simply held."""
    return "" if state == HELD else str(SEAT_WORDS[state])


def people_of(mandate: Mandate, on: date, holds: str) -> list[tuple[Person, str]]:
    """Who fills the seat on the day, or who filled it where it is over; each with the local office that lets them."""
    rows = [each for each in mandate.holdings.all() if each.person.live]
    if holds != NO:
        rows = [each for each in rows if holds_on(each.starts_on, each.ends_on, on) != NO]
    return [(each.person, each.local_office.title if each.local_office else "") for each in rows]


def host(hosting: Hosting, on: date) -> Span:
    """The body whose seat is or was here."""
    holds = holds_on(hosting.starts_on, hosting.ends_on, on)
    word = word_over(hosting, on) if holds == NO else ""
    return Span(_("Host"), hosting.body, hosting, hosting.starts_on, hosting.ends_on, holds, word)


def member(membership: Membership, on: date, *, is_today: bool) -> Span:
    """The membership with its state, and the decisions it rests on; today's state is known though no date may be."""
    starts, ends = membership.joined_on, membership.left_on
    is_member = membership.state in MembershipStep.MEMBER_STATES
    holds = holds_on(starts, ends, on) if is_member or ends else NO
    if is_today and is_member and holds == PERHAPS:
        holds = YES
    title = capfirst(MembershipStep.State(membership.state).label if membership.state else _("member"))
    span = Span(title, membership.body, membership, starts, ends, holds, word_over(membership, on) if ends else "")
    span.decisions = [(step.get_state_display(), step.decision) for step in membership.taken if step.decision]
    return span


def word_over(fact: Any, on: date) -> str:
    """Why a period does not hold on a day."""
    starts = getattr(fact, "starts_on", None) or getattr(fact, "joined_on", None)
    return _("not begun") if starts and on < starts.first_day else _("ended")
