"""Who keeps the register of a body by virtue of a seat; the seat ends, the right ends."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.kernel.fields import perhaps_holding_on
from hamshahr.kernel.prepared import Prepared

from .models import Body, Holding, Mandate
from .statute_book import StatuteBook
from .terms import PROLONGED, after_term, is_past_term


def kept_bodies(user: User | None, on: date | None = None) -> frozenset[int]:
    """The bodies whose register a user keeps that day, with all bodies within them; read once a request."""
    if user is None or not user.is_authenticated or not user.is_active:
        return frozenset()
    on = on or timezone.localdate()
    if not hasattr(user, "_kept_bodies"):
        user._kept_bodies = {}  # not by __dict__, which the lazy user of a request has beside that of the user
    remembered: dict[date, frozenset[int]] = user._kept_bodies
    if on not in remembered:
        remembered[on] = read_kept_bodies(user, on)
    return remembered[on]


def seats_that_keep(_user: AnonymousUser, on: date, *, holder: int) -> models.QuerySet[Holding]:
    seats = Holding.objects.perhaps_on(on).filter(person__user=holder, mandate__office__keeps_register=True)
    seats = seats.filter(perhaps_holding_on(on, "mandate__starts_on", "mandate__ends_on"))
    return seats.select_related("mandate__office__body")


# Asked at every page of whoever is signed in: the user is a value in it, so its SQL is written once a day.
seats_on = Prepared(seats_that_keep)


def read_kept_bodies(user: User, on: date) -> frozenset[int]:
    mandates = [holding.mandate for holding in seats_on(AnonymousUser(), on, holder=user.pk)]
    if not mandates:
        return frozenset()
    book = StatuteBook(on)
    roots = {mandate.office.body_id for mandate in mandates if still_stands(mandate, on, book)}
    return book.lineage.within(roots)


def still_stands(mandate: Mandate, on: date, book: StatuteBook) -> bool:
    """Whether the body has not ended, and the term neither, unless the statutes prolong it."""
    body: Body = mandate.office.body
    if body.ended_on is not None and not body.ended_on.may_last_beyond(on):
        return False
    return not is_past_term(mandate, on) or after_term(mandate, book) == PROLONGED
