"""What the register of parties asks of a city: somebody for each duty, and a successor before a duty ends."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.kernel.awaiting import Awaited

from .models import Liaison, Party

SOON = timedelta(days=30)
NEEDED = (Liaison.Duty.CONTACT, Liaison.Duty.DUES, Liaison.Duty.VOTES)


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Duties nobody has, and duties that end within thirty days with nobody to follow; one query."""
    rows = list(party.liaisons.on(on).select_related("user"))
    address = reverse("liaisons:index", args=[party.slug])
    missing = [duty for duty in NEEDED if not any(row.duty == duty for row in rows)]
    return [nobody(duty, address) for duty in missing] + [
        ending(row, address) for row in rows if is_last(row, rows, on)
    ]


def is_last(row: Liaison, rows: list[Liaison], on: date) -> bool:
    """Whether a duty ends soon and nobody else has it beyond that day."""
    if row.ends_on is None or row.ends_on > on + SOON:
        return False
    others = [other for other in rows if other.duty == row.duty and other != row]
    return not any(other.ends_on is None or other.ends_on > row.ends_on for other in others)


def nobody(duty: str, address: str) -> Awaited:
    titles = {
        "contact": _("Name a contact for this desk."),
        "dues": _("Name somebody for the dues."),
        "votes": _("Name somebody for the votes."),
    }
    losses = {
        "contact": _("Letters of the network reach nobody who can answer them."),
        "dues": _("Invoices reach nobody who pays them."),
        "votes": _("Ballots reach nobody who casts the vote."),
    }
    return Awaited("liaison.missing", titles[duty], None, Liaison.Duty.CONTACT, losses[duty], address)


def ending(row: Liaison, address: str) -> Awaited:
    title = _("The duty “%(duty)s” of %(person)s ends; name who follows.")
    return Awaited(
        "liaison.ending",
        title % {"duty": row.get_duty_display(), "person": row.user},
        row.ends_on,
        Liaison.Duty.CONTACT,
        _("From that day on nobody has this duty."),
        address,
    )
