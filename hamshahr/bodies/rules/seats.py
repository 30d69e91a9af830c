"""What a seat is on a day, and what stands in the way of losing a local office and of clearing a flag."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.dates import NO, PartialDate, holds_on
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold

from ..models import LocalOffice, Mandate, SeatFlag
from ..periods import certain_days, surely_meet
from ..statute_book import StatuteBook
from ..terms import after_term, is_past_term
from .bodies import obstacle_of_merged_party, obstacle_of_order

HELD, VACANT, PROLONGED, ACTING, FLAGGED = "held", "vacant", "prolonged", "acting", "flagged"
SEAT_WORDS = {
    HELD: gettext_lazy("held"),
    VACANT: gettext_lazy("vacant"),
    PROLONGED: gettext_lazy("prolonged"),
    ACTING: gettext_lazy("acting"),
    FLAGGED: gettext_lazy("in question"),
}
ACTING_BEGINNINGS = {Mandate.Beginning.ACTING, Mandate.Beginning.INTERIM}


def state_of_seat(mandate: Mandate, on: date, book: StatuteBook | None = None) -> str:
    """What the seat of a mandate is on a day; past its term it is prolonged or vacant, never simply held.

    A list prefetches ``holdings`` and ``flags`` and gives one ``book`` for all, so that no seat costs a query.
    """
    if holds_on(mandate.starts_on, mandate.ends_on, on) == NO:
        return VACANT
    if any(is_raised(flag, on) for flag in mandate.flags.all()):
        return FLAGGED
    if is_past_term(mandate, on):
        return after_term(mandate, book or StatuteBook(on))
    holdings = list(mandate.holdings.all())
    current = [each for each in holdings if holds_on(each.starts_on, each.ends_on, on) != NO]
    if holdings and not current:
        return VACANT
    if mandate.beginning in ACTING_BEGINNINGS or (current and all(each.is_acting for each in current)):
        return ACTING
    return HELD


def is_raised(flag: SeatFlag, on: date) -> bool:
    return flag.raised_on <= on and (flag.cleared_on is None or on < flag.cleared_on)


def obstacle_to_take_local_office(office: LocalOffice) -> str | None:
    """Why this person cannot have this local office then, or None."""
    if obstacle := obstacle_of_order(office.starts_on, office.ends_on):
        return obstacle
    if obstacle := obstacle_of_merged_party(office.party):
        return obstacle
    days = certain_days(office.starts_on, office.ends_on)
    for other in LocalOffice.objects.filter(party=office.party, person=office.person).exclude(pk=office.pk):
        if same_title(office, other) and surely_meet(days, certain_days(other.starts_on, other.ends_on)):
            return _("%(person)s has this local office then.") % {"person": say(office.person.names)}
    return None


def same_title(one: LocalOffice, other: LocalOffice) -> bool:
    """Whether two local offices are one post: their titles agree in some language."""
    return not titles(one).isdisjoint(titles(other))


def titles(office: LocalOffice) -> set[str]:
    names = office.title.data if hasattr(office.title, "data") else office.title
    texts = names.values() if isinstance(names, dict) else [names]
    return {fold(str(text)) for text in texts if text}


def obstacle_to_end_local_office(office: LocalOffice, *, ends_on: PartialDate) -> str | None:
    """Why a local office cannot end on that day, or None."""
    if office.ends_on is not None and office.ends_on.first_day <= ends_on.first_day:
        return _("This local office has already ended.")
    return obstacle_of_order(office.starts_on, ends_on)


def obstacle_to_clear_flag(flag: SeatFlag, *, outcome: str, on: date, has_successor: bool) -> str | None:
    """Why a flag cannot be cleared in this way, or None."""
    if flag.cleared_on is not None:
        return _("This flag was cleared before.")
    if on < flag.raised_on:
        return _("The flag was raised later.")
    if outcome == SeatFlag.Outcome.SUCCEEDED and not has_successor:
        return _("Name the person who takes the seat.")
    if outcome == SeatFlag.Outcome.ACTING and not has_successor:
        return _("Name who acts; the statutes propose nobody.")
    return None
