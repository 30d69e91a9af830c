"""What the dossier reads of each room: one query a room, whatever a city has done."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Count, F, FilteredRelation, QuerySet, Window
from django.db.models.functions import RowNumber

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import notes_at, shown
from hamshahr.bodies.models import Hosting
from hamshahr.bodies.queries import showing
from hamshahr.kernel.prepared import Prepared, maker_of
from hamshahr.parties.models import Party
from hamshahr.practices.models import Topic
from hamshahr.practices.queries import by_name
from hamshahr.record.kinds import KINDS
from hamshahr.record.models import Claim, Entry, Objection, State

ENTRY_COLUMNS = [field.attname for field in Entry._meta.concrete_fields]
make_entry = maker_of(Entry)
OF_EACH_STATE = 2
NOT_ON_THE_PAGE = (
    "about",
    "phrase",
    "phrase_mended",
    "unit",
    "since",
    "until",
    "system",
    "folded",
    "missing",
    "judged_at",
)
OBJECTION_COLUMNS = ["id", "aim", "text", "citation", "raised_at", "outcome", "answer", "answered_at"]


def party_and_hostings(slug: str, user: User) -> tuple[Party | None, list[Hosting]]:
    """A party with its place, and the bodies that have or had their seat with it; one query."""
    found = party_rows(user, slug=slug)
    if not found:
        return None, []
    seats = [showing.joined(row, "seat") for row in found]
    hostings = [seat for seat in seats if seat and shown(seat.body, user)]
    return found[0], sorted(hostings, key=lambda hosting: hosting.pk)


@Prepared
def party_rows(user: User, *, slug: str) -> QuerySet[Party]:
    rows = Party.objects.visible_to(user).filter(slug=slug).annotate(seat=FilteredRelation("hostings"))
    return rows.select_related("place", "country__region", "seat__body").defer(*notes_at("", "seat__body"))


def record_of(party: Party, user: User) -> tuple[list[Entry], list[Objection]]:
    """The current entries of a party, latest first, and what is said against them; one query.

    They are not yet fit to be shown: ``with_sources`` drops those that speak of a draft.
    """
    entries: dict[Any, Entry] = {}
    objections = []
    for row in entry_rows(user, party=party.pk):
        mine, theirs = row[: len(ENTRY_COLUMNS)], row[len(ENTRY_COLUMNS) :]
        entry = entries.get(mine[0])
        if entry is None:
            entry = entries[mine[0]] = make_entry(DEFAULT_DB_ALIAS, ENTRY_COLUMNS, mine)
            entry.party = party
        if theirs[0]:
            objections.append(Objection(entry=entry, **dict(zip(OBJECTION_COLUMNS, theirs, strict=True))))
    return list(entries.values()), objections


@Prepared
def entry_rows(_user: User, *, party: int) -> QuerySet:
    rows = Entry.objects.current().filter(party=party, kind__in=KINDS)
    rows = rows.order_by(F("year").desc(nulls_last=True), F("happened_on").desc(nulls_last=True), "id")
    return rows.values_list(*ENTRY_COLUMNS, *(f"objections__{column}" for column in OBJECTION_COLUMNS))


def claims(user: User, party: int) -> list[Claim]:
    """Of each state the claims with the largest numbers, which are quoted most, and as ``of_state`` how many it has."""
    return sorted(claim_rows(user, party=party), key=lambda claim: (State.values.index(claim.state), claim.place))


@Prepared
def claim_rows(_user: User, *, party: int) -> QuerySet[Claim]:
    largest = [F("quantity").desc(nulls_last=True), F("key")]
    accepted = Claim.objects.filter(party=party, stage=Claim.Stage.ACCEPTED).annotate(
        of_state=Window(Count("pk"), partition_by="state"),
        place=Window(RowNumber(), partition_by="state", order_by=largest),
    )
    return accepted.filter(place__lte=OF_EACH_STATE).defer(*NOT_ON_THE_PAGE)


def with_sources(entries: Iterable[Entry], loaded: Iterable[Any], user: User) -> list[Entry]:
    """The entries whose source the user may see, each with it: from what is loaded, else one query for each model."""
    types = {model: type_of(model) for model in {type(thing) for thing in loaded}}
    known = {(types[type(thing)], thing.pk): thing for thing in loaded}
    missing: dict[type[models.Model], dict[str, set[int]]] = {}
    for entry in entries:
        if (entry.source_type_id, entry.source_id) not in known:
            missing.setdefault(model_of(entry.kind), {}).setdefault(entry.kind, set()).add(entry.source_id)
    for model, wanted in missing.items():
        found = seen(user, next(iter(wanted)), pks=sorted(set().union(*wanted.values())))
        pk = type_of(model)
        known.update({(pk, thing.pk): thing for thing in found})
    fit = [entry for entry in entries if (entry.source_type_id, entry.source_id) in known]
    source = Entry._meta.get_field("source")
    for entry in fit:
        source.set_cached_value(entry, known[entry.source_type_id, entry.source_id])
    return fit


def type_of(model: type[models.Model]) -> int:
    return ContentType.objects.get_for_model(model).pk


@cache
def model_of(kind: str) -> type[models.Model]:
    """The model of the sources of a kind of entry."""
    return KINDS[kind].sources().model


@Prepared
def seen(user: User, name: str, *, pks: list[int]) -> QuerySet:
    """The sources of a kind with these keys, without those that speak of a draft."""
    kind = KINDS[name]
    sources = kind.sources().filter(pk__in=pks)
    if kind.hidden is None or getattr(user, "is_secretariat", False):
        return sources
    return sources.exclude(pk__in=kind.hidden().filter(pk__in=pks).values("pk"))


def topics_of(practices: list[int], user: User) -> list[Topic]:
    """The topics of these practices in the order of the reader's alphabet; no query where there is no practice."""
    return by_name(topic_rows(user, practices=practices)) if practices else []


@Prepared
def topic_rows(_user: User, *, practices: list[int]) -> QuerySet[Topic]:
    return Topic.objects.filter(practices__in=practices).distinct().order_by()
