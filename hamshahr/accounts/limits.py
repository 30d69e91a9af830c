"""Wrong passwords slow a stranger down, and do not keep the owner out.

Tries are counted per account: five in five minutes, wherever they come from. A browser in which the account's owner
has signed in before carries a signed number and is counted by itself, so that strangers cannot use up its tries.
The address of the caller is that of the connection; what a header claims is not believed.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "device"
SALT = "hamshahr.accounts.device"
AGE = 365 * 24 * 3600
KNOWN_DEVICE = {"login_failed": "10/5m/key"}


def remember_device(response: HttpResponse, email: str) -> None:
    """Give the browser of a signed-in owner a number of its own."""
    response.set_signed_cookie(
        COOKIE,
        f"{digest_of(email)}:{get_random_string(22)}",
        salt=SALT,
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, email: str) -> str:
    """The number of a browser in which this account was signed in before, or nothing."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=AGE)
    digest, _colon, number = kept.partition(":")
    return number if digest == digest_of(email) else ""


def counted_as(request: HttpRequest, credentials: dict[str, Any]) -> str:
    """What a try is counted under: the account, and in a known browser that browser."""
    email = credentials.get("email", "").lower()
    return f"{email}:{known_device(request, email)}"


def digest_of(email: str) -> str:
    return salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()[:32]
