"""What a search finds: how many of each kind in one query, and the best of them, kind by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value, Window

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision, LocalOffice
from hamshahr.calls.models import Edition
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Party
from hamshahr.practices.models import Practice
from hamshahr.stories.finding import Survey, sought_in, survey

from ..models import Findable
from ..searching import holds, matching, ranked, words_sought
from .people import in_office

FIRST_FEW = 5
MOST_SUGGESTED = 5
MOST_NAMED = 500


@dataclass(frozen=True)
class Shelf:
    """A kind of thing that is found: what of it a user may see, and the same with all that a line of a result shows."""

    visible: Callable[[User], QuerySet]
    lines: Callable[[QuerySet], QuerySet]


def decisions(user: User) -> QuerySet[Decision]:
    return Decision.objects.filter(body__in=Body.objects.visible_to(user))


def with_home_office(people: QuerySet) -> QuerySet:
    """People with the party of their latest office at home."""
    latest = LocalOffice.objects.filter(person=OuterRef("pk"), party__live=True, party__merged_into=None)
    latest = latest.order_by("-starts_on", "pk")
    return people.annotate(
        home=Subquery(latest.values("party__names")[:1]), home_title=Subquery(latest.values("title")[:1])
    )


def editions(user: User) -> QuerySet[Edition]:
    return Edition.objects.visible_to(user).filter(award__in=Body.objects.visible_to(user))


SHELVES = {
    "party": Shelf(Party.objects.visible_to, lambda rows: rows.select_related("country")),
    "body": Shelf(Body.objects.visible_to, lambda rows: rows),
    "gathering": Shelf(Gathering.objects.visible_to, lambda rows: rows),
    "person": Shelf(in_office, with_home_office),
    "edition": Shelf(editions, lambda rows: rows.select_related("award")),
    "practice": Shelf(Practice.objects.visible_to, lambda rows: rows.select_related("party")),
    "decision": Shelf(decisions, lambda rows: rows.select_related("body")),
}


Named = dict[str, list[int]]


def named(query: str) -> Named | None:
    """The keys of all that a query finds, by kind, read once for a page; None where they are too many to name."""
    if not words_sought(query):
        return {}
    found = list(Findable.objects.filter(holds(words_sought(query))).values_list("kind", "thing_id")[: MOST_NAMED + 1])
    if len(found) > MOST_NAMED:
        return None
    by_kind: Named = {}
    for kind, key in found:
        by_kind.setdefault(kind, []).append(key)
    return by_kind


def keys_of(kind: str, query: str, known: Named | None) -> list[int] | QuerySet:
    return matching(kind, query).values("thing_id") if known is None else known.get(kind, [])


def counts(query: str, user: User, known: Named | None) -> dict[str, int]:
    """How many things of each kind a query finds among those the user may see; one query to the store."""
    parts = [
        shelf.visible(user)
        .filter(pk__in=keys_of(kind, query, known))
        .order_by()
        .annotate(shelf=Value(kind))
        .values("shelf")
        .annotate(number=Count("pk"))
        .values_list("shelf", "number")
        for kind, shelf in SHELVES.items()
        if known is None or kind in known
    ]
    found = dict(parts[0].union(*parts[1:], all=True)) if parts else {}
    return {kind: found[kind] for kind in SHELVES if found.get(kind)}


def best(kind: str, query: str, user: User, known: Named | None) -> QuerySet[Any]:
    """Everything of one kind that a query finds, the best first."""
    shelf = SHELVES[kind]
    return ranked(shelf.lines(shelf.visible(user)), kind, query, keys_of(kind, query, known))


def firsts(query: str, user: User, known: Named | None) -> dict[str, tuple[int, list[Any]]]:
    """How many of each kind a query finds, and the first few of them; where all are named, one query for each kind."""
    if known is None:
        numbers = counts(query, user, known)
        return {kind: (number, list(best(kind, query, user, known)[:FIRST_FEW])) for kind, number in numbers.items()}
    found = {}
    for kind in (kind for kind in SHELVES if kind in known):
        rows = list(best(kind, query, user, known).annotate(of_all=Window(Count("pk")))[:FIRST_FEW])
        if rows:
            found[kind] = rows[0].of_all, rows
    return found


def stories(query: str) -> Survey:
    """The best stories that hold the words; the newsroom keeps their index."""
    return survey(sought_in(query), most=FIRST_FEW)


def suggestions(query: str, user: User) -> list[Party]:
    """Parties with a name like the words that found nothing."""
    words = [word for word in words_sought(query) if len(word) > 2]
    if not words:
        return []
    alike = Q()
    for word in words:
        alike |= Q(names__contains=f" {word[:2]}") | Q(names__contains=word[-3:])
    near = dict(Findable.objects.filter(alike, kind="party").values_list("thing_id", "names")[:2000])
    known: dict[str, set[int]] = {}
    for pk, names in near.items():
        for name in names.rpartition("| ")[2].split():
            known.setdefault(name, set()).add(pk)
    like = [name for word in words for name in get_close_matches(word, known, n=MOST_SUGGESTED, cutoff=0.65)]
    wanted = [pk for name in like for pk in known[name]][: 4 * MOST_SUGGESTED]
    visible = Party.objects.visible_to(user).in_bulk(wanted)
    return [visible[pk] for pk in dict.fromkeys(wanted) if pk in visible][:MOST_SUGGESTED]


def other_name(names: Any, query: str) -> tuple[str, str]:
    """The language and the name by which a thing was found where the name that is shown does not hold the words."""
    texts = getattr(names, "data", names)
    words = words_sought(query)
    if not isinstance(texts, dict) or all(word in fold(say(names)).replace(" ", "") for word in words):
        return "", ""
    for language, text in texts.items():
        folded = fold(text or "")
        if language != reading_language() and all(word in folded or word in folded.replace(" ", "") for word in words):
            return language, text
    return "", ""
