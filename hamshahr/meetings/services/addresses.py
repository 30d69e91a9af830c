"""The private address of a person's calendar: made, made anew, ended."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import CalendarAddress

SIGNS = 40


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_calendar_address(*, user: User, at: datetime | None = None) -> str:
    """A new token, shown once; the address before it ends."""
    at = at or timezone.now()
    end_calendar_address(user=user, at=at)
    token = get_random_string(SIGNS)
    log.save(CalendarAddress(user=user, token_digest=digest_of(token), made_at=at), "calendar.address_made", by=user)
    return token


@transaction.atomic
def end_calendar_address(*, user: User, at: datetime | None = None) -> None:
    """End the address: whoever has it gets nothing any more."""
    User.objects.select_for_update(of=["self"]).get(pk=user.pk)
    for address in user.calendar_addresses.filter(ended_at=None):
        address.ended_at = at or timezone.now()
        log.save(address, "calendar.address_ended", by=user)


def owner_of(token: str) -> User | None:
    """Whose calendar this token opens, while its owner may sign in."""
    row = CalendarAddress.objects.filter(token_digest=digest_of(token), ended_at=None).select_related("user").first()
    return row.user if row is not None and row.user.is_active else None
