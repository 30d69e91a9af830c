"""Reading the record: entries with their sources, counts with their definitions, claims with their state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db.models import Count, F, Max, Min, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold_query
from hamshahr.parties.models import Party

from .kinds import KINDS, MEASURES, Measure, kinds_of
from .models import Claim, Confidence, Entry, Objection, State
from .proving import BUILDERS, Backing, Builder, evaluate


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


def definition(claim: Claim) -> str:
    """What the number of a claim counts: in its own words, else in those of its measure or of its query."""
    if own := say(claim.counts_once):
        return own
    measure = MEASURES.get(claim.parameters.get("measure", ""))
    if measure:
        return str(measure.definition)
    builder = BUILDERS.get(claim.builder)
    return str(builder.explanation) if builder else ""


def found_claims(claims: QuerySet[Claim], words: Iterable[str]) -> QuerySet[Claim]:
    """The claims with each folded word in their sentence, in any language."""
    for word in words:
        claims = claims.filter(folded__contains=word)
    return claims


def claims_listed(user: User, filters: dict[str, Any]) -> QuerySet[Claim]:
    """The claims that the user may see, narrowed by state, party, system and words."""
    claims = Claim.objects.visible_to(user).filter(stage=Claim.Stage.ACCEPTED).select_related("party")
    for name in ("state", "system"):
        if filters.get(name):
            claims = claims.filter(**{name: filters[name]})
    if filters.get("party"):
        claims = claims.filter(party__slug=filters["party"])
    return found_claims(claims, fold_query(filters.get("q") or "")).order_by("key")


def claimed_of(user: User) -> QuerySet[Party]:
    """The parties that some claim in the public list is about."""
    claims = Claim.objects.visible_to(user).filter(stage=Claim.Stage.ACCEPTED)
    return Party.objects.filter(pk__in=claims.values("party")).order_by("slug")


def states_of(user: User) -> dict[str, int]:
    """How many accepted claims stand in each state, those of none included; one query."""
    claims = Claim.objects.visible_to(user).filter(stage=Claim.Stage.ACCEPTED).order_by()
    counted = dict(claims.values_list("state").annotate(number=Count("pk")))
    return {str(state): counted.get(state, 0) for state in State}


def claim_with_publication(user: User, key: str) -> Claim | None:
    """One claim with its party; what published it is loaded when the page asks for it."""
    return Claim.objects.visible_to(user).filter(key=key).select_related("party", "publication_type").first()


@dataclass(frozen=True)
class Proof:
    """What a claim rests on: the rows behind it, and its query with the parameters in words."""

    rows: list[Backing]
    builder: Builder | None
    parameters: list[tuple[str, str]]


def proof_of(claim: Claim) -> Proof:
    """The query of a claim made again, for its page."""
    builder = BUILDERS.get(claim.builder)
    return Proof(evaluate(claim).behind(), builder, builder.worded(claim.parameters) if builder else [])


class Mark(NamedTuple):
    """What stands beside a claim wherever its sentence is shown: its state, and the way to its page."""

    pk: int
    key: str
    state: str
    sentence: Any
    party: int | None


def marks(claims: Iterable[int], user: User | None = None) -> dict[int, Mark]:
    """The marks of these claims that the user may see, by their number; one query."""
    found = Claim.objects.visible_to(user).filter(pk__in=list(claims)).order_by()
    return {row[0]: Mark(*row) for row in found.values_list("pk", "key", "state", "sentence", "party")}


def years_of(party: Party, user: User) -> list[tuple[int, str, int]]:
    """(year, confidence, number of entries) for the discs on the ruler; one query, dated entries only."""
    entries = Entry.objects.current().visible_to(user).filter(party=party, kind__in=KINDS, year__isnull=False)
    rows = entries.order_by("year", "confidence").values_list("year", "confidence")
    return list(rows.annotate(number=Count("pk")))


def open_objections(party: Party) -> QuerySet[Objection]:
    return Objection.objects.filter(entry__party=party, outcome="").select_related("entry", "raised_by")
