"""Reading people: what of a person may be shown."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from hamshahr.accounts.models import User

from .models import Consent, Person


def shown_fields(person: Person, user: User, on: date | None = None) -> frozenset[str]:
    """The fields of a person that the user may see: with a consent in force that day; the office sees all."""
    if getattr(user, "is_secretariat", False):
        return frozenset(Consent.Field.values)
    day = on or timezone.localdate()
    lasting = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day)
    return frozenset(person.consents.filter(lasting, given_on__lte=day).values_list("field", flat=True))
