"""Who may see, pay, keep and follow dues, and who may move a membership because of them."""

from collections.abc import Iterable

from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.bodies.keepers import kept_bodies
from hamshahr.bodies.models import Membership
from hamshahr.bodies.rules import may_keep_body
from hamshahr.parties.models import Liaison, Party

from ..models import LateMember, Watch, keeps_books
from ..models.books import SEEING_DUTIES
from ..models.following import seats_that_follow


def has_duty(user: User, party: Party, duties: Iterable[str]) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(timezone.localdate()).filter(party=party, duty__in=duties).exists()


def may_see_dues(user: User, party: Party) -> bool:
    """Whoever is contact of a city, has its dues, or reads everything at its desk."""
    return has_duty(user, party, SEEING_DUTIES)


def may_pay(user: User, party: Party) -> bool:
    """Whoever has the dues of a city, and its contact."""
    return has_duty(user, party, (Liaison.Duty.CONTACT, Liaison.Duty.DUES))


def may_keep_dues(user: User, *_things: object) -> bool:
    """The treasurer keeps the books, and the secretariat."""
    return user.is_authenticated and keeps_books(user)


def may_publish_rules(user: User, *_things: object) -> bool:
    """The secretariat enters what organs decided on fees, and who follows them; a treasurer applies it."""
    return user.is_authenticated and user.is_secretariat


def may_follow_dues(user: User, *_things: object) -> bool:
    """The secretariat, and whoever keeps a body that follows the dues of a region today."""
    if may_keep_dues(user):
        return True
    return Watch.objects.on(timezone.localdate()).filter(office=None, follower__in=kept_bodies(user)).exists()


def may_note_contact(user: User, membership: Membership) -> bool:
    """Whoever follows the dues of this member."""
    return user.is_authenticated and LateMember.objects.followed_by(user).filter(pk=membership.pk).exists()


def may_read_late(user: User, party: Party) -> bool:
    """Whoever holds the seat by which this city follows the dues of its region today, such as a vice-presidency."""
    return user.is_authenticated and user.is_active and bool(seats_that_follow(user, timezone.localdate(), party))


def may_withdraw(user: User, membership: Membership) -> bool:
    """The contact of the city, and the secretary of the body."""
    return has_duty(user, membership.party, (Liaison.Duty.CONTACT,)) or may_keep_body(user, membership.body)


def may_suspend(user: User, membership: Membership) -> bool:
    """The secretary of the body; an organ decides."""
    return may_keep_body(user, membership.body)
