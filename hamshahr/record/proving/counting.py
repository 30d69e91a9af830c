"""The queries of the record itself: entries counted by a measure, by their kinds, or as a rank among parties."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamshahr.parties.models import Country

from ..kinds import KINDS, MEASURES
from ..models import Confidence, Entry
from ..queries import with_sources
from .builders import Builder
from .findings import STRENGTH, Asked, Backing, Finding, Missing
from .parameters import Parameters

PUBLIC = AnonymousUser()
UNRANKED = gettext_noop("No confirmed entry of the city counts in this formula, so that it has no rank.")


class MeasureParameters(Parameters):
    measure = forms.ChoiceField(label=_("measure"), help_text=_("The count of entries, with its own definition."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [(measure.name, measure.label) for measure in MEASURES.values()]


class EntryParameters(Parameters):
    kinds = forms.MultipleChoiceField(label=_("kinds of entries"), help_text=_("Each entry of these kinds counts."))
    thing = forms.CharField(
        label=_("of one thing only"),
        required=False,
        max_length=200,
        help_text=_("The key by which its entries count once, as an entry shows it; empty counts all."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(name, name) for name in KINDS]


class RankParameters(MeasureParameters):
    country = forms.ModelChoiceField(
        Country.objects.none(), label=_("among the cities of"), required=False, to_field_name="iso2"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].queryset = Country.objects.all()
        self.fields["measure"].help_text = _("The formula: the more confirmed entries it counts, the higher the rank.")


def entries_asked(asked: Asked, kinds: Any) -> QuerySet[Entry]:
    """The current public entries of the party of these kinds."""
    return Entry.objects.current().visible_to(PUBLIC).filter(party=asked.party, kind__in=list(kinds))


def count(asked: Asked, entries: QuerySet[Entry]) -> Finding:
    """Entries of the period, once for each key: all of them, and those that a source confirms."""
    rows = list(entries.order_by().values_list("pk", "counts_as", "confidence", "happened_on"))
    fit = [(pk, counts_as or str(pk), confidence) for pk, counts_as, confidence, day in rows if asked.includes(day)]
    sure = {key for _pk, key, confidence in fit if confidence == Confidence.CONFIRMED}
    weakest = max((confidence for _pk, _key, confidence in fit), key=STRENGTH.index, default="")
    keys = [pk for pk, _key, _confidence in fit]
    return Finding(
        value=Decimal(len({key for _pk, key, _confidence in fit})),
        sure=Decimal(len(sure)),
        weakest=weakest,
        behind=lambda: backings(keys),
    )


def backings(keys: list[UUID]) -> list[Backing]:
    """The entries as the page of a claim shows them."""
    entries = Entry.objects.filter(pk__in=keys).order_by("happened_on", "id")
    return [backing_of(entry) for entry in with_sources(entries)]


def backing_of(entry: Entry) -> Backing:
    return Backing(
        KINDS[entry.kind].sentence(entry),
        reverse("record:entry", args=[entry.pk]),
        entry.confidence,
        entry.happened_on,
        entry.citation,
        entry.origin,
    )


def by_measure(asked: Asked, parameters: dict[str, Any]) -> Finding:
    return count(asked, entries_asked(asked, MEASURES[parameters["measure"]].kinds))


def by_kinds(asked: Asked, parameters: dict[str, Any]) -> Finding:
    entries = entries_asked(asked, parameters["kinds"])
    return count(asked, entries.filter(counts_as=parameters["thing"]) if parameters["thing"] else entries)


def rank(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """The place of the party when all are ordered by their confirmed entries of one measure; equals share a place."""
    entries = (
        Entry.objects.current()
        .visible_to(PUBLIC)
        .filter(kind__in=list(MEASURES[parameters["measure"]].kinds), confidence=Confidence.CONFIRMED)
    )
    if parameters["country"]:
        entries = entries.filter(party__country=parameters["country"])
    keys = defaultdict(set)
    for pk, party, counts_as, day in entries.order_by().values_list("pk", "party", "counts_as", "happened_on"):
        if asked.includes(day):
            keys[party].add(counts_as or pk)
    own = len(keys.get(asked.party.pk, ()))
    if not own:
        return Finding(missing=(Missing(UNRANKED),))
    place = Decimal(1 + sum(len(theirs) > own for theirs in keys.values()))
    return Finding(value=place, sure=place, behind=by_measure(asked, parameters).behind)


def measured_kind(parameters: dict[str, Any], kind: str) -> bool:
    measure = MEASURES.get(parameters.get("measure", ""))
    return measure is not None and kind in measure.kinds


def system_of_measure(parameters: dict[str, Any]) -> str:
    return str(MEASURES[parameters["measure"]].system)


def system_of_kinds(parameters: dict[str, Any]) -> str:
    return str(KINDS[parameters["kinds"][0]].system)


class EveryKind(frozenset):
    """All kinds that any room registers, whenever it does."""

    def __contains__(self, kind: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


BUILDERS = [
    Builder(
        "record.measure",
        _("count of entries by a measure"),
        _("Counts the entries of the party in the period by a measure and its definition."),
        by_measure,
        MeasureParameters,
        kinds=EveryKind(),
        reads=measured_kind,
        system=system_of_measure,
    ),
    Builder(
        "record.entries",
        _("count of entries by their kind"),
        _("Counts the entries of the party in the period that are of the chosen kinds."),
        by_kinds,
        EntryParameters,
        kinds=EveryKind(),
        reads=lambda parameters, kind: kind in parameters.get("kinds", ()),
        system=system_of_kinds,
    ),
    Builder(
        "record.rank",
        _("rank by a stated formula"),
        _("Orders the parties by their confirmed entries of one measure; those with equally many share a place."),
        rank,
        RankParameters,
        kinds=EveryKind(),
        reads=measured_kind,
        system=system_of_measure,
        compares=True,
    ),
]
