"""The whole record of a party as tables: every entry as it is stored, the counts with their definitions, the claims."""

import json
from collections.abc import Iterator
from typing import Any

from hamshahr.accounts.models import User
from hamshahr.kernel.exports import Sheet
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party
from hamshahr.record import queries as record
from hamshahr.record.kinds import KINDS, MEASURES
from hamshahr.record.models import Claim, Entry
from hamshahr.record.proving.findings import plain

ENTRY_COLUMNS = [
    "entry",
    "system",
    "kind",
    "sentence",
    "happened_on",
    "year",
    "confidence",
    "rests_on",
    "source",
    "as_of",
    "note",
    "counts_as",
    "measures",
    "definitions",
    "act",
    "entered_at",
    "supersedes",
    "superseded_by",
]
COUNT_COLUMNS = ["measure", "number", "confirmed", "definition"]
CLAIM_COLUMNS = [
    "claim",
    "sentence",
    "comparison",
    "quantity",
    "query",
    "parameters",
    "since",
    "until",
    "published_in",
    "published_on",
    "state",
    "found",
    "confirmed",
]


def sheets(party: Party, user: User) -> list[Sheet]:
    """The entries first, for that is what a CSV holds."""
    return [
        Sheet("entries", ENTRY_COLUMNS, entry_rows(party, user)),
        Sheet("counts", COUNT_COLUMNS, count_rows(party, user)),
        Sheet("claims", CLAIM_COLUMNS, claim_rows(party, user)),
    ]


def entry_rows(party: Party, user: User) -> Iterator[list[Any]]:
    """Every entry, those that a later one replaced included, so that each number can be counted again."""
    entries = Entry.objects.visible_to(user).filter(party=party, kind__in=KINDS).select_related("act", "successor")
    ordered = record.with_sources(entries.order_by("happened_on", "id"))
    for entry in ordered.iterator(chunk_size=500):
        yield entry_row(entry)


def entry_row(entry: Entry) -> list[Any]:
    kind, successor = KINDS[entry.kind], getattr(entry, "successor", None)
    measures = record.measures_of(entry)
    return [
        str(entry.pk),
        str(kind.system.value),
        entry.kind,
        kind.sentence(entry),
        entry.happened_on,
        entry.year,
        entry.confidence,
        entry.origin,
        entry.citation,
        entry.as_of,
        entry.note,
        entry.counts_as,
        ", ".join(measure.name for measure in measures),
        " ".join(str(measure.definition) for measure in measures),
        entry.act.number,
        entry.act.at.isoformat(),
        entry.supersedes_id,
        successor.pk if successor else None,
    ]


def count_rows(party: Party, user: User) -> Iterator[list[Any]]:
    counted = {each.measure.name: each for each in record.counts(record.tally(party, user))}
    for name, measure in MEASURES.items():
        yield [name, counted[name].number, counted[name].confirmed, str(measure.definition)]


def claim_rows(party: Party, user: User) -> Iterator[list[Any]]:
    for claim in Claim.objects.visible_to(user).filter(party=party):
        yield [
            claim.key,
            say(claim.sentence),
            claim.comparison,
            plain(claim.quantity),
            claim.builder,
            json.dumps(claim.parameters, ensure_ascii=False, sort_keys=True),
            claim.since,
            claim.until,
            claim.published_in,
            claim.published_on,
            claim.state,
            plain(claim.value),
            plain(claim.sure),
        ]
