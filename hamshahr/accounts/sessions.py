"""Signing out in one browser signs out everywhere."""

from django.db.models import F

from .models import User


def end_sessions(sender, request, user, **hints) -> None:
    """Raise the epoch that every session of the account carries; Django calls this at each sign-out."""
    if user is not None:
        User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
