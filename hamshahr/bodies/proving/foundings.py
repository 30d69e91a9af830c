"""Queries over the bodies themselves: how old, how many of a kind, which was first, how many seats, who came first."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamshahr.kernel.dates import NO, holds_on
from hamshahr.record.kinds import System
from hamshahr.record.models import Claim, Confidence
from hamshahr.record.proving import Asked, Builder, Finding, Missing, Parameters, weakest_of
from hamshahr.record.proving.verdicts import meets, needed_by

from ..models import Body, Membership
from .asking import NOT_PUBLIC, PUBLIC, BodyParameters, bodies_behind, is_shown, of_body
from .asking import backing as row_of

NOT_FOUNDED = gettext_noop("The day on which %(body)s was founded is not in the record.")
OTHERS_UNKNOWN = gettext_noop("Of %(number)s other bodies of its kind no founding date is in the record.")
NO_SEATS = gettext_noop("The statutes in the register give no number of seats.")
NO_ENTRY_DAY = gettext_noop(
    "The city’s day of entry is not in the record; it is known for %(known)s of %(members)s members: no rank follows."
)
YEARS, DECADES = "years", "decades"


class AgeParameters(BodyParameters):
    unit = forms.ChoiceField(label=_("counted in"), choices=[(YEARS, _("years")), (DECADES, _("decades"))])


class KindParameters(Parameters):
    kind = forms.ChoiceField(label=_("kind"), choices=Body.Kind.choices)
    network = forms.CharField(label=_("network"), required=False, max_length=80, help_text=_("Empty: of any network."))


class OfficeParameters(BodyParameters):
    office = forms.SlugField(
        label=_("office"), required=False, help_text=_("The address of one office of the body; empty: all of them.")
    )


def exactly(asked: Asked, number: Decimal, confidence: str, **more: Any) -> Finding:
    """A number the register holds in full: where a source confirms it and it is not what is said, it is against it."""
    if confidence == Confidence.CLAIMED:
        return Finding(**more)
    is_sure = confidence == Confidence.CONFIRMED
    fits = meets(asked.comparison, number, needed_by(asked.comparison, asked.quantity))
    return Finding(
        number, number if is_sure else Decimal(0), is_against=is_sure and not fits, weakest=confidence, **more
    )


def age(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """Full years, or tenths of decades, from the founding of the body to the day."""
    body = parameters["body"]
    if not is_shown(body):
        return Finding(missing=(Missing(NOT_PUBLIC),))
    if body.founded_on is None:
        return Finding(missing=(Missing(NOT_FOUNDED, {"body": body.names}),))
    born, day = body.founded_on.last_day, asked.day
    if asked.comparison == Claim.Comparison.SINCE:
        return exactly(asked, Decimal(born.year), body.confidence, behind=bodies_behind([body]))
    years = Decimal(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
    number = years / 10 if parameters["unit"] == DECADES else years
    return exactly(asked, number, body.confidence, behind=bodies_behind([body]))


def of_kind(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The bodies of a kind that exist on the day."""
    bodies = public().filter(kind=parameters["kind"]).exclude(confidence=Confidence.CLAIMED)
    if parameters["network"]:
        bodies = bodies.filter(network=parameters["network"])
    rows = [body for body in bodies if holds_on(body.founded_on, body.ended_on, asked.day) != NO]
    sure = sum(body.confidence == Confidence.CONFIRMED for body in rows)
    return Finding(Decimal(len(rows)), Decimal(sure), weakest=weakest_of(rows), behind=bodies_behind(rows))


