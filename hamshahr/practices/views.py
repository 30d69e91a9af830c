"""The list of practices, one practice, and the list as open data."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamshahr.comments.queries import talk_under
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say

from . import queries
from .catalogue import Catalogue
from .forms import PracticeFilters

PER_PAGE = 20
COLUMNS = [
    *("key", "title", "summary", "city", "city_name", "country", "region", "topics", "goals"),
    *("began", "ended", "presented_at", "confidence", "source", "as_of", "note"),
]


def asked(request):
    """The catalogue, the filters in the address, and what they leave."""
    catalogue = Catalogue(request.user)
    form = PracticeFilters(request.GET, catalogue=catalogue)
    return catalogue, form, catalogue.found(form.chosen())


@require_safe
def index(request):
    """Every practice of the register, narrowed by the address."""
    catalogue, form, found = asked(request)
    form.count(found.numbers)
    page = Paginator(found.pks, PER_PAGE).get_page(request.GET.get("page"))
    practices = queries.in_order(request.user, page.object_list)
    for practice in practices:
        practice.shown_topics = catalogue.topics(practice)
    context = {"form": form, "page": page, "practices": practices, "query": filters_of(request)}
    return render(request, "practices/index.html", context)


@require_safe
def practice(request, slug):
    """One practice: what the city did, on which topics, for which goals, and what that rests on."""
    practice = queries.whole(slug, request.user)
    if practice is None:
        raise Http404
    topics = queries.by_name(practice.topics.all())
    context = {
        "practice": practice,
        "topics": topics,
        "goals": practice.goals.all(),
        "others": queries.of_the_city(practice, request.user),
        "alike": queries.on_the_same_topics(practice, topics, request.user),
        "talk": talk_under(practice, request.user) if practice.live else None,
    }
    return render(request, "practices/practice.html", context)


@require_safe
def export(request, ending):
    """The same list as the page shows, whole, as open data."""
    if ending not in exports.FORMATS:
        raise Http404
    catalogue, _form, found = asked(request)
    rows = (row(practice, catalogue) for practice in queries.in_batches(request.user, found.pks))
    return exports.export(ending, "practices", exports.Sheet("practices", COLUMNS, rows))


def row(practice, catalogue):
    party = practice.party
    topics = (topic.slug for topic in catalogue.topics(practice))
    return [
        practice.slug,
        say(practice.names),
        say(practice.summary),
        party.slug,
        say(party.names),
        party.country_id,
        party.country.region.slug if party.country else None,
        ";".join(sorted(topics)),
        ";".join(str(goal) for goal in sorted(catalogue.goals_of[practice.pk])),
        practice.starts_on,
        practice.ends_on,
        say(practice.origin),
        practice.confidence,
        practice.source,
        practice.as_of,
        practice.note,
    ]
