"""A small case beside a rule that is being typed: what its values would make of it, told by the rooms that decide."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Rule
from .topics import whole

Figures = dict[str, int]
WorkOut = Callable[[str, dict[str, Any], Figures], list[str]]

FIGURE = "figure-"
WORKED = (Rule.Topic.QUORUM, Rule.Topic.MAJORITY, Rule.Topic.TIES)
FIGURES = {
    "entitled": (_("Entitled"), 32),
    "present": (_("Present"), 27),
    "represented": (_("Represented"), 0),
    "yes": (_("For"), 14),
    "no": (_("Against"), 9),
    "abstain": (_("Abstaining"), 4),
}
WAYS: list[WorkOut] = []


def register(work_out: WorkOut) -> None:
    """Have a room tell what comes of a case; called once, when the house is set up."""
    if work_out not in WAYS:
        WAYS.append(work_out)


def fields() -> dict[str, forms.Field]:
    """The numbers of the case, as they stand before anybody changes them."""
    return {
        FIGURE + name: forms.CharField(label=label, required=False, max_length=6, initial=str(first))
        for name, (label, first) in FIGURES.items()
    }


def worked_out(row: forms.Form) -> list[str]:
    """What the values of a row make of the numbers beside it, step by step; or what cannot be read yet."""
    try:
        values = {value.name: value.read(typed) for value, typed in typed_values(row) if typed}
        figures = {name: whole(str(row[FIGURE + name].value() or "0")) for name in FIGURES}
    except ValidationError as error:
        return list(error.messages)
    return [sentence for work_out in WAYS for sentence in work_out(row.topic, values, figures)]


def typed_values(row: forms.Form) -> list[tuple[Any, str]]:
    return [(value, row[name].value() or "") for name, value in row.value_fields.items()]
