"""Addresses, and answers that browsers and htmx both follow."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language
from django_htmx.http import HttpResponseClientRedirect


def address_of(view: str, *args) -> str:
    """``reverse`` for a public page, resolved once for each thing and language."""
    return _address(view, args, get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=20_000)
def _address(view: str, args: tuple, *_place) -> str:
    return reverse(view, args=args)


def go_to(request: HttpRequest, to, *args, **kwargs) -> HttpResponse:
    """Redirect to an address, a url name or a thing with ``get_absolute_url``, for a browser and for htmx alike."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(resolve_url(to, *args, **kwargs))
    return redirect(to, *args, **kwargs)


def filters_of(request: HttpRequest) -> str:
    """The filters in the address, without the number of the page, to stand in the links to other pages."""
    filters = request.GET.copy()
    filters.pop("page", None)
    return filters.urlencode()
