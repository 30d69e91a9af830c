"""Reading the outbox and the delivery log."""

from django.db.models import Q, QuerySet

from hamshahr.accounts.models import User

from .models import Letter


def letters_to(user: User) -> QuerySet[Letter]:
    """The letters written to one reader, latest first."""
    return Letter.objects.filter(to_user=user)


def letters_in_trouble() -> QuerySet[Letter]:
    """What needs a hand: handed over without an answer, or given up after the last attempt."""
    in_doubt = Q(taken_at__isnull=False)
    return Letter.objects.filter(in_doubt | Q(attempts__gte=Letter.MOST_ATTEMPTS), sent_at=None, withheld_at=None)
