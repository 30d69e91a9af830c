"""The awards with their editions, one edition, and all distinctions as open data."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamshahr.accounts.visibility import shown
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say

from ..forms.editions import EditionFilters
from ..models import Edition
from ..queries import editions as queries

PER_PAGE = 25
COLUMNS = [
    "edition",
    "award",
    "cycle_year",
    "level",
    "city",
    "city_name",
    "country",
    "project",
    "confidence",
    "source",
    "as_of",
    "note",
]
EDITION_COLUMNS = [
    "key",
    "award",
    "number",
    "cycle_year",
    "ceremony_on",
    "ceremony_at",
    "submissions",
    "cities",
    "countries",
    "shortlisted",
    "winners",
    "prize",
    "selection",
    "confidence",
    "source",
    "as_of",
    "note",
]


@require_safe
def index(request):
    """The editions of all awards, narrowed by the address."""
    form = EditionFilters(request.GET, user=request.user)
    found = queries.listed(request.user, form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for edition in page:
        edition.ceremony_at = shown(edition.ceremony_at, request.user)
    return render(request, "calls/editions/index.html", {"form": form, "page": page, "query": filters_of(request)})


@require_safe
def edition(request, slug):
    """One edition: its numbers, how it was judged, and whom it honoured for what."""
    edition = queries.whole(slug, request.user)
    if edition is None:
        raise Http404
    levels = queries.levels_of(edition, request.user)
    others = Edition.objects.visible_to(request.user).filter(award=edition.award).order_by("-cycle_year", "-number")
    context = {
        "edition": edition,
        "levels": levels,
        "figures": queries.figures_of(edition, levels),
        "others": others.only("slug", "cycle_year", "number"),
    }
    return render(request, "calls/editions/edition.html", context)


@require_safe
def export(request, ending):
    """Every distinction of the editions that the page shows, and the editions beside them."""
    editions = queries.listed(request.user, EditionFilters(request.GET, user=request.user).chosen())
    found = queries.distinctions(request.user, editions.values("pk")).select_related("edition__award", "party")
    return exports.export(
        ending,
        "distinctions",
        exports.Sheet("distinctions", COLUMNS, (distinction_row(one) for one in found.iterator(500))),
        exports.Sheet("editions", EDITION_COLUMNS, (edition_row(one, request.user) for one in editions.iterator(500))),
    )


def distinction_row(one):
    return [
        one.edition.slug,
        say(one.edition.award.names),
        one.edition.cycle_year,
        one.level,
        one.party.slug if one.party else None,
        one.city_name,
        one.country_id,
        say(one.project),
        one.confidence,
        one.source,
        one.as_of,
        one.note,
    ]


def edition_row(one, user):
    place = shown(one.ceremony_at, user)
    return [
        one.slug,
        say(one.award.names),
        one.number,
        one.cycle_year,
        one.ceremony_on,
        place.slug if place else None,
        one.submissions,
        one.cities,
        one.countries,
        one.shortlisted,
        one.winners,
        one.prize,
        one.selection,
        one.confidence,
        one.source,
        one.as_of,
        one.note,
    ]
