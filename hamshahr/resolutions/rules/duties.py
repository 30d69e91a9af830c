"""Who reports a duty, and when it can be laid, closed or waived."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.rules import may_keep_body
from hamshahr.parties.models import Liaison, Party

from ..models import Duty, Resolution
from .resolutions import may_keep_resolution


def may_report(user: User, duty: Duty, on: date) -> bool:
    """Who acts for the city as its contact, the secretary of the body that bears it, or of the one that decided."""
    if not user.is_authenticated or not user.is_active:
        return False
    if duty.party is not None:
        contacts = user.liaisons.on(on).filter(party=duty.party, duty=Liaison.Duty.CONTACT)
        return contacts.exists() or may_keep_resolution(user, duty.resolution)
    return may_keep_body(user, duty.body) or may_keep_resolution(user, duty.resolution)


def obstacle_to_lay_duty(resolution: Resolution, *, party: Party | None, body: Body | None, due_on: date) -> str | None:
    """Why this duty cannot be laid, or None."""
    if (party is None) == (body is None):
        return _("A duty lies on one desk or on one body.")
    if due_on < resolution.adopted_on:
        return _("A duty is due on the day of its resolution at the earliest.")
    return None


def of_settled(duty: Duty) -> str | None:
    if duty.done_on is not None:
        return _("This duty is done; its proof stands.")
    if duty.waived_by_id is not None:
        return _("This duty was waived by another resolution.")
    return None


def obstacle_to_close_duty(duty: Duty, *, done_on: date, proof: str, today: date) -> str | None:
    """Why the duty cannot be closed by this proof, or None.

    The day of the resolution has come where it was adopted, even while it is the day before where ``today`` is read.
    """
    if settled := of_settled(duty):
        return settled
    if not proof.strip():
        return _("Say what proves that it is done.")
    adopted_on = duty.resolution.adopted_on
    if not adopted_on <= done_on <= max(today, adopted_on):
        return _("It was done between the day of the resolution and today.")
    return None


def obstacle_to_waive(duty: Duty, *, by_resolution: Resolution) -> str | None:
    """Why this resolution cannot waive the duty, or None."""
    if settled := of_settled(duty):
        return settled
    if by_resolution.pk == duty.resolution_id:
        return _("A duty is waived by another resolution than the one that laid it.")
    if by_resolution.body_id != duty.resolution.body_id:
        return _("Only a resolution of the body that laid the duty waives it.")
    if by_resolution.adopted_on < duty.resolution.adopted_on:
        return _("That resolution is older than the duty.")
    return None
