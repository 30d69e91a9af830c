"""What the pages of bodies and cities show, read in as few queries as they may cost.

A page asks ten questions of the store at most, so rows that belong together come in one: a mandate with its holders and
flags, a body with its hostings, a version of the statutes with its rules.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from hamshahr.accounts.models import User
from hamshahr.accounts.translations import some_are_stale
from hamshahr.accounts.visibility import notes_at, shown
from hamshahr.kernel.dates import NO, holds_on
from hamshahr.kernel.languages import reading_language
from hamshahr.kernel.prepared import Prepared
from hamshahr.kernel.text import is_found
from hamshahr.parties.models import Party

from ..models import Body, Decision, Hosting, Mandate, Membership, MembershipStep, Office, Rule, Statute
from ..models.bodies import visible
from ..rules.seats import state_of_seat
from ..statute_book import StatuteBook
from .holders import Chamber, OfficeSeats, seats_of_mandate
from .trees import Branch

LATEST_FIRST = F("starts_on").desc(nulls_last=True)
HOLDERS = ("filled__person", "filled__local_office", "flag")


class LazyBook(StatuteBook):
    """The statutes of a day, read when the first seat past its term asks for them."""

    def __init__(self, on: date) -> None:
        self.on = on

    def __getattr__(self, name: str) -> Any:
        if name not in {"lineage", "by_body"}:
            raise AttributeError(name)
        super().__init__(self.on)
        return self.__dict__[name]


@dataclass(frozen=True)
class Counts:
    """What stands beside each body in the tree."""

    members: Counter
    offices: Counter
    hosts: dict[int, Hosting]


def counts(user: User, on: date) -> Counts:
    """Members and offices of every body, and where it has its seat; three queries."""
    hostings = Hosting.objects.visible_to(user).perhaps_on(on).select_related("host").order_by("starts_on")
    return Counts(
        counted(Membership.objects.visible_to(user).members()),
        counted(Office.objects.visible_to(user)),
        {hosting.body_id: hosting for hosting in hostings},
    )


def counted(rows: QuerySet) -> Counter:
    """How many rows each body has."""
    return Counter(dict(rows.order_by().values_list("body").annotate(number=Count("pk"))))


def narrowed(roots: list[Branch], filters: dict[str, Any]) -> Iterator[Body]:
    """The bodies of the tree that the filters leave, in its order."""
    for branch in roots:
        body = branch.body
        if (
            filters.get("kind", body.kind) == body.kind
            and filters.get("network", body.network) == body.network
            and ("q" not in filters or is_found(filters["q"], body.searchable()))
        ):
            yield body
        yield from narrowed(branch.children, filters)


def whole(slug: str, user: User) -> tuple[Body | None, list[Hosting]]:
    """A body with what it is part of, its number of ``members``, and where it had its seat; one query.

    ``has_stale_texts`` says whether asking for newer texts of bodies and rules is worth a query at all.
    """
    found = whole_rows(user, localdate(), reading_language(), slug=slug)
    if not found:
        return None, []
    found[0].parent = shown(found[0].parent, user)
    return found[0], [seat for seat in (joined(row, "seat") for row in found) if seat and shown(seat.host, user)]


@Prepared
def whole_rows(user: User, day: date, language: str, *, slug: str) -> QuerySet[Body]:
    members = Membership.objects.visible_to(user).members(day).filter(body=OuterRef("pk")).order_by()
    number = members.values("body").annotate(number=Count("pk")).values("number")
    rows = Body.objects.visible_to(user).filter(slug=slug).annotate(seat=FilteredRelation("hostings"))
    rows = rows.annotate(members=Coalesce(Subquery(number), 0)).select_related("parent", "seat__host")
    rows = rows.annotate(has_stale_texts=some_are_stale("bodies.body", "bodies.rule", language=language))
    rows = rows.order_by(F("seat__starts_on").desc(nulls_last=True), "seat__pk")
    return rows.defer("seat__host__about", "parent__rules_in_short", *notes_at("", "parent", "seat__host"))


def joined(row: Any, name: str) -> Any:
    """What a filtered relation brought with a row; without a match Django sets no attribute at all."""
    return getattr(row, name, None)


def mandates_in(body: Body, user: User) -> list[Mandate]:
    """Every mandate in the offices of a body; one query."""
    return whole_mandates(mandate_rows_in(user, body=body.pk))


def mandates_of(party: Party, user: User) -> list[Mandate]:
    """Every mandate of a party that the user sees already, as far as its bodies may be seen; one query."""
    found = whole_mandates(mandate_rows_of(user, party=party.pk))
    for mandate in found:
        mandate.party = party
    return found


@Prepared
def mandate_rows_in(user: User, *, body: int) -> QuerySet[Mandate]:
    rows = Mandate.objects.visible_to(user).filter(office__body=body)
    rows = with_holders(rows).select_related("office__body", "office__region", "party__country", *HOLDERS)
    return rows.defer(*notes_at("office__body", "party", "filled__person"), "filled__person__biography")


@Prepared
def mandate_rows_of(user: User, *, party: int) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(visible(user, "office__body__"), party=party)
    rows = with_holders(rows).select_related("office__body", "on_behalf_of", *HOLDERS)
    return rows.defer(*notes_at("office__body", "on_behalf_of", "filled__person"), "filled__person__biography")


def with_holders(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The mandates latest first, a row for each holding and flag."""
    rows = rows.annotate(filled=FilteredRelation("holdings"), flag=FilteredRelation("flags"))
    return rows.order_by(LATEST_FIRST, "office__position", "pk", "filled__starts_on")


