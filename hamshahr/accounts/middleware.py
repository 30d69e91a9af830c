"""The reader's language and zone, and the second factor without which nobody keeps the office."""

import zoneinfo

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hamshahr.kernel.http import go_to

WITHOUT_LANGUAGE = ("/account/", "/office/")
OPEN_WITHOUT = ("/account/", "/static/", "/media/", "/health")
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def reader(get_response):
    """Count days in the reader's zone, and speak the reader's language where the address does not name one."""

    def answer(request: HttpRequest) -> HttpResponse:
        with timezone.override(zone_of(request)):
            if not request.path_info.startswith(WITHOUT_LANGUAGE):
                return get_response(request)
            chosen = chosen_language(request)
            speak(request, chosen or kept_language(request))
            response = get_response(request)
        if chosen and settings.LANGUAGE_COOKIE_NAME not in response.cookies:
            keep_language(response, chosen)
        return response

    return answer


def zone_of(request: HttpRequest) -> zoneinfo.ZoneInfo | None:
    """The zone of the signed-in reader; None leaves the installation's own."""
    return zone_named(request.user.time_zone) if request.user.is_authenticated else None


def zone_named(name: str) -> zoneinfo.ZoneInfo | None:
    """The zone of that name, or None for a name this machine does not know."""
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


def chosen_language(request: HttpRequest) -> str:
    """The language the address asks for: by name, or by the page that the reader will go on to."""
    named = request.GET.get(switch_at(request.path_info), "")
    if named in dict(settings.LANGUAGES):
        return named
    return translation.get_language_from_path(request.GET.get("next", "")) or ""


def switch_at(path: str) -> str:
    """The name by which an address asks for a language; in the office “language” narrows lists."""
    return "interface" if path.startswith("/office/") else "language"


def kept_language(request: HttpRequest) -> str:
    """The language chosen before in this browser, or that of the account."""
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if kept in dict(settings.LANGUAGES):
        return kept
    return request.user.language if request.user.is_authenticated else ""


def speak(request: HttpRequest, language: str) -> None:
    if language:
        translation.activate(language)
        request.LANGUAGE_CODE = language


def keep_language(response: HttpResponse, language: str) -> None:
    """Let the browser remember the language for addresses that name none."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )


def second_factor(get_response):
    """Send staff without a second factor to set one up before any other page."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not needs_second_factor(request):
            return get_response(request)
        if request.path_info.startswith("/api/"):
            return JsonResponse({"detail": _("Set up a second factor first.")}, status=403)
        return go_to(request, f"{reverse('mfa_activate_totp')}?language={translation.get_language()}")

    return answer


def needs_second_factor(request: HttpRequest) -> bool:
    """Whether this reader keeps the office and has proven nothing but a password or a mailbox."""
    if request.path_info.startswith(OPEN_WITHOUT) or not request.user.is_authenticated:
        return False
    return request.user.keeps_office and not is_mfa_enabled(request.user, FACTORS)
