"""The changes of an act for a reader: the field's label, before and after, names instead of keys."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
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

    label: str
    before: Any
    after: Any


def changes_of(act: Act) -> list[Change]:
    """Every field that the act changed, readable; what it does not know it shows as it was written."""
    model = act.thing_type.model_class()
    told = [change_of(model, name, pair) for name, pair in act.changes.items() if name not in UNTOLD]
    return [change for change in told if (change.before, change.after) != (NOTHING, NOTHING)]


def change_of(model: type[models.Model] | None, name: str, pair: Any) -> Change:
    before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
    field = field_of(model, name)
    if field is None:
        return Change(capfirst(name.replace("_", " ")), plain(before), plain(after))
    return Change(capfirst(str(field.verbose_name)), readable(field, before), readable(field, after))


def field_of(model: type[models.Model] | None, name: str) -> models.Field | None:
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def readable(field: models.Field, value: Any) -> Any:
    """A stored value in words: a text in its languages, a choice by its label, a thing by its name."""
    if value is None or value == "":
        return NOTHING
    if isinstance(field, I18nFieldMixin):
        return every_language(LazyI18nString(value))
    if isinstance(field, models.ForeignKey):
        return name_of(field.related_model, value)
    if isinstance(field, models.ManyToManyField):
        return _(", ").join(name_of(field.related_model, pk) for pk in value) or NOTHING
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if isinstance(field, PartialDateField | models.DateField):
        return day(field, value)
    return plain(value)


def name_of(model: type[models.Model], pk: Any) -> str:
    thing = model._base_manager.filter(pk=pk).first()
    return str(thing) if thing is not None else _("number %(pk)s") % {"pk": pk}


def day(field: models.Field, value: Any) -> Any:
    try:
        return shown(field.to_python(value))
    except ValidationError:
        return plain(value)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {plain(each)}" for key, each in value.items()) or NOTHING
    if isinstance(value, list):
        return ", ".join(str(plain(each)) for each in value) or NOTHING
    return shown(value)
