"""Who keeps the seats elsewhere, and what stands in the way of a quota and of somebody on a seat."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Mandate
from hamshahr.bodies.periods import certain_days, surely_before, surely_meet
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.dates import NO, holds_on
from hamshahr.kernel.languages import say

from ..models import OutsideSeat, Quota, Representative

Role = Representative.Role


def quota_of(thing: object) -> Quota:
    """The quota that a thing of this room belongs to."""
    if isinstance(thing, Quota):
        return thing
    for path in ("quota", "seat", "meeting", "vacancy"):
        if hasattr(thing, path):
            return quota_of(getattr(thing, path))
    raise TypeError(f"{thing!r} belongs to no quota.")


def may_keep_seats(user: User, thing: object) -> bool:
    """Whoever keeps the register of the body that sends."""
    return may_keep_body(user, quota_of(thing).sender)


def obstacle_to_agree(quota: Quota) -> str | None:
    """Why this quota cannot be entered, or None."""
    if quota.outside.network == quota.sender.network:
        return _("Both bodies are of one network; a seat elsewhere is in another network.")
    for office in (quota.office, quota.substitute_office):
        if office is not None and office.body_id != quota.outside_id:
            return _("The office of the representatives is one of the body in which they sit.")
    if quota.office.seats is not None and quota.seats > quota.office.seats:
        return _("The office has fewer seats than the quota.")
    if surely_before(quota.ends_on, quota.starts_on):
        return _("A quota ends after it begins.")
    days = certain_days(quota.starts_on, quota.ends_on)
    for other in Quota.objects.filter(office=quota.office).exclude(pk=quota.pk):
        unending = quota.ends_on is None and other.ends_on is None
        if unending or surely_meet(days, certain_days(other.starts_on, other.ends_on)):
            return _("The register has a quota of these seats for those days already.")
    return None


def obstacle_to_end_quota(quota: Quota) -> str | None:
    """Why a quota cannot end, or None."""
    return _("This quota has already ended.") if quota.ends_on is not None else None


def office_of(seat: OutsideSeat, role: str) -> object:
    """The office in which such a representative has the mandate; nothing where the quota knows no substitutes."""
    return seat.quota.office if role == Role.TITULAR else seat.quota.substitute_office


def obstacle_to_seat(seat: OutsideSeat, *, role: str, mandate: Mandate, own_mandate: Mandate | None) -> str | None:
    """Why this mandate cannot be tied to the seat in this role, or None; what is not known stands in nobody's way."""
    office = office_of(seat, role)
    if office is None:
        return _("This quota has no office of substitutes.")
    if mandate.office_id != office.pk:
        return _("The mandate is in another office than the one of this seat.")
    if mandate.on_behalf_of_id != seat.quota.sender_id:
        return _("The mandate is not held on behalf of %(body)s.") % {"body": say(seat.quota.sender.names)}
    if Representative.objects.filter(mandate=mandate).exists():
        return _("This mandate is tied to a seat already.")
    return obstacle_of_own_mandate(mandate, own_mandate) or obstacle_of_days(seat, role, mandate)


def obstacle_of_own_mandate(mandate: Mandate, own_mandate: Mandate | None) -> str | None:
    """Why the seat there cannot follow from this mandate here, or None."""
    if own_mandate is not None and own_mandate.party_id != mandate.party_id:
        return _("The mandate here is held by another party.")
    return None


def obstacle_of_days(seat: OutsideSeat, role: str, mandate: Mandate) -> str | None:
    days = certain_days(mandate.starts_on, mandate.ends_on)
    rows = seat.representatives.filter(role=role).select_related("mandate__party")
    for other in rows:
        theirs = other.mandate
        open_ended = theirs.ends_on is None and mandate.ends_on is None
        if open_ended or surely_meet(days, certain_days(theirs.starts_on, theirs.ends_on)):
            return _("%(party)s has this seat in this role then; say first when that ends.") % {
                "party": say(theirs.party.names) if theirs.party else "—"
            }
    return None


def sits_on(representative: Representative, on: date) -> bool:
    """Whether somebody may have the seat that day."""
    mandate = representative.mandate
    return holds_on(mandate.starts_on, mandate.ends_on, on) != NO
