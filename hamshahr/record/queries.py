"""Reading the record: entries with their sources, counts with their definitions, claims with their state."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, F, Max, Min, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Party

from .kinds import KINDS, MEASURES, Measure, kinds_of
from .models import Claim, Confidence, Entry, Objection


def entries_of(party: Party, user: User, *, kinds: list[str] | None = None, year: int | None = None) -> QuerySet[Entry]:
    """The current entries of a party, latest first; undated ones at the end."""
    entries = Entry.objects.current().visible_to(user).filter(party=party, kind__in=kinds or KINDS)
    if year is not None:
        entries = entries.filter(year=year)
    return entries.order_by(F("year").desc(nulls_last=True), F("happened_on").desc(nulls_last=True), "id")


def narrowing(filters: dict[str, Any]) -> Q:
    """The entries of one year, of one system, of one count, or as sure as asked for."""
    asked = Q()
    if filters.get("year"):
        asked &= Q(year=filters["year"])
    if filters.get("system"):
        asked &= Q(kind__in=kinds_of(filters["system"]))
    if filters.get("measure"):
        asked &= Q(kind__in=MEASURES[filters["measure"]].kinds)
    if filters.get("confidence"):
        asked &= Q(confidence=filters["confidence"])
    return asked


def extent(entries: QuerySet[Entry]) -> range:
    """The years from the latest entry back to the first; one query."""
    ends = entries.order_by().aggregate(first=Min("year"), last=Max("year"))
    return range(ends["last"], ends["first"] - 1, -1) if ends["first"] else range(0)


def with_sources(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Load the sources of a page of entries: one query for each model among them, not one for each entry."""
    querysets = {}
    for kind in KINDS.values():
        queryset = kind.sources()
        querysets[queryset.model] = queryset
    return entries.prefetch_related(GenericPrefetch("source", list(querysets.values())))


def entry_with_grounds(user: User, pk: UUID) -> Entry | None:
    """One entry with its act, its source, and the entries before and after it."""
    entries = Entry.objects.visible_to(user).filter(pk=pk, kind__in=KINDS)
    entries = entries.select_related("party__country", "act", "supersedes", "successor")
    return with_sources(entries.prefetch_related("objections")).first()


def measures_of(entry: Entry) -> list[Measure]:
    """The counts in which this entry stands; one that a later entry replaced stands in none."""
    if getattr(entry, "successor", None) is not None:
        return []
    return [measure for measure in MEASURES.values() if entry.kind in measure.kinds]


@dataclass(frozen=True)
class Counted:
    """A measure with what it counts for one party: all things, and how many of them are confirmed."""

    measure: Measure
    number: int
    confirmed: int


class Tallied(NamedTuple):
    """What counting needs of an entry; ``key`` is shared by entries that count once."""

    kind: str
    confidence: str
    key: str
    happened_on: PartialDate | None


def tally(party: Party, user: User) -> list[Tallied]:
    """All current entries of a party, ready to be counted; one query."""
    entries = Entry.objects.current().visible_to(user).filter(party=party, kind__in=KINDS).order_by()
    rows = entries.values_list("kind", "confidence", "counts_as", "pk", "happened_on")
    return [Tallied(kind, confidence, counts_as or str(pk), day) for kind, confidence, counts_as, pk, day in rows]


def counts(tallied: list[Tallied]) -> list[Counted]:
    """Every registered measure over a tally, zero included."""
    return [counted(measure, tallied) for measure in MEASURES.values()]


def counted(measure: Measure, tallied: list[Tallied], until: date | None = None) -> Counted:
    """What a measure counts, up to a day where one is given; undated entries count."""
    rows = [row for row in tallied if row.kind in measure.kinds and not is_later(row.happened_on, until)]
    sure = {row.key for row in rows if row.confidence == Confidence.CONFIRMED}
    return Counted(measure, len({row.key for row in rows}), len(sure))


def is_later(happened_on: PartialDate | None, until: date | None) -> bool:
    return happened_on is not None and until is not None and happened_on.first_day > until


@dataclass(frozen=True)
class Judged:
    """A claim with its state and the number of entries behind it."""

    claim: Claim
    state: str
    found: int
    measure: Measure | None


def judge(claim: Claim, tallied: list[Tallied]) -> Judged:
    """Compare a claim with the record: proven, partly, or claimed with no record yet.

    A claim of "more than n" needs more than n confirmed entries; fewer, or unconfirmed ones, prove it in part.
    """
    measure = MEASURES.get(claim.measure)
    if measure is None:
        return Judged(claim, "claimed", 0, None)
    found = counted(measure, tallied, claim.until)
    needed = claim.quantity + (claim.comparison == Claim.Comparison.MORE)
    state = "proven" if found.confirmed >= needed else "partly" if found.number else "claimed"
    return Judged(claim, state, found.number, measure)


def years_of(party: Party, user: User) -> list[tuple[int, str, int]]:
    """(year, confidence, number of entries) for the discs on the ruler; one query, dated entries only."""
    entries = Entry.objects.current().visible_to(user).filter(party=party, kind__in=KINDS, year__isnull=False)
    rows = entries.order_by("year", "confidence").values_list("year", "confidence")
    return list(rows.annotate(number=Count("pk")))


def open_objections(party: Party) -> QuerySet[Objection]:
    return Objection.objects.filter(entry__party=party, outcome="").select_related("entry", "raised_by")
