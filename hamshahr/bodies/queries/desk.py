"""What of this room awaits somebody."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Liaison, Party

from ..keepers import kept_bodies
from ..models import Mandate, SeatFlag
from ..rules.seats import FLAGGED, PROLONGED, state_of_seat
from ..statute_book import StatuteBook
from ..terms import due_end_of, is_past_term
from .holders import seats

NEAR = 180


def awaiting(party: Party, on: date) -> list[Awaited]:
    """The seats of a party that ask for something: in question, past their term, or near its end; soonest first."""
    book = StatuteBook(on)
    mandates = seats(None).filter(party=party).perhaps_on(on)
    found = [each for mandate in mandates if (each := awaited(mandate, on, book))]
    return sorted(found, key=lambda each: (each.due_on or on, each.title))


def awaited(mandate: Mandate, on: date, book: StatuteBook) -> Awaited | None:
    """What one seat asks for that day, or nothing."""
    state, end = state_of_seat(mandate, on, book), due_end_of(mandate)
    words = {"office": say(mandate.office.names), "body": say(mandate.office.body.names)}
    if state == FLAGGED:
        raised = max(flag.raised_on for flag in mandate.flags.all() if flag.cleared_on is None or on < flag.cleared_on)
        title = _("Your seat as %(office)s, %(body)s, is in question") % words
        consequence = _("Until you name a successor or an acting holder nobody speaks for you there.")
        return line(mandate, "seat.flagged", title, raised, consequence)
    if is_past_term(mandate, on):
        if state == PROLONGED:
            title = _("Your seat as %(office)s, %(body)s, is prolonged beyond its term") % words
            consequence = _("It lasts until the body fills it anew.")
            return line(mandate, "seat.prolonged", title, end.last_day, consequence)
        title = _("The term of your seat as %(office)s, %(body)s, is over") % words
        consequence = _("The seat counts as vacant until a new mandate is entered.")
        return line(mandate, "seat.vacant", title, end.last_day, consequence)
    if end is not None and (end.first_day - on).days <= NEAR:
        title = _("Your seat as %(office)s, %(body)s, comes to the end of its term") % words
        consequence = _("Without a new mandate the seat is vacant from then on, unless the statutes prolong it.")
        return line(mandate, "seat.expiring", title, end.first_day, consequence)
    return None


def line(mandate: Mandate, kind: str, title: str, due_on: date, consequence: str) -> Awaited:
    address = reverse("bodies:body", args=[mandate.office.body.slug])
    return Awaited(kind, title, due_on, Liaison.Duty.CONTACT, consequence, address)


def flags_open(user: User | Any, on: date | None = None) -> QuerySet[SeatFlag]:
    """The seats in question of the bodies a user keeps and of the parties a user acts for."""
    on = on or timezone.localdate()
    flags = SeatFlag.objects.open_on(on).filter(mandate__in=Mandate.objects.perhaps_on(on))
    flags = flags.select_related(
        "mandate__office__body", "mandate__party", "local_office__person", "proposed_party", "proposed_person"
    )
    if not user.is_authenticated or not user.is_active:
        return flags.none()
    if user.is_secretariat:
        return flags
    of_parties = flags.filter(mandate__party__in=user.liaisons.on(on).values("party"))
    return of_parties | flags.filter(mandate__office__body__in=kept_bodies(user, on))
