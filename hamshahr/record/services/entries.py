"""Writing the record: an entry is made from the act that caused it, now or when the record is rebuilt."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, User
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Party

from ..models import Confidence, Entry, Origin, Sourced
from .turning import reconsider, reconsider_all

IDENTITY = uuid.UUID("6f0b0a52-6a5f-5c0e-9f0e-1c6a7a1f4d52")
COLUMNS = [
    "act_id",
    "party_id",
    "kind",
    "happened_on",
    "year",
    "confidence",
    "origin",
    "citation",
    "as_of",
    "note",
    "counts_as",
    "source_type_id",
    "source_id",
    "supersedes_id",
]


@transaction.atomic
def enter(
    kind: str,
    *,
    party: Party,
    source: models.Model,
    by: User | None,
    happened_on: PartialDate | None = None,
    origin: str = "",
    counts_as: str = "",
    reason: str = "",
    changes: dict[str, list] | None = None,
    supersedes: Entry | None = None,
) -> Entry:
    """Write one act and the entry it leaves in the record of ``party``.

    Confidence, citation and note are those of ``source`` where it is a sourced fact; entries with the same
    ``counts_as`` count once.
    """
    fact = {
        "kind": kind,
        "party": party.pk,
        "happened_on": str(happened_on) if happened_on else None,
        "supersedes": str(supersedes.pk) if supersedes else None,
        "counts_as": counts_as,
        **grounds_of(source, origin),
    }
    act = log.write(kind, source, by=by, reason=reason, changes=changes, facts={"entries": [fact]})
    entry = entry_of(act, 0, fact, {})
    entry.save(force_insert=True)
    reconsider(entry, act)
    return entry


def grounds_of(source: models.Model, origin: str) -> dict[str, str | None]:
    """What the entry rests on, in the words of the log."""
    if not isinstance(source, Sourced):
        return {
            "confidence": Confidence.CONFIRMED,
            "origin": origin or Origin.RECORD,
            "citation": "",
            "as_of": None,
            "note": "",
        }
    return {
        "confidence": source.confidence,
        "origin": origin or (Origin.PAGE if source.source else Origin.RECORD),
        "citation": source.source,
        "as_of": str(source.as_of) if source.as_of else None,
        "note": source.note,
    }


def entry_of(act: Act, place: int, fact: dict, merged: dict[int, int]) -> Entry:
    """The entry that stands at ``place`` in the facts of an act; the same act gives the same row each time."""
    happened_on = PartialDate(fact["happened_on"]) if fact["happened_on"] else None
    return Entry(
        id=uuid.uuid5(IDENTITY, f"{act.number}:{place}"),
        act=act,
        party_id=merged.get(fact["party"], fact["party"]),
        kind=fact["kind"],
        happened_on=happened_on,
        year=happened_on.first_day.year if happened_on else None,
        confidence=fact["confidence"],
        origin=fact["origin"],
        citation=fact["citation"],
        as_of=PartialDate(fact["as_of"]) if fact["as_of"] else None,
        note=fact["note"],
        counts_as=fact["counts_as"],
        source_type=act.thing_type,
        source_id=int(act.thing_id),
        supersedes_id=uuid.UUID(fact["supersedes"]) if fact["supersedes"] else None,
    )


@dataclass
class Rebuilt:
    """What a rebuilding found: rows that stood as they should, and rows it restored, mended or took out."""

    kept: int = 0
    restored: int = 0
    mended: int = 0
    removed: int = 0


def expected_entries() -> Iterator[Entry]:
    """Every entry the log of acts implies, in the order of the acts."""
    merged = merged_parties()
    types = {kind.pk: kind for kind in ContentType.objects.all()}
    for act in Act.objects.exclude(facts={}).order_by("number").iterator(2000):
        act.thing_type = types[act.thing_type_id]
        for place, fact in enumerate(act.facts.get("entries", [])):
            yield entry_of(act, place, fact, merged)


def merged_parties() -> dict[int, int]:
    """Each merged party with the one that stands for it now, through any number of mergers."""
    into = dict(Party.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))

    def last(party: int) -> int:
        while party in into:
            party = into[party]
        return party

    return {party: last(party) for party in into}


@transaction.atomic
def rebuild() -> Rebuilt:
    """Make the record what the log of acts says, row by row, and tell what had to be mended."""
    result, seen = Rebuilt(), set()
    for batch in batches(expected_entries(), 2000):
        standing = Entry.objects.in_bulk([entry.pk for entry in batch])
        missing = [entry for entry in batch if entry.pk not in standing]
        wrong = [entry for entry in batch if entry.pk in standing and differ(entry, standing[entry.pk])]
        Entry.objects.bulk_create(missing)
        Entry.objects.bulk_update(wrong, COLUMNS)
        result.restored += len(missing)
        result.mended += len(wrong)
        result.kept += len(batch) - len(missing) - len(wrong)
        seen.update(entry.pk for entry in batch)
    stray = [pk for pk in Entry.objects.values_list("pk", flat=True).iterator(5000) if pk not in seen]
    for some in batches(iter(stray), 500):
        result.removed += Entry.objects.filter(pk__in=some).delete()[0]
    if result.restored or result.mended or result.removed:
        reconsider_all()
    return result


def differ(one: Entry, other: Entry) -> bool:
    return any(getattr(one, column) != getattr(other, column) for column in COLUMNS)


def batches(rows: Iterator, size: int) -> Iterator[list]:
    """Lists of at most ``size`` rows."""
    batch: list = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
