"""The list of gatherings, one gathering, and the list as open data."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamshahr.accounts.visibility import shown
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say

from . import further, queries
from .forms import GatheringFilters
from .models import Part

PER_PAGE = 25
COLUMNS = [
    "key",
    "title",
    "kind",
    "series",
    "number",
    "body",
    "city",
    "place",
    "country",
    "form",
    "starts_on",
    "last_day",
    "host",
    "organiser",
    "participants",
    "delegations",
    "confidence",
    "source",
    "as_of",
    "note",
]


@require_safe
def index(request):
    """Every gathering of the register, narrowed by the address."""
    form = GatheringFilters(request.GET, user=request.user)
    found = queries.listed(request.user, form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for gathering in page:
        gathering.place, gathering.body = shown(gathering.place, request.user), shown(gathering.body, request.user)
    context = {"form": form, "page": page, "query": filters_of(request)}
    return render(request, "gatherings/index.html", context)


@require_safe
def gathering(request, slug):
    """One gathering: when, where, who took which part, and what it rests on."""
    gathering = queries.whole(slug, request.user)
    if gathering is None:
        raise Http404
    before, after = queries.around(gathering, request.user)
    roles = queries.roles_of(gathering, request.user)
    context = {
        "gathering": gathering,
        "roles": roles,
        "hosts": [part for role in roles if role.key == Part.Role.HOST for part in role.parts],
        "children": gathering.parts_of_it.visible_to(request.user).order_by("starts_on", "slug"),
        "before": before,
        "after": after,
        "further": further.links_of(gathering, request.user),
    }
    return render(request, "gatherings/gathering.html", context)


@require_safe
def export(request, ending):
    """The same list as the page shows, whole, as open data."""
    found = queries.listed(request.user, GatheringFilters(request.GET, user=request.user).chosen())
    rows = (row(gathering, request.user) for gathering in found.iterator(500))
    return exports.export(ending, "gatherings", exports.Sheet("gatherings", COLUMNS, rows))


def row(gathering, user):
    body, place = shown(gathering.body, user), shown(gathering.place, user)
    return [
        gathering.slug,
        say(gathering.names),
        gathering.kind,
        gathering.series,
        gathering.number,
        body.slug if body else None,
        place.slug if place else None,
        gathering.place_name,
        gathering.country_id,
        gathering.mode,
        gathering.starts_on,
        gathering.ends_on,
        gathering.host_name,
        gathering.organiser,
        gathering.participants,
        gathering.delegations,
        gathering.confidence,
        gathering.source,
        gathering.as_of,
        gathering.note,
    ]
