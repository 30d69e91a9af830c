"""What the log alone says of a thing: every field as it stood after any act, and who set it when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from .. import queries
from ..models import Act
from .changes import UNTOLD, Change, Names, changes_of, label_of


@dataclass(frozen=True)
class Standing:
    """One field after an act: its value, and the act that gave it that value."""

    label: str
    value: Any
    act: Act


def standing_after(thing: models.Model, number: int) -> list[Standing]:
    """Every field of a thing as it stood after the act of that number, read from the log alone."""
    acts = list(queries.acts_on(thing).filter(number__lte=number).select_related("thing_type").order_by("number"))
    set_by = {name: act for act in acts for name in act.changes}
    names, last = Names(acts), {}
    for act in acts:
        last.update({change.name: change for change in changes_of(act, names)})
    return [Standing(change.label, change.after, set_by[name]) for name, change in last.items()]


def fields_told(acts: QuerySet[Act]) -> list[tuple[str, str]]:
    """The fields that these acts tell of, by their labels."""
    told = acts.order_by("number").values_list("thing_type", "changes").iterator(2000)
    known = {
        name: label_of(ContentType.objects.get_for_id(kind).model_class(), name)
        for kind, changes in told
        for name in changes
        if name not in UNTOLD
    }
    return sorted(known.items(), key=lambda pair: pair[1])


def told(acts: Iterable[Act], field: str = "") -> list[tuple[Act, list[Change]]]:
    """Acts with what each changed, or with what it changed of one field."""
    acts = list(acts)
    names = Names(acts)
    every = [(act, changes_of(act, names)) for act in acts]
    return [(act, [each for each in changes if field in ("", each.name)]) for act, changes in every]