def whole_mandates(rows: Iterable[Mandate]) -> list[Mandate]:
    """Each mandate once, with ``holdings`` and ``flags`` as if prefetched."""
    found: dict[int, Mandate] = {}
    for row in rows:
        mandate = found.setdefault(row.pk, row)
        loaded = mandate.__dict__.setdefault("_prefetched_objects_cache", {"holdings": [], "flags": []})
        for name, thing in (("holdings", joined(row, "filled")), ("flags", joined(row, "flag"))):
            if thing and thing not in loaded[name]:
                loaded[name].append(thing)
    return list(found.values())


def memberships(party: Party, user: User, on: date) -> list[Membership]:
    """Memberships of a party that the user sees already, with all steps (``taken``) and the ``state`` they led to.

    The state is read off the steps, as ``with_state`` does in SQL, for they are here anyway; one query.
    """
    found: dict[int, Membership] = {}
    for row in membership_rows(user, party=party.pk):
        membership = found.setdefault(row.pk, row)
        taken: list[MembershipStep] = membership.__dict__.setdefault("taken", [])
        if step := joined(row, "step"):
            step.membership = membership
            if step.decision and not shown(step.decision.body, user):
                step.decision = None
            taken.append(step)
    for membership in found.values():
        in_force = [step for step in membership.taken if step.counts_on(on)]
        membership.state = in_force[-1].state if in_force else ""
    return list(found.values())


@Prepared
def membership_rows(user: User, *, party: int) -> QuerySet[Membership]:
    rows = Membership.objects.filter(visible(user, "body__"), party=party).annotate(step=FilteredRelation("steps"))
    rows = rows.select_related("body", "step__decision__body").order_by("body__position", "pk", "step__number")
    return rows.defer(*notes_at("body", "step__decision__body"))


def seated(body: Body, found: Iterable[Mandate], on: date, user: User) -> Chamber:
    """The chamber of a body on a day, from mandates already read; the statutes are read only where a term is over."""
    book = LazyBook(on)
    by_office: dict[int, list] = {}
    for mandate in found:
        if holds_on(mandate.starts_on, mandate.ends_on, on) != NO:
            state = state_of_seat(mandate, on, book)
            seats = [(seat, state) for seat in seats_of_mandate(mandate, on, user)]
            by_office.setdefault(mandate.office_id, []).extend(seats)
    offices = []
    for office in offices_of(user, body=body.pk):
        seats = by_office.get(office.pk, [])
        taken = len({seat.mandate.pk for seat, _state in seats})
        offices.append(OfficeSeats(office, seats, None if office.seats is None else max(office.seats - taken, 0)))
    return Chamber(body, on, offices)


@Prepared
def offices_of(_user: User, *, body: int) -> QuerySet[Office]:
    return Office.objects.filter(body=body).select_related("region").order_by("position", "slug")


@Prepared
def children_of(user: User, *, body: int) -> QuerySet[Body]:
    """What is part of a body."""
    children = Body.objects.visible_to(user).filter(parent=body).order_by("position", "slug")
    return children.defer("rules_in_short", "source", "note", *notes_at(""))


@Prepared
def decisions_of(_user: User, number: int, *, body: int) -> QuerySet[Decision]:
    """The latest decisions of a body."""
    return Decision.objects.filter(body=body).order_by("-decided_on", "pk")[:number]


@Prepared
def gatherings_of(user: User, number: int, *, body: int) -> QuerySet:
    """The latest gatherings of a body, which a room above keeps."""
    gatherings = Body._meta.get_field("gatherings").related_model.objects
    found = gatherings.visible_to(user).filter(body=body).order_by(LATEST_FIRST, "slug")
    return found.defer(*notes_at(""))[:number]


def seats_in_all(chamber: Chamber, *, is_today: bool) -> int:
    """How many seats a chamber has: those of its offices, or the number that a source gives for today."""
    fixed = sum(len({seat.mandate.pk for seat, _state in post.seats}) + (post.empty or 0) for post in chamber.offices)
    told = re.match(r"\d+", chamber.body.size) if is_today else None
    return max(fixed, int(told[0]) if told else 0)


def sureness(chamber: Chamber) -> list[str]:
    """How sure each taken seat is, the surest first; what is perhaps held that day is at most probable."""
    order = {"confirmed": 0, "probable": 1, "claimed": 2}
    held = {
        seat.mandate.pk: max(
            seat.mandate.confidence, "confirmed" if seat.sureness == "yes" else "probable", key=order.get
        )
        for post in chamber.offices
        for seat, _state in post.seats
    }
    return sorted(held.values(), key=order.__getitem__)


def statutes_of(body: Body, user: User) -> list[tuple[Statute, list[Rule]]]:
    """The versions of the statutes, latest first, each with its rules; one query."""
    found: dict[int, tuple[Statute, list[Rule]]] = {}
    for row in statute_rows(user, body=body.pk):
        _statute, rules = found.setdefault(row.pk, (row, []))
        if rule := joined(row, "rule"):
            rules.append(rule)
    return list(found.values())


@Prepared
def statute_rows(user: User, *, body: int) -> QuerySet[Statute]:
    rows = Statute.objects.visible_to(user).filter(body=body).annotate(rule=FilteredRelation("rules"))
    return rows.select_related("rule").order_by("-in_force_on", "rule__position", "rule__article")


def past(found: Iterable[Mandate], on: date) -> list[Mandate]:
    """The mandates that were over by that day."""
    return [each for each in found if each.ends_on and holds_on(each.starts_on, each.ends_on, on) == NO]
