"""Reading the record: entries with their sources, counts with their definitions, claims with their state."""

from dataclasses import dataclass

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, QuerySet

from hamshahr.accounts.models import User
from hamshahr.parties.models import Party

from .kinds import KINDS, MEASURES, Measure
from .models import Claim, Confidence, Entry, Objection


def entries_of(party: Party, user: User, *, kinds: list[str] | None = None, year: int | None = None) -> QuerySet[Entry]:
    """The current entries of a party, latest first; undated ones at the end."""
    entries = Entry.objects.current().visible_to(user).filter(party=party, kind__in=kinds or KINDS)
    if year is not None:
        entries = entries.filter(year=year)
    return entries.order_by("-year", "-happened_on", "id")


def with_sources(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Load the sources of a page of entries: one query for each model among them, not one for each entry."""
    querysets = {}
    for kind in KINDS.values():
        queryset = kind.sources()
        querysets[queryset.model] = queryset
    return entries.prefetch_related(GenericPrefetch("source", list(querysets.values())))


@dataclass(frozen=True)
class Counted:
    """A measure with what it counts for one party: all things, and how many of them are confirmed."""

    measure: Measure
    number: int
    confirmed: int


Tally = list[tuple[str, str, str]]


def tally(party: Party, user: User) -> Tally:
    """(kind, confidence, what it counts as) of each current entry of a party; one query."""
    entries = Entry.objects.current().visible_to(user).filter(party=party, kind__in=KINDS).order_by()
    rows = entries.values_list("kind", "confidence", "counts_as", "pk")
    return [(kind, confidence, counts_as or str(pk)) for kind, confidence, counts_as, pk in rows]


def counts(tallied: Tally) -> list[Counted]:
    """Every registered measure over a tally, zero included."""
    return [counted(measure, tallied) for measure in MEASURES.values()]


def counted(measure: Measure, tallied: Tally) -> Counted:
    every = {key for kind, _confidence, key in tallied if kind in measure.kinds}
    sure = {key for kind, confidence, key in tallied if kind in measure.kinds and confidence == Confidence.CONFIRMED}
    return Counted(measure, len(every), len(sure))


@dataclass(frozen=True)
class Judged:
    """A claim with its state and the number of entries behind it."""

    claim: Claim
    state: str
    found: int
    measure: Measure | None


def judge(claim: Claim, tallied: Tally) -> Judged:
    """Compare a claim with the record: proven, partly, or claimed with no record yet.

    A claim of "more than n" needs more than n confirmed entries; fewer, or unconfirmed ones, prove it in part.
    """
    measure = MEASURES.get(claim.measure)
    if measure is None:
        return Judged(claim, "claimed", 0, None)
    found = counted(measure, tallied)
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
