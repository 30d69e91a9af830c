"""Queries over what a party holds: seats on a day, seats in all, seats of bodies it hosts, memberships."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamshahr.kernel.dates import NO, YES, holds_on
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.parties.models import Region
from hamshahr.record.kinds import System
from hamshahr.record.models import Claim, Confidence
from hamshahr.record.proving import Asked, Backing, Builder, Finding, Missing, Parameters, weakest_of, whether

from ..models import Body, Hosting, Mandate, Membership
from .asking import ONLY_SAID, PUBLIC, BodyParameters, DatedMemberParameters, backing, of_body, seats_behind

SEAT_KINDS = frozenset({"mandate.granted", "mandate.ended", "mandate.reopened"})
TOO_COARSE = gettext_noop("Whether it held on the day cannot be told: its dates are unknown or too coarse.")
OVER = gettext_noop("The record has it at another time, not on the day.")
NO_DAY = gettext_noop("The day of entry into %(body)s is not in the record.")
NOT_SURE = gettext_noop("The entry into %(body)s is inferred; no source states it.")


class SeatParameters(BodyParameters):
    office = forms.SlugField(
        label=_("office"), required=False, help_text=_("The address of one office of the body; empty: any of them.")
    )
    region = forms.ModelChoiceField(Region.objects.none(), label=_("region"), required=False, to_field_name="slug")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.all()


class SeatsParameters(Parameters):
    body = fields.thing(
        Body, _("body"), required=False, help_text=_("Only seats in this body; empty counts those in all bodies.")
    )


def in_force(rows: list, asked: Asked, body: Body, behind: Callable[[], list[Backing]]) -> Finding:
    """Whether one of these dated facts holds on the day, and how surely."""
    held = [(row, holds_on(row.starts_on, row.ends_on, asked.day)) for row in rows]
    held = [(row, holds) for row, holds in held if holds != NO]
    given = [(row, holds) for row, holds in held if row.confidence != Confidence.CLAIMED]
    if any(row.confidence == Confidence.CONFIRMED and holds == YES for row, holds in given):
        return whether(Confidence.CONFIRMED, behind=behind)
    if given:
        coarse = all(holds != YES for _row, holds in given)
        return whether(Confidence.PROBABLE, missing=(Missing(TOO_COARSE),) if coarse else (), behind=behind)
    if held:
        return Finding(weakest=Confidence.CLAIMED, missing=(Missing(ONLY_SAID, {"body": body.names}),), behind=behind)
    if any(row.confidence == Confidence.CONFIRMED for row in rows):
        return Finding(is_against=True, missing=(Missing(OVER),), behind=behind)
    return Finding(behind=behind)


def seat_on_day(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """A mandate of the party in an office of the body, in force on the day."""
    body = parameters["body"]
    mandates = Mandate.objects.visible_to(PUBLIC).filter(party=asked.party, office__body=body)
    if parameters["office"]:
        mandates = mandates.filter(office__slug=parameters["office"])
    if parameters["region"]:
        mandates = mandates.filter(office__region=parameters["region"])
    rows = list(mandates.select_related("office__body"))
    return in_force(rows, asked, body, seats_behind(rows))


def seats_held(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The terms of the party that began by the day, each counted as one."""
    mandates = Mandate.objects.visible_to(PUBLIC).filter(party=asked.party).exclude(confidence=Confidence.CLAIMED)
    if parameters["body"]:
        mandates = mandates.filter(office__body=parameters["body"])
    rows = [row for row in mandates.select_related("office__body") if asked.includes(row.starts_on)]
    sure = sum(row.confidence == Confidence.CONFIRMED for row in rows)
    return Finding(Decimal(len(rows)), Decimal(sure), weakest=weakest_of(rows), behind=seats_behind(rows))


