"""The query over gatherings by which claims are proven: in how many the party, or others, took such a part."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from hamshahr.bodies.models import Body
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.record.kinds import System
from hamshahr.record.models import Confidence
from hamshahr.record.proving import Asked, Backing, Builder, Finding, Missing, Parameters, weakest_of
from hamshahr.record.proving.parameters import Addresses

from .entries import TRAINING
from .models import Gathering, Part

PUBLIC = AnonymousUser()
NO_SUCH_PART = gettext_noop("The gatherings are on record, but nobody’s part of this kind in them is.")
ONLY_SAID = gettext_noop("The gatherings are on record; only the city itself says what its part in them was.")


class PartParameters(Parameters):
    gatherings = Addresses(
        Gathering,
        label=gettext_lazy("gatherings"),
        required=False,
        help_text=gettext_lazy("The addresses of the gatherings meant; empty: all that fit the rest."),
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("part in them"),
        choices=Part.Role.choices,
        required=False,
        help_text=gettext_lazy("Empty: any part but that of being invited only."),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("kinds of gatherings"), choices=Gathering.Kind.choices, required=False
    )
    series = forms.CharField(label=gettext_lazy("series"), required=False, max_length=120)
    body = fields.thing(Body, gettext_lazy("of the body"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("form"), choices=[("", gettext_lazy("any")), *Gathering.Mode.choices], required=False
    )
    others = forms.BooleanField(
        label=gettext_lazy("the part of others"),
        required=False,
        help_text=gettext_lazy("Counts the gatherings in which somebody else took this part, as trainers from abroad."),
    )


def asked_for(parameters: dict[str, Any]) -> QuerySet[Gathering]:
    """The public gatherings that fit what is asked."""
    found = Gathering.objects.visible_to(PUBLIC)
    if parameters["gatherings"]:
        found = found.filter(slug__in=parameters["gatherings"])
    if parameters["kinds"]:
        found = found.filter(kind__in=parameters["kinds"])
    for name in ("series", "body", "mode"):
        if parameters[name]:
            found = found.filter(**{name: parameters[name]})
    return found


def parts_asked(asked: Asked, parameters: dict[str, Any], gatherings: Iterable[Gathering]) -> list[Part]:
    parts = Part.objects.filter(gathering__in=list(gatherings)).select_related("gathering", "party")
    parts = parts.filter(party__live=True, party__merged_into=None)
    parts = parts.exclude(party=asked.party) if parameters["others"] else parts.filter(party=asked.party)
    if parameters["roles"]:
        return list(parts.filter(role__in=parameters["roles"]))
    return list(parts.exclude(role=Part.Role.INVITED))


def parts(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The gatherings of the period in which such a part was taken; a gathering counts once.

    Where the claim names its gatherings, that they took place is a ground for it, whoever was there.
    """
    gatherings = [each for each in asked_for(parameters) if asked.includes(each.starts_on)]
    rows = parts_asked(asked, parameters, gatherings)
    sure = {row.gathering_id for row in rows if row.confidence == Confidence.CONFIRMED}
    held = any(each.confidence == Confidence.CONFIRMED for each in gatherings)
    has_ground = bool(parameters["gatherings"]) and held
    missing = ()
    if has_ground and not sure:
        missing = (Missing(ONLY_SAID if rows else NO_SUCH_PART),)
    return Finding(
        Decimal(len({row.gathering_id for row in rows})),
        Decimal(len(sure)),
        has_ground=has_ground,
        weakest=weakest_of(rows),
        missing=missing,
        behind=lambda: [*of_parts(rows), *of_gatherings(gatherings, rows, has_ground)],
    )


def of_parts(rows: Iterable[Part]) -> list[Backing]:
    return [backing(row, row.gathering, part_in_words(row)) for row in rows]


def of_gatherings(gatherings: Iterable[Gathering], rows: Iterable[Part], is_asked: bool) -> list[Backing]:
    """The named gatherings in which no such part is known."""
    known = {row.gathering_id for row in rows}
    return [backing(each, each, say(each.names)) for each in gatherings if is_asked and each.pk not in known]


def backing(fact: Any, gathering: Gathering, sentence: str) -> Backing:
    address = reverse("gatherings:gathering", args=[gathering.slug])
    return Backing(sentence, address, fact.confidence, gathering.starts_on, fact.source)


def part_in_words(part: Part) -> str:
    words = {"party": say(part.party.names), "role": part.get_role_display(), "gathering": say(part.gathering.names)}
    return _("%(gathering)s: %(party)s, %(role)s") % words


def touches(parameters: dict[str, Any], gathering: Gathering) -> bool:
    """Whether a changed gathering may be one of those asked for."""
    named = parameters.get("gatherings")
    return gathering.slug in named if named else True


def system_of(parameters: dict[str, Any]) -> str:
    """Training where only courses or workshops are asked for."""
    kinds = set(parameters.get("kinds", ()))
    return System.TRAINING if kinds and kinds <= TRAINING else System.MEETINGS


BUILDERS = [
    Builder(
        "gatherings.parts",
        gettext_lazy("part taken in gatherings"),
        gettext_lazy("Counts the gatherings of the period in which the party, or others, took such a part."),
        parts,
        PartParameters,
        kinds=frozenset(
            f"{room}.{verb}"
            for room in ("gathering", "training")
            for verb in ("hosted", "attended", "spoke", "invited")
        ),
        system=system_of,
        models=(Gathering,),
        touches=touches,
        compares=True,
    )
]
