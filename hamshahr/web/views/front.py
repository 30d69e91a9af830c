"""The doors of the installation that no room owns."""

from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

# What Wagtail brings along and we do not use: moving and deleting pages, files, sites, reports, acts on many things.
UNUSED = (
    # Of its pages, the editor with its preview and history; the registers of the newsroom do the rest.
    r"pages(?!/(?:\d+/(?:edit|view_draft|revisions|history)|add)/)",
    *("documents", "collections", "sites", "locales"),
    *("workflows", "reports", "bulk", "api", "failwhale", "test404", "block-preview", "tag-autocomplete"),
)


@require_safe
def to_language(request):
    """To the home page in the reader's language."""
    return redirect(f"/{get_language_from_request(request)}/")


@require_safe
def health(request):
    """Whether the store answers; for the supervisor of the process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"store": "answers"})


@require_safe
def robots(request):
    """What robots leave alone, and where the map of all pages is."""
    lines = ["User-agent: *", "Disallow: /office/", "Disallow: /account/"]
    lines += ["", f"Sitemap: {settings.ADDRESS}{reverse('sitemaps:index')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def sign_in(request):
    """To the one way in, and from there back to the page of the office that was asked for."""
    query = urlencode({"next": request.GET.get("next", "/office/")})
    return redirect(f"{reverse('account_login')}?{query}")


def own_account(request):
    """Wagtail's own page of an account asks for names we do not keep; ours asks for what we do."""
    return redirect("accounts:profile")


def closed(request):
    """A part of Wagtail that this house does not use is not there."""
    raise Http404
