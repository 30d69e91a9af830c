"""The register of resolutions, as a page and as open data, and the page of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say

from .. import queries, rules
from ..fingerprints import canonical_text, fingerprint
from ..forms import RegisterFilters
from ..models import Resolution

PER_PAGE = 25
COLUMNS = [
    *("key", "number", "body", "title", "adopted_on", "authentic_language", "meeting", "way", "duties_open"),
    *("duties_late", "duties_done", "duties_waived"),
]


def asked(request):
    """The filters in the address, and what they leave."""
    form = RegisterFilters(request.GET, choices=queries.choices(request.user))
    chosen = {name: value for name, value in form.chosen().items() if value}
    return form, queries.register(request.user, timezone.localdate(), **chosen)


@require_safe
def index(request):
    """What bodies adopted, newest first, with the state of the duties."""
    form, found = asked(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "resolutions/index.html", {"form": form, "page": page, "query": filters_of(request)})


@require_safe
def export(request, ending):
    """The same list as the page shows, whole."""
    if ending not in exports.FORMATS:
        raise Http404
    _form, found = asked(request)
    rows = (row(resolution) for resolution in found.select_related("body", "gathering").iterator(500))
    return exports.export(ending, "resolutions", exports.Sheet("resolutions", COLUMNS, rows))


def row(resolution):
    gathering = resolution.gathering
    return [
        resolution.key,
        resolution.code,
        resolution.body.slug,
        say(resolution.names),
        resolution.adopted_on,
        resolution.authentic_language,
        gathering.slug if gathering is not None and gathering.live else None,
        resolution.way,
        resolution.duties_open,
        resolution.duties_late,
        resolution.duties_done,
        resolution.duties_waived,
    ]


@require_safe
def text(request, key):
    """What a resolution says, byte for byte what its fingerprint is taken over."""
    rows = Resolution.objects.visible_to(request.user).select_related("body")
    found = get_object_or_404(rows, key=key)
    response = HttpResponse(canonical_text(found), content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="resolution-{found.key}.json"'
    return response


@require_safe
def resolution(request, key):
    """One resolution: its text, how it was decided, the duties it laid and those it waived."""
    rows = Resolution.objects.visible_to(request.user).select_related("body", "gathering", "item", "decision")
    found = get_object_or_404(rows, key=key)
    today = timezone.localdate()
    context = {
        "resolution": found,
        "duties": queries.duties_of(found, today),
        "waives": found.waives.select_related("resolution", "party", "body").order_by("pk"),
        "tally": found.verdict.get("tally"),
        "fingerprint": fingerprint(found),
        "motion": queries.motion_of(found, request.user),
        "putting": queries.putting_of(found, request.user),
        "may_keep": rules.may_keep_resolution(request.user, found),
    }
    return render(request, "resolutions/resolution.html", context)
