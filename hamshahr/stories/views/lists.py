"""The lists of stories: all, under a heading, about a party, by year and month of the reader's calendar."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hamshahr.kernel.calendars import format_month, format_year
from hamshahr.kernel.languages import calendar_of
from hamshahr.kernel.paging import Place
from hamshahr.parties.models import Party

from .. import queries
from ..models import Category
from ..syndication import FEEDS


def places(request):
    """Where in the list the address says to begin."""
    return {name: Place.read(request.GET.get(name, "")) for name in ("before", "after")}


def listed(request, shelf, **context):
    """The page of a list."""
    queries.with_categories(shelf.stories)
    endings = [(ending, feed.content_type.partition(";")[0]) for ending, feed in FEEDS.items()]
    context |= {"shelf": shelf, "categories": Category.objects.all(), "endings": endings}
    return render(request, "stories/index.html", context)


def by_tie(request, ties, **context):
    """The page of a list whose rows tie stories to a heading or a party."""
    shelf = queries.shelf(ties, key="story_id", **places(request))
    stories = [tie.story for tie in shelf.stories]
    return listed(request, queries.Shelf(stories, shelf.newer, shelf.older), **context)


@require_safe
def index(request):
    """All stories of the reader's language, newest first."""
    rows = queries.stories_in(get_language(), request.user)
    return listed(request, queries.shelf(rows, **places(request)))


@require_safe
def category(request, slug):
    """The stories filed under one heading."""
    category = get_object_or_404(Category, slug=slug)
    return by_tie(request, queries.filed_under(category, get_language(), request.user), category=category)


@require_safe
def about(request, slug):
    """The stories about one city or other party."""
    party = get_object_or_404(Party.objects.visible_to(request.user), slug=slug)
    return by_tie(request, queries.about(party, get_language(), request.user), party=party)


@require_safe
def archive(request):
    """The years there are."""
    calendar = calendar_of(get_language())
    years = queries.years_with_stories(queries.stories_in(get_language(), request.user), calendar)
    return render(request, "stories/archive.html", {"years": [(year, format_year(year)) for year in reversed(years)]})


@require_safe
def year(request, year):
    """The months of a year in which there is a story, and its stories."""
    return of_span(request, year, None)


@require_safe
def month(request, year, month):
    """The stories of one month."""
    return of_span(request, year, month)


def of_span(request, year, month):
    calendar, rows = calendar_of(get_language()), queries.stories_in(get_language(), request.user)
    try:
        span = queries.month_of(calendar, year, month)
        months = queries.months_with_stories(rows, calendar, year)
    except (ValueError, OverflowError) as no_such_month:
        raise Http404 from no_such_month
    shelf = queries.shelf(queries.between(rows, span), **places(request))
    context = {
        "year": year,
        "year_name": format_year(year),
        "month": month,
        "months": [(number, format_month(year, number)) for number in months],
        "span_name": format_month(year, month) if month else format_year(year),
    }
    return listed(request, shelf, **context)
