"""What follows from what people do at the door: signing out ends all sessions, a proven new address is logged."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse

from . import log
from .models import User


def end_sessions(sender, request, user, **hints) -> None:
    """Raise the epoch that every session of the account carries; Django calls this at each sign-out."""
    if user is not None:
        User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
        request.has_signed_out = True


def forget_typed(get_response):
    """Let a browser in which somebody signs out forget what was typed there; an ended session alone does not."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "has_signed_out", False):
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return answer


def log_new_address(sender, user, from_email_address, to_email_address, **hints) -> None:
    """Write the address an account had and the one it has; allauth calls this when the new one is proven."""
    before = from_email_address.email if from_email_address else None
    log.write("user.described", user, by=user, changes={"email": [before, to_email_address.email]})
