"""Who may act for a party or keep the register of parties, and what stands in the way."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User

from .models import Liaison, Party


def may_keep_parties(user: User) -> bool:
    """The secretariat keeps the register of parties."""
    return user.is_authenticated and user.is_secretariat


def may_see_desk(user: User, party: Party, on: date | None = None) -> bool:
    """Whoever acts for a party today sees its desk."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(on or timezone.localdate()).filter(party=party).exists()


def may_hand_over(user: User, party: Party, on: date | None = None) -> bool:
    """The secretariat, or the contact of the party itself."""
    if may_keep_parties(user):
        return True
    if not user.is_authenticated or not user.is_active:
        return False
    duties = user.liaisons.on(on or timezone.localdate())
    return duties.filter(party=party, duty=Liaison.Duty.CONTACT).exists()


def obstacle_to_appoint_liaison(user: User, party: Party, duty: str, *, starts_on: date) -> str | None:
    """Why this user cannot take this duty from that day on, or None."""
    if not user.is_active:
        return _("This account is closed.")
    if party.merged_into_id:
        return _("This party was merged into another.")
    if party.liaisons.filter(user=user, duty=duty).on(starts_on).exists():
        return _("This person already has this duty.")
    return None


def obstacle_to_end_liaison(liaison: Liaison, *, ends_on: date) -> str | None:
    """Why this duty cannot end on that day, or None."""
    if liaison.ends_on is not None and liaison.ends_on <= ends_on:
        return _("This duty has already ended.")
    if ends_on < liaison.starts_on:
        return _("A duty ends after it starts.")
    return None


def obstacle_to_hand_over(party: Party, leaving: User, arriving: User, *, on: date) -> str | None:
    """Why one person cannot hand a desk to another that day, or None."""
    if leaving == arriving:
        return _("Choose another person than the one who leaves.")
    if not arriving.is_active:
        return _("This account is closed.")
    if not party.liaisons.filter(user=leaving).on(on).exists():
        return _("This person has no duty at this desk.")
    return None


def obstacle_to_merge(party: Party, into: Party) -> str | None:
    """Why one party cannot be merged into another, or None."""
    if party == into:
        return _("A party cannot be merged into itself.")
    if party.merged_into_id or into.merged_into_id:
        return _("One of the two was merged before.")
    return None
