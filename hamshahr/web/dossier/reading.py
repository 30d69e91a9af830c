"""What the dossier reads of each room: one query a room, whatever a city has done."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, FilteredRelation

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import shown
from hamshahr.bodies.models import Hosting
from hamshahr.bodies.queries import showing
from hamshahr.parties.models import Party
from hamshahr.record.kinds import KINDS
from hamshahr.record.models import Entry, Objection

ENTRY_COLUMNS = [
    "id",
    "kind",
    "confidence",
    "counts_as",
    "year",
    "happened_on",
    "origin",
    "citation",
    "as_of",
    "note",
    "source_type_id",
    "source_id",
    "act_id",
    "party_id",
    "supersedes_id",
]
OBJECTION_COLUMNS = ["id", "aim", "text", "citation", "raised_at", "outcome", "answer", "answered_at"]


def party_and_hostings(slug: str, user: User) -> tuple[Party | None, list[Hosting]]:
    """A party with its place, and the bodies that have or had their seat with it; one query."""
    rows = Party.objects.visible_to(user).filter(slug=slug).annotate(seat=FilteredRelation("hostings"))
    found = list(rows.select_related("place", "country__region", "seat__body"))
    if not found:
        return None, []
    seats = [showing.joined(row, "seat") for row in found]
    hostings = [seat for seat in seats if seat and shown(seat.body, user)]
    return found[0], sorted(hostings, key=lambda hosting: hosting.pk)


def record_of(party: Party, user: User) -> tuple[list[Entry], list[Objection]]:
    """The current entries of a party, latest first, and what is said against them; one query."""
    said = [f"objections__{column}" for column in OBJECTION_COLUMNS]
    rows = Entry.objects.current().visible_to(user).filter(party=party, kind__in=KINDS)
    rows = rows.order_by(F("year").desc(nulls_last=True), F("happened_on").desc(nulls_last=True), "id")
    entries: dict[Any, Entry] = {}
    objections = []
    for row in rows.values_list(*ENTRY_COLUMNS, *said):
        mine, theirs = row[: len(ENTRY_COLUMNS)], row[len(ENTRY_COLUMNS) :]
        entry = entries.get(mine[0])
        if entry is None:
            entry = entries[mine[0]] = Entry(**dict(zip(ENTRY_COLUMNS, mine, strict=True)))
            entry.party = party
        if theirs[0]:
            objections.append(Objection(entry=entry, **dict(zip(OBJECTION_COLUMNS, theirs, strict=True))))
    return list(entries.values()), objections


def load_sources(entries: Iterable[Entry], loaded: Iterable[Any]) -> None:
    """Give each entry its source: from what is loaded already, else one query for each model among the rest."""
    known = {(ContentType.objects.get_for_model(thing).pk, thing.pk): thing for thing in loaded}
    missing: dict[str, list[Entry]] = {}
    for entry in entries:
        thing = known.get((entry.source_type_id, entry.source_id))
        if thing is None:
            missing.setdefault(entry.kind, []).append(entry)
        else:
            entry.source = thing
    by_model: dict[type, tuple[Callable, list[Entry]]] = {}
    for kind, some in missing.items():
        sources = KINDS[kind].sources
        by_model.setdefault(sources().model, (sources, []))[1].extend(some)
    for sources, some in by_model.values():
        found = sources().in_bulk({entry.source_id for entry in some})
        for entry in some:
            entry.source = found[entry.source_id]
