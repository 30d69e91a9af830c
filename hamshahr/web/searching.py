"""The index of the search: how each kind of thing is put into words, and the condition that finds it.

Why a table of its own and not Wagtail's index: docs/decisions/0012-search.md.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Length
from django.db.models.signals import post_delete, post_save

from hamshahr.bodies.models import Body, Decision
from hamshahr.calls.models import Edition
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.text import fold, fold_query, search_text
from hamshahr.parties.models import Party, Person
from hamshahr.practices.models import Practice

from .models import Findable

SHORTEST_PART = 3  # a shorter word is sought at the beginning of words only: "an" is no part of "Jakarta and Ankara"
MOST_WORDS = 8
BATCH = 1000


def texts(names: Any) -> Iterable[str]:
    """The names in every language, in the order of the languages' codes."""
    plain = getattr(names, "data", names)
    return [plain[code] or "" for code in sorted(plain)] if isinstance(plain, dict) else [str(plain or "")]


def words_of_party(party: Party) -> list[str]:
    return [*texts(party.country.names)] if party.country else []


def words_of_body(body: Body) -> list[str]:
    return [body.network]


def words_of_gathering(gathering: Gathering) -> list[str]:
    return [gathering.series, gathering.place_name]


def words_of_decision(decision: Decision) -> list[str]:
    return [decision.number, decision.agenda_item]


def words_of_practice(practice: Practice) -> list[str]:
    return [*texts(practice.summary), *texts(practice.party.names)]


def names_of_edition(edition: Edition) -> list[str]:
    return [f"{name} {edition.cycle_year}" for name in texts(edition.award.names)]


@dataclass(frozen=True)
class Source:
    """A kind of thing that is found: its names, the further words, and the rows with what these read."""

    kind: str
    rows: Callable[[], QuerySet]
    names: Callable[[Any], Iterable[str]] = lambda thing: texts(thing.names)
    words: Callable[[Any], Iterable[str]] = lambda thing: []


SOURCES = {
    Party: Source("party", lambda: Party.objects.select_related("country"), words=words_of_party),
    Body: Source("body", Body.objects.all, words=words_of_body),
    Gathering: Source("gathering", Gathering.objects.all, words=words_of_gathering),
    Person: Source("person", Person.objects.all),
    Edition: Source("edition", lambda: Edition.objects.select_related("award"), names=names_of_edition),
    Decision: Source("decision", Decision.objects.all, names=lambda thing: texts(thing.title), words=words_of_decision),
    Practice: Source("practice", lambda: Practice.objects.select_related("party"), words=words_of_practice),
}


def findable(source: Source, thing: models.Model) -> Findable:
    """The row of the index for a thing: each name whole between bars, then every word between spaces."""
    names, words = list(source.names(thing)), source.words(thing)
    whole = "|".join(dict.fromkeys(fold(name) for name in names))
    return Findable(
        kind=source.kind,
        thing_id=thing.pk,
        names=f"|{whole}| {search_text(*names)} ",
        words=f" {search_text(*names, *words)} ",
    )


def enter(rows: list[Findable]) -> None:
    """Write rows of the index, over what stood there before."""
    Findable.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "thing_id"], update_fields=["names", "words"]
    )


def follow() -> None:
    """Keep the index in step with every save and deletion, in the same transaction; called once, when rooms are up."""
    for model in SOURCES:
        post_save.connect(saved, sender=model, dispatch_uid=f"search.saved.{model.__name__}")
        post_delete.connect(deleted, sender=model, dispatch_uid=f"search.deleted.{model.__name__}")


def saved(sender: type[models.Model], instance: models.Model, **_signal: Any) -> None:
    enter([findable(SOURCES[sender], instance)])
    if isinstance(instance, Body):
        editions = SOURCES[Edition].rows().filter(award=instance)
        enter([findable(SOURCES[Edition], edition) for edition in editions])
    if isinstance(instance, Party):
        practices = SOURCES[Practice].rows().filter(party=instance)
        enter([findable(SOURCES[Practice], practice) for practice in practices])


def deleted(sender: type[models.Model], instance: models.Model, **_signal: Any) -> None:
    Findable.objects.filter(kind=SOURCES[sender].kind, thing_id=instance.pk).delete()


def rebuild() -> int:
    """Make the whole index anew, as after rows were written in bulk; the number of things in it."""
    number = 0
    Findable.objects.all().delete()
    for source in SOURCES.values():
        for batch in batches(findable(source, thing) for thing in source.rows().iterator(BATCH)):
            enter(batch)
            number += len(batch)
    return number


def batches(rows: Iterable[Findable]) -> Iterator[list[Findable]]:
    batch: list[Findable] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def words_sought(query: str) -> tuple[str, ...]:
    """The folded words of a query, as many as are looked for."""
    return fold_query(query)[:MOST_WORDS]


def holds(words: Iterable[str], column: str = "words") -> Q:
    """Each of the words is part of the column; a short one begins a word of it."""
    condition = Q()
    for word in words:
        condition &= Q((f"{column}__contains", word if len(word) >= SHORTEST_PART else f" {word}"))
    return condition


def matching(kind: str, query: str, column: str = "words") -> QuerySet[Findable]:
    """The rows of one kind that a query finds; none for a query without a letter."""
    words = words_sought(query)
    if not words:
        return Findable.objects.none()
    return Findable.objects.filter(holds(words, column), kind=kind)


def ranked(things: QuerySet, kind: str, query: str, keys: Iterable[int]) -> QuerySet:
    """Those of the things that have one of the keys, whole names first, then beginnings of names, then words."""
    words = words_sought(query)
    if not words:
        return things.none()
    phrase = " ".join(words)
    rank = Case(
        When(names__contains=f"|{phrase}|", then=Value(0)),
        When(names__contains=f"|{phrase}", then=Value(1)),
        When(names__contains=f" {words[0]}", then=Value(2)),
        When(holds(words, "names"), then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    row = Findable.objects.filter(kind=kind, thing_id=OuterRef("pk"))
    return (
        things.filter(pk__in=keys)
        .annotate(rank=Subquery(row.values(place=rank)[:1]), length=Subquery(row.values(size=Length("names"))[:1]))
        .order_by("rank", "length", "pk")
    )