def hosted_on_day(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The body had its seat with the party on the day."""
    body = parameters["body"]
    rows = list(Hosting.objects.visible_to(PUBLIC).filter(host=asked.party, body=body))
    return in_force(rows, asked, body, lambda: [backing(row, body, say(body.names), row.starts_on) for row in rows])


def member(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The party is a member of the body, since the year or day that the claim names."""
    body = parameters["body"]
    found = Membership.objects.visible_to(PUBLIC).filter(party=asked.party, body=body).first()
    if found is None:
        return Finding(has_ground=founded_then(asked, body))
    named = {"body": body.names}

    def behind() -> list[Backing]:
        return [backing(found, body, say(body.names), found.joined_on)]

    more = {"weakest": found.confidence, "behind": behind}
    if found.confidence == Confidence.CLAIMED:
        return Finding(has_ground=founded_then(asked, body), missing=(Missing(ONLY_SAID, named),), **more)
    if found.joined_on is None and needs_day(asked, parameters):
        return Finding(value=Decimal(1), missing=(Missing(NO_DAY, named),), **more)
    return since_when(asked, found, more | {"missing": () if is_sure(found) else (Missing(NOT_SURE, named),)})


def since_when(asked: Asked, membership: Membership, more: dict[str, Any]) -> Finding:
    """The year of entry where one is claimed; else whether the party is a member on the day, and was by then."""
    if asked.comparison == Claim.Comparison.SINCE:
        year = Decimal(membership.joined_on.first_day.year)
        return Finding(year, year * is_sure(membership), **more)
    is_no_member = holds_on(membership.joined_on, membership.left_on, asked.day) == NO
    if is_no_member or came_later(asked, membership):
        return Finding(is_against=is_sure(membership), **more)
    return Finding(Decimal(1), Decimal(is_sure(membership)), **more)


def is_sure(fact: Membership) -> bool:
    return fact.confidence == Confidence.CONFIRMED


def needs_day(asked: Asked, parameters: dict[str, Any]) -> bool:
    return parameters["needs_day"] or asked.since is not None or asked.comparison == Claim.Comparison.SINCE


def came_later(asked: Asked, membership: Membership) -> bool:
    return bool(asked.since and membership.joined_on and membership.joined_on.first_day > asked.since.last_day)


def founded_then(asked: Asked, body: Body) -> bool:
    """Whether the body was surely founded in the year or on the day from which membership is claimed."""
    if body.founded_on is None or body.confidence != Confidence.CONFIRMED:
        return False
    if asked.comparison == Claim.Comparison.SINCE:
        return body.founded_on.first_day.year == asked.quantity
    return asked.since is not None and asked.since.first_day <= body.founded_on.last_day <= asked.since.last_day


BUILDERS = [
    Builder(
        "bodies.mandate_on",
        _("mandate in force on a day"),
        _("Whether the party holds an office of the body on the last day of the period, or today."),
        seat_on_day,
        SeatParameters,
        kinds=SEAT_KINDS,
        system=lambda _parameters: System.SEATS,
        models=(Body,),
        touches=of_body,
    ),
    Builder(
        "bodies.mandates",
        _("number of mandates"),
        _("Counts the terms of the party in offices of bodies that began within the period; each counts as one."),
        seats_held,
        SeatsParameters,
        kinds=SEAT_KINDS,
        system=lambda _parameters: System.SEATS,
        models=(Body,),
        touches=of_body,
    ),
    Builder(
        "bodies.hosted_on",
        _("hosting of an office on a day"),
        _("Whether the body has its seat with the party on the last day of the period, or today."),
        hosted_on_day,
        BodyParameters,
        kinds=frozenset({"hosting.began", "hosting.ended"}),
        system=lambda _parameters: System.OFFICES,
        models=(Body,),
        touches=of_body,
    ),
    Builder(
        "bodies.member",
        _("membership of a body"),
        _("Whether the party is a member of the body on the day, and since when where the claim names a day or year."),
        member,
        DatedMemberParameters,
        kinds=frozenset({"membership.joined", "membership.left", "membership.admitted", "membership.excluded"}),
        system=lambda _parameters: System.MEMBERSHIPS,
        models=(Body,),
        touches=of_body,
    ),
]
