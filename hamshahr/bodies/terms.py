"""When the term of a mandate ends, and what a seat is after that day."""

from datetime import date

from hamshahr.kernel.dates import PartialDate

from .models import Mandate, Rule
from .periods import years_later
from .statute_book import StatuteBook

PROLONGED, VACANT = "prolonged", "vacant"


def term_end_of(mandate: Mandate) -> PartialDate | None:
    """The end of the term as it was set, or the start and the years of the office, or of its body."""
    if mandate.term_ends_on is not None:
        return mandate.term_ends_on
    years = mandate.office.term_years or mandate.office.body.term_years
    if mandate.starts_on is None or not years:
        return mandate.ends_on
    return years_later(mandate.starts_on, years)


def is_past_term(mandate: Mandate, on: date) -> bool:
    """Whether the term is surely over that day."""
    end = term_end_of(mandate)
    return end is not None and not end.may_last_beyond(on)


def after_term(mandate: Mandate, book: StatuteBook) -> str:
    """What a seat past its term is: prolonged only where the statutes say so (``past_term``), else vacant."""
    rule = book.rule_with(mandate.office.body_id, Rule.Topic.TERM, "past_term")
    return PROLONGED if rule and rule.values["past_term"] == PROLONGED else VACANT


def due_end_of(mandate: Mandate) -> PartialDate | None:
    """When the seat falls free at the latest: at the end of the term, or of the mandate where that is sooner."""
    ends = [end for end in (term_end_of(mandate), mandate.ends_on) if end is not None]
    return min(ends, key=lambda end: end.first_day, default=None)