def first(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """Whether the body was founded before every other of its kind in its network."""
    body = parameters["body"]
    if not is_shown(body):
        return Finding(missing=(Missing(NOT_PUBLIC),))
    others = list(public().filter(kind=body.kind, network=body.network).exclude(pk=body.pk))
    dated = [other for other in others if other.founded_on and other.confidence == Confidence.CONFIRMED]
    missing = []
    if body.founded_on is None:
        missing.append(Missing(NOT_FOUNDED, {"body": body.names}))
    if unknown := len(others) - len(dated):
        missing.append(Missing(OTHERS_UNKNOWN, {"number": unknown}))
    is_sure = body.confidence == Confidence.CONFIRMED
    earlier = body.founded_on and any(other.founded_on.last_day < body.founded_on.first_day for other in dated)
    return Finding(
        sure=Decimal(is_sure and not missing and not earlier),
        has_ground=is_sure,
        is_against=bool(earlier and is_sure),
        weakest=body.confidence,
        missing=tuple(missing),
        behind=bodies_behind([body, *others]),
    )


def seats(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The seats that the register gives an office, or all offices of a body together."""
    body = parameters["body"]
    offices = body.offices.visible_to(PUBLIC)
    if parameters["office"]:
        offices = offices.filter(slug=parameters["office"])
    numbers = list(offices.values_list("seats", flat=True))
    if not numbers or None in numbers:
        return Finding(missing=(Missing(NO_SEATS),))
    return exactly(asked, Decimal(sum(numbers)), body.confidence, behind=bodies_behind([body]))


def rank_by_entry(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The place of the party among the members of a body in the order of their confirmed days of entry."""
    body = parameters["body"]
    members = Membership.objects.visible_to(PUBLIC).filter(body=body, confidence=Confidence.CONFIRMED)
    rows = [row for row in members if asked.includes(row.joined_on)]
    dated = {row.party_id: row for row in rows if row.joined_on is not None}
    own = dated.get(asked.party.pk)
    if own is None:
        return Finding(missing=(Missing(NO_ENTRY_DAY, {"known": len(dated), "members": len(rows)}),))
    before = sum(row.joined_on.last_day < own.joined_on.first_day for row in dated.values())
    place = Decimal(before + 1)
    complete = len(dated) == len(rows)
    return Finding(
        place,
        place if complete else Decimal(0),
        missing=() if complete else (Missing(NO_ENTRY_DAY, {"known": len(dated), "members": len(rows)}),),
        behind=lambda: [row_of(own, body, str(own), own.joined_on)],
    )


def public() -> QuerySet[Body]:
    return Body.objects.visible_to(PUBLIC)


def of_like_kind(parameters: dict[str, Any], thing: Any) -> bool:
    return parameters.get("kind", thing.kind) == thing.kind


BUILDERS = [
    Builder(
        "bodies.age",
        _("years since a founding"),
        _("Full years from the founding of the body to the last day of the period; for “since”, the year itself."),
        age,
        AgeParameters,
        models=(Body,),
        touches=of_body,
        needs_party=False,
    ),
    Builder(
        "bodies.of_kind",
        _("number of bodies of a kind"),
        _("Counts the bodies of this kind that exist on the last day of the period."),
        of_kind,
        KindParameters,
        models=(Body,),
        touches=of_like_kind,
        needs_party=False,
    ),
    Builder(
        "bodies.first",
        _("first of its kind"),
        _("Compares the founding dates of all bodies of its kind in its network; all of them must be known."),
        first,
        BodyParameters,
        models=(Body,),
        needs_party=False,
    ),
    Builder(
        "bodies.seats",
        _("number of seats"),
        _("The seats that the register gives to the office, or to all offices of the body together."),
        seats,
        OfficeParameters,
        models=(Body,),
        touches=of_body,
        needs_party=False,
    ),
    Builder(
        "bodies.rank_by_entry",
        _("rank by length of membership"),
        _("Orders the members of the body by their confirmed days of entry, the longest first."),
        rank_by_entry,
        BodyParameters,
        kinds=frozenset({"membership.joined", "membership.left"}),
        system=lambda _parameters: System.MEMBERSHIPS,
        models=(Body,),
        touches=of_body,
        compares=True,
    ),
]
