"""The queries over awards by which claims are proven: editions before a day, and distinctions conferred."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from hamshahr.bodies.models import Body
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.record.kinds import System
from hamshahr.record.models import Confidence
from hamshahr.record.proving import Asked, Backing, Builder, Finding, Missing, Parameters, weakest_of
from hamshahr.record.proving.verdicts import meets, needed_by

from .models import Distinction, Edition

PUBLIC = AnonymousUser()
NOWHERE = gettext_noop("The record knows %(editions)s editions in the period, and the city in none of them.")
NO_ENTRIES = gettext_noop(
    "The record knows %(editions)s editions in the period; the city is found in %(found)s of them."
)
KINDS = frozenset({"award.submitted", "award.shortlisted", "award.conferred"})


class EditionParameters(Parameters):
    award = fields.thing(Body, gettext_lazy("award"))
    of_party = forms.BooleanField(
        label=gettext_lazy("with an entry of the party"),
        required=False,
        help_text=gettext_lazy("Only editions in which the party is found count; that they were held is a ground."),
    )


class DistinctionParameters(Parameters):
    award = fields.thing(Body, gettext_lazy("award"), required=False)
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("distinctions"),
        choices=Distinction.Level.choices,
        required=False,
        help_text=gettext_lazy("Empty: every honour; a shortlisting is none."),
    )


def is_over(asked: Asked, edition: Edition) -> bool:
    """Whether the edition lies in the period: its cycle, and its ceremony where the day is known."""
    return asked.includes(PartialDate(str(edition.cycle_year))) and asked.includes(edition.ceremony_on)


def editions(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The editions of the period; with the party, only those in which it is found."""
    known = Edition.objects.visible_to(PUBLIC).filter(award=parameters["award"], award__live=True)
    rows = [row for row in known.select_related("award") if is_over(asked, row)]
    held = [row for row in rows if row.confidence != Confidence.CLAIMED]
    sure = [row for row in rows if row.confidence == Confidence.CONFIRMED]
    if not parameters["of_party"]:
        return Finding(
            Decimal(len(rows)), Decimal(len(sure)), weakest=weakest_of(rows), behind=lambda: of_editions(rows)
        )
    found = [row for row in distinctions_of(asked) if row.edition in rows]
    number = {row.edition_id for row in found}
    confirmed = {row.edition_id for row in found if row.confidence == Confidence.CONFIRMED}
    needed = needed_by(asked.comparison, asked.quantity)
    return Finding(
        Decimal(len(number)),
        Decimal(len(confirmed)),
        has_ground=meets(asked.comparison, Decimal(len(held)), needed),
        weakest=weakest_of(found),
        missing=missing_editions(len(rows), len(number)) if len(number) < needed else (),
        behind=lambda: [*of_distinctions(found), *of_editions(rows)],
    )


def missing_editions(editions: int, found: int) -> tuple[Missing, ...]:
    """In how many of the editions the city was found; a lone zero is written as a word."""
    return (
        Missing(NO_ENTRIES, {"editions": editions, "found": found})
        if found
        else Missing(NOWHERE, {"editions": editions}),
    )


def distinctions_of(asked: Asked) -> list[Distinction]:
    shown = Distinction.objects.filter(edition__live=True, edition__award__live=True)
    return list(shown.filter(party=asked.party).select_related("edition__award"))


def distinctions(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The honours of the party in the period; what only the city says of itself counts for nothing here."""
    rows = [
        row for row in distinctions_of(asked) if row.confidence != Confidence.CLAIMED and is_over(asked, row.edition)
    ]
    if parameters["award"]:
        rows = [row for row in rows if row.edition.award_id == parameters["award"].pk]
    levels = parameters["levels"] or [level for level in Distinction.Level if level != Distinction.Level.SHORTLISTED]
    rows = [row for row in rows if row.level in levels]
    sure = sum(row.confidence == Confidence.CONFIRMED for row in rows)
    return Finding(Decimal(len(rows)), Decimal(sure), weakest=weakest_of(rows), behind=lambda: of_distinctions(rows))


def of_editions(rows: Iterable[Edition]) -> list[Backing]:
    return [backing(row, row, edition_in_words(row)) for row in rows]


def of_distinctions(rows: Iterable[Distinction]) -> list[Backing]:
    return [backing(row, row.edition, distinction_in_words(row)) for row in rows]


def backing(fact: Any, edition: Edition, sentence: str) -> Backing:
    day = edition.ceremony_on or PartialDate(str(edition.cycle_year))
    return Backing(sentence, reverse("editions:edition", args=[edition.slug]), fact.confidence, day, fact.source)


def edition_in_words(edition: Edition) -> str:
    return _("%(award)s, cycle of %(year)s") % {"award": say(edition.award.names), "year": localise(edition.cycle_year)}


def distinction_in_words(distinction: Distinction) -> str:
    words = {"edition": edition_in_words(distinction.edition), "level": distinction.get_level_display()}
    return _("%(edition)s: %(level)s") % words


def of_award(parameters: dict[str, Any], thing: Any) -> bool:
    award = thing.award if isinstance(thing, Edition) else thing
    return parameters.get("award") in (None, award.slug)


BUILDERS = [
    Builder(
        "calls.editions",
        gettext_lazy("editions of an award"),
        gettext_lazy(
            "Counts the editions of the award in the period, all of them or those with an entry of the party."
        ),
        editions,
        EditionParameters,
        kinds=KINDS,
        system=lambda _parameters: System.AWARDS,
        models=(Edition, Body),
        touches=of_award,
    ),
    Builder(
        "calls.distinctions",
        gettext_lazy("distinctions"),
        gettext_lazy("Counts the honours of the party in editions of awards in the period."),
        distinctions,
        DistinctionParameters,
        kinds=KINDS,
        system=lambda _parameters: System.AWARDS,
        models=(Edition, Body),
        touches=of_award,
    ),
]
