"""Bodies, decisions, memberships, offices and mandates given back, in the columns by which they enter."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from hamshahr.kernel.tables import Values
from hamshahr.kernel.tables.names import name_cells
from hamshahr.kernel.tables.outgoing import from_the_top, key_of, streamed, yes_or_no
from hamshahr.record.facts import ground_cells

from ..models import Body, Decision, Holding, Hosting, LocalOffice, Mandate, Membership, MembershipStep, Office

State = MembershipStep.State


def bodies(user: Any) -> Iterator[Values]:
    """A body with its seat; one that had several has a row for each."""
    seats = Hosting.objects.visible_to(user).select_related("host").order_by("starts_on", "pk")
    every = Body.objects.visible_to(user).select_related("parent").prefetch_related(Prefetch("hostings", seats))
    for body in from_the_top(every.order_by("position", "slug")):
        own = body_cells(body, user)
        yield from ({**own, **seat_cells(seat)} for seat in body.hostings.all() or [None])


def body_cells(body: Body, user: Any) -> Values:
    return {
        "body_id": body.slug,
        **name_cells("name", body.names),
        "network": body.network,
        "kind": body.kind,
        "parent": key_of(body.parent, user),
        "founded": body.founded_on,
        "ended": body.ended_on,
        "term_years": body.term_years,
        "size": body.size,
        **name_cells("rules", body.rules_in_short),
        "position": body.position,
        **ground_cells(body),
    }


def seat_cells(seat: Hosting | None) -> Values:
    if seat is None:
        return {}
    return {
        "seat": seat.host.slug,
        "seat_start": seat.starts_on,
        "seat_end": seat.ends_on,
        "seat_confidence": seat.confidence,
        "seat_note": seat.note,
    }


def decisions(user: Any) -> Iterator[Values]:
    every = Decision.objects.visible_to(user).select_related("body")
    for decision in streamed(every.order_by("decided_on", "body__slug", "number", "pk")):
        yield {
            "body": decision.body.slug,
            "date": decision.decided_on,
            "number": decision.number,
            "agenda_item": decision.agenda_item,
            **name_cells("title", decision.title),
            **ground_cells(decision),
        }


def decision_cells(decision: Decision | None, user: Any) -> Values:
    """A decision by what names it; nothing where its body is not to be seen."""
    if decision is None or not (body := key_of(decision.body, user)):
        return {}
    return {"decision_body": body, "decision_date": decision.decided_on, "decision_number": decision.number}


def memberships(user: Any) -> Iterator[Values]:
    """As they stand, with the last decision they rest on; the steps between are kept by a backup."""
    steps = MembershipStep.objects.exclude(decision=None).select_related("decision__body").order_by("number")
    every = Membership.objects.visible_to(user).with_state().select_related("party", "body")
    every = every.prefetch_related(Prefetch("steps", steps, to_attr="decided"))
    for membership in streamed(every.order_by("body__slug", "party__slug")):
        yield {
            "city_id": membership.party.slug,
            "body": membership.body.slug,
            **state_cells(membership),
            "category": membership.category,
            **(decision_cells(membership.decided[-1].decision, user) if membership.decided else {}),
            **ground_cells(membership),
        }


def state_cells(membership: Membership) -> Values:
    """One that came to its end is a member until that day."""
    has_left = membership.state == State.LEFT and membership.left_on is not None
    state = State.ACTIVE if has_left else membership.state
    return {"since": membership.joined_on, "until": membership.left_on, "status": state}


def offices(user: Any) -> Iterator[Values]:
    every = Office.objects.visible_to(user).select_related("body", "region")
    for office in streamed(every.order_by("body__slug", "position", "slug")):
        yield {
            "body": office.body.slug,
            "office": office.slug,
            **name_cells("name", office.names),
            "seats": office.seats,
            "region": office.region and office.region.slug,
            "way": office.way,
            "term_years": office.term_years,
            "needs_local_office": yes_or_no(office.needs_local_office),
            "keeps_register": yes_or_no(office.keeps_register),
            "position": office.position,
        }


def local_offices(user: Any) -> Iterator[Values]:
    every = LocalOffice.objects.visible_to(user).select_related("party", "person")
    for post in streamed(every.order_by("party__slug", "person__slug", "starts_on", "pk")):
        yield {
            "city_id": post.party.slug,
            "person": post.person.slug,
            **name_cells("title", post.title),
            "start": post.starts_on,
            "end": post.ends_on,
            **ground_cells(post),
        }


def mandates(user: Any) -> Iterator[Values]:
    """Each with the last person who filled the seat."""
    holders = Holding.objects.visible_to(user).select_related("person").order_by("starts_on", "pk")
    every = Mandate.objects.visible_to(user).prefetch_related(Prefetch("holdings", holders, to_attr="holders"))
    every = every.select_related("party", "office__body", "on_behalf_of", "decision__body")
    for mandate in streamed(every.order_by("office__body__slug", "office__slug", "starts_on", "party__slug")):
        yield {
            "party_city_id": mandate.party and mandate.party.slug,
            "body": mandate.office.body.slug,
            "office": mandate.office.slug,
            "holder": mandate.holders[-1].person.slug if mandate.holders else "",
            **term_cells(mandate),
            "on_behalf_of": key_of(mandate.on_behalf_of, user),
            **decision_cells(mandate.decision, user),
            **ground_cells(mandate),
        }


def term_cells(mandate: Mandate) -> Values:
    return {
        "start": mandate.starts_on,
        "end": mandate.ends_on,
        "term_end": mandate.term_ends_on,
        "beginning": mandate.beginning,
    }
