"""The secretariat works with a second factor or not at all."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

OPEN_WITHOUT = ("/account/", "/static/", "/health")


def second_factor(get_response):
    """Send staff without a second factor to set one up before any other page."""

    def answer(request: HttpRequest):
        if needs_second_factor(request):
            return redirect(f"{reverse('mfa_activate_totp')}?language={get_language()}")
        return get_response(request)

    return answer


def needs_second_factor(request: HttpRequest) -> bool:
    user = request.user
    if request.path_info.startswith(OPEN_WITHOUT) or not user.is_authenticated:
        return False
    return user.keeps_office and not is_mfa_enabled(user)
