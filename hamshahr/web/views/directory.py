"""The directory of cities and other parties, on the page and as open data."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamshahr.bodies.models import MembershipStep
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.practices.queries import topics_of_parties
from hamshahr.practices.vocabulary import Vocabulary

from ..filters import DirectoryFilters
from ..queries import directory as queries

LANGUAGES = [code for code, _name in settings.LANGUAGES]
COLUMNS = [
    "key",
    *(f"name_{language}" for language in LANGUAGES),
    *["kind", "country", "region", "languages", "latitude", "longitude", "population", "population_on", "website"],
    *["membership", "member_since", "confidence", "source", "topics"],
]


class Counted(Paginator):
    """Pages of what the facets have counted already."""

    def __init__(self, rows, total):
        super().__init__(rows, queries.PER_PAGE)
        self.count = total


def asked(request):
    """The filters in the address, and the countries and topics they were read with."""
    world, topics = queries.countries(request.user), Vocabulary()
    bodies = queries.bodies_with_members(request.user)
    form = DirectoryFilters(request.GET, world=world, bodies=bodies, topics=topics)
    return form, form.selection(), world, topics


@require_safe
def directory(request):
    """Every city and other party, narrowed by the address."""
    form, selection, world, topics = asked(request)
    named = queries.sought(selection)
    words = named & queries.on_topic(selection, request.user, topics)
    facets = queries.facets(selection, request.user, world, words)
    facets.topics = queries.topics_of(selection, request.user, named, topics)
    form.count(facets)
    page = Counted(queries.Listing(selection, request.user, words), facets.total).get_page(request.GET.get("page"))
    for party in page:
        for membership in party.in_body:
            membership.state_word = MembershipStep.State(membership.state).label if membership.state else ""
    context = {
        "form": form,
        "selection": selection,
        "facets": facets,
        "page": page,
        "query": filters_of(request),
        "here": reverse("parties:directory"),
    }
    return render(request, "web/directory.html", context)


@require_safe
def export(request, ending):
    """The same list as the page shows, whole, as open data."""
    if ending not in exports.FORMATS:
        raise Http404
    _form, selection, world, topics = asked(request)
    words = queries.sought(selection) & queries.on_topic(selection, request.user, topics)
    parties = queries.chosen(selection, request.user, words).select_related("country__region", "place")
    spoken_in = queries.spoken(world)
    practised = topics_of_parties(request.user)
    rows = (queries.row(party, LANGUAGES, spoken_in, practised) for party in parties.iterator(500))
    return exports.export(ending, "cities", exports.Sheet("cities", COLUMNS, rows))
