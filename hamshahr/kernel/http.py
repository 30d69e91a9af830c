"""Answers that browsers and htmx both follow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect


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
