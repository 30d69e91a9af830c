"""The search over everything that has a page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hamshahr.kernel.languages import say

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


@require_safe
def search(request):
    """Everything that holds the words: the first few of each kind, or one kind page by page."""
    form = SearchForm(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "").strip()
    known = queries.named(words)
    counts = queries.counts(words, request.user, known)
    kind = request.GET.get("kind", "")
    kind = kind if kind in counts else ""
    page = None
    if kind:
        pages = Paginator(queries.best(kind, words, request.user, known), PER_PAGE)
        pages.count = counts[kind]
        page = pages.get_page(request.GET.get("page"))
    shown = (
        {kind: page}
        if kind
        else {each: queries.best(each, words, request.user, known)[: queries.FIRST_FEW] for each in counts}
    )
    context = {
        "form": form,
        "words": words,
        "kind": kind,
        "groups": [group(each, counts[each], words, rows) for each, rows in shown.items()],
        "facets": [group(each, number, words, []) for each, number in counts.items()],
        "total": sum(counts.values()),
        "page": page,
        "query": urlencode({"q": words, "kind": kind}),
        "suggestions": queries.suggestions(words, request.user) if words and "party" not in counts and not kind else [],
    }
    return render(request, "web/search.html", context)


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
    names |= {"person": "people:person", "edition": "calls:edition", "practice": "practices:practice"}
    return reverse(names[kind], args=[thing.slug])
