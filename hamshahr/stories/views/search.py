"""The search of stories: words in any spelling, narrowed by links, the found words marked."""

import unicodedata
from dataclasses import dataclass

from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from hamshahr.kernel.text import HALF_SPACE

from .. import queries
from ..facets import NAMES, Narrowing, facets_of
from ..finding import MOST_COUNTED, Sought, Survey, excerpt, highlighted, sought_in, survey
from ..finding.queries import LONGEST_QUERY
from ..models import Story
from ..wording import texts_of


@dataclass(frozen=True)
class Line:
    """A story that was found, with what was found marked in its title and in a piece of its text."""

    story: Story
    title: SafeString
    excerpt: SafeString


@require_safe
def search(request):
    """The stories that hold the words, best first; a beginning of a word is tried where no whole one is found."""
    typed = request.GET.get("q", "").strip()
    words = shown(typed[: LONGEST_QUERY + 1])
    narrowing = Narrowing({name: request.GET.get(name, "") for name in NAMES}, words[:LONGEST_QUERY], request.user)
    sought = sought_in(words).tied_to(narrowing.ties)
    before = request.GET.get("before", "")
    found = survey(sought, before=before, span=narrowing.span)
    if not found.newest and sought.can_begin:
        sought = sought.beginning()
        found = survey(sought, before=before, span=narrowing.span)
    context = {
        "words": words[:LONGEST_QUERY],
        "sought": sought,
        "found": found,
        "most": MOST_COUNTED,
        "narrowing": narrowing,
        "facets": facets_of(narrowing, found),
        "lines": lines(found, sought),
        "older": narrowing.address(before=found.older) if found.older else "",
        "first": narrowing.address() if before else "",
        "alone": alone(sought, narrowing) if not found.page else [],
    }
    return render(request, "stories/search.html", context)


def shown(typed):
    """What was typed without the signs that nobody sees."""
    return "".join(sign for sign in typed if sign == HALF_SPACE or unicodedata.category(sign)[0] != "C")


def lines(found: Survey, sought: Sought):
    """The stories of the page with what was found in them; three queries."""
    stories = Story.objects.published().select_related("locale").in_bulk([one.key for one in found.page])
    kept = [stories[one.key] for one in found.page if one.key in stories]
    queries.with_categories(kept)
    return [Line(story, highlighted(story.title, sought), piece(story, sought)) for story in kept]


def piece(story, sought):
    """The piece of the text in which the words stand, or the lead."""
    _title, *texts = texts_of(story)
    return excerpt(texts, sought) or story.lead[:240]


def alone(sought, narrowing):
    """Each word of a query that found nothing as a search of its own."""
    words = list(dict.fromkeys(word for unit in sought.units for word in unit.words))
    return [(word, narrowing.address(q=word)) for word in words] if len(words) > 1 else []
