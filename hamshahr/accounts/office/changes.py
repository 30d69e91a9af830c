"""The changes of an act for a reader: the field's label, before and after, names instead of keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from i18nfield.fields import I18nFieldMixin
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.fields import PartialDateField
from hamshahr.kernel.office.shown import NOTHING, every_language, shown

from ..models import Act

# Wagtail's own columns, which say nothing of the thing.
UNTOLD = {"id", "expired", "go_live_at", "expire_at"}


@dataclass(frozen=True)
class Change:
    """One field of a thing before and after an act."""

    name: str
    label: str
    before: Any
    after: Any


class Names:
    """The things that acts speak of, by their keys; one question to the store for each kind of them."""

    def __init__(self, acts: Iterable[Act]) -> None:
        keys: dict[type[models.Model], set[str]] = defaultdict(set)
        for model, pk in (key for act in acts for key in keys_in(act)):
            keys[model].add(pk)
        self.found = {model: found_by_key(model, pks) for model, pks in keys.items()}

    def of(self, model: type[models.Model], pk: Any) -> str:
        """The name of a thing; one that is not there any more keeps its number."""
        thing = self.found.get(model, {}).get(str(pk))
        return str(thing) if thing is not None else _("number %(pk)s") % {"pk": pk}


def keys_in(act: Act) -> Iterator[tuple[type[models.Model], str]]:
    """The kind and the key of every thing that the changes of an act name."""
    model = act.thing_type.model_class()
    for name, pair in act.changes.items():
        field = field_of(model, name)
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            for value in pair if isinstance(pair, list) else [pair]:
                several = value if isinstance(value, list) else [value]
                yield from ((field.related_model, str(pk)) for pk in several if pk is not None)


def found_by_key(model: type[models.Model], pks: Iterable[str]) -> dict[str, models.Model]:
    """The rows with these keys; what is no key of this kind finds nothing."""
    keys = []
    for pk in pks:
        try:
            keys.append(model._meta.pk.to_python(pk))
        except ValidationError:
            continue
    return {str(thing.pk): thing for thing in model._base_manager.filter(pk__in=keys)}


def changes_of(act: Act, names: Names | None = None) -> list[Change]:
    """Every field that the act changed, readable; what it does not know it shows as it was written."""
    model, names = act.thing_type.model_class(), names or Names([act])
    told = [change_of(model, name, pair, names) for name, pair in act.changes.items() if name not in UNTOLD]
    return [change for change in told if (change.before, change.after) != (NOTHING, NOTHING)]


def change_of(model: type[models.Model] | None, name: str, pair: Any, names: Names) -> Change:
    before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
    field, label = field_of(model, name), label_of(model, name)
    if field is None:
        return Change(name, label, plain(before), plain(after))
    return Change(name, label, readable(field, before, names), readable(field, after, names))


def label_of(model: type[models.Model] | None, name: str) -> str:
    field = field_of(model, name)
    return capfirst(name.replace("_", " ") if field is None else str(field.verbose_name))


def field_of(model: type[models.Model] | None, name: str) -> models.Field | None:
    """The field of that name, or the one whose values a kind of thing tells besides its own."""
    told_besides = getattr(model, "told_besides", {})
    if model is not None and name in told_besides:
        kind, name = told_besides[name].split(".")
        model = apps.get_model(model._meta.app_label, kind)
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def readable(field: models.Field, value: Any, names: Names) -> Any:
    """A stored value in words: a text in its languages, a choice by its label, a thing by its name."""
    if value is None or value == "":
        return NOTHING
    if isinstance(field, I18nFieldMixin):
        return every_language(LazyI18nString(value))
    if isinstance(field, models.ForeignKey):
        return shown(names.of(field.related_model, value))
    if isinstance(field, models.ManyToManyField):
        return _(", ").join(names.of(field.related_model, pk) for pk in value) or NOTHING
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(field, PartialDateField | models.DateField):
        return day(field, value)
    return plain(value)


def day(field: models.Field, value: Any) -> Any:
    """A day in the reader's calendar; a moment with its time in the reader's zone."""
    try:
        return shown(parse_datetime(value) if isinstance(field, models.DateTimeField) else field.to_python(value))
    except (ValidationError, ValueError, TypeError):
        return plain(value)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return _(", ").join(f"{key}: {plain(each)}" for key, each in value.items()) or NOTHING
    if isinstance(value, list):
        return _(", ").join(str(plain(each)) for each in value) or NOTHING
    return shown(value)
