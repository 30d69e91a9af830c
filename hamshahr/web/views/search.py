"""The search over everything that has a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hamshahr.kernel.languages import say
from hamshahr.stories.finding import MOST_COUNTED

from ..filters import SearchForm
from ..highlights import highlight
from ..models import Findable
from ..queries import search as queries

PER_PAGE = 20


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the lines shown of it, and how many there are."""

    kind: str
    label: str
    number: int
    address: str
    lines: list
    is_more: bool = False


@require_safe
def search(request):
    """Everything that holds the words: the first few of each kind, or one kind page by page."""
    form = SearchForm(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "").strip()
    known = queries.named(words)
    kind, page = request.GET.get("kind", ""), None
    counts = queries.counts(words, request.user, known) if kind in queries.SHELVES else {}
    if kind in counts:
        page = leaf(request, kind, words, counts[kind], known)
        groups = [group(kind, counts[kind], words, page)]
    else:
        kind, firsts = "", queries.firsts(words, request.user, known)
        counts = {each: number for each, (number, _rows) in firsts.items()}
        groups = [group(each, number, words, rows) for each, (number, rows) in firsts.items()]
    facets = [group(each, number, words, []) for each, number in counts.items()]
    if news := group_of_stories(words):
        groups, facets = [*groups, *([] if kind else [news])], [*facets, news]
    is_missed = words and "party" not in counts and not kind
    context = {
        "form": form,
        "words": words,
        "kind": kind,
        "groups": groups,
        "facets": facets,
        "total": sum(facet.number for facet in facets),
        "is_more": any(facet.is_more for facet in facets),
        "page": page,
        "query": urlencode({"q": words, "kind": kind}),
        "suggestions": queries.suggestions(words, request.user) if is_missed else [],
    }
    return render(request, "web/search.html", context)


def leaf(request, kind, words, number, known):
    """One page of the things of a kind."""
    pages = Paginator(queries.best(kind, words, request.user, known), PER_PAGE)
    pages.count = number
    return pages.get_page(request.GET.get("page"))


def group_of_stories(words):
    """The stories found, of which the newsroom has a search of its own; None where there is none."""
    found = queries.stories(words)
    if not found.newest:
        return None
    lines = [{"thing": one, "address": one.address, "name": highlight(one.title, words)} for one in found.page]
    address = f"{reverse('stories:search')}?{urlencode({'q': words})}"
    is_more = found.total is None
    return Group("story", _("stories"), MOST_COUNTED if is_more else found.total, address, lines, is_more)


def group(kind, number, words, rows):
    address = f"{reverse('web:search')}?{urlencode({'q': words, 'kind': kind})}"
    return Group(kind, Findable.Kind(kind).label, number, address, [line(kind, thing, words) for thing in rows])


def line(kind, thing, words):
    """One result: its address, its name with the words marked, and the other name by which it was found."""
    names = {"decision": "title", "edition": "award"}.get(kind, "names")
    names = getattr(thing, names)
    names = names.names if kind == "edition" else names
    language, other = queries.other_name(names, words)
    return {
        "thing": thing,
        "address": address_of(kind, thing),
        "name": highlight(say(names), words),
        "other": highlight(other, words) if other else "",
        "other_language": language,
    }


def address_of(kind, thing):
    """The page of a thing; a decision stands on the page of its body."""
    if kind == "decision":
        return reverse("bodies:body", args=[thing.body.slug])
    names = {"party": "dossier:city", "body": "bodies:body", "gathering": "gatherings:gathering"}
    names |= {"person": "people:person", "edition": "editions:edition", "practice": "practices:practice"}
    return reverse(names[kind], args=[thing.slug])
