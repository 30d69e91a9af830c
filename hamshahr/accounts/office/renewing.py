"""Which translations are to be renewed or still missing, among what a user of the office keeps."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import Truncator, capfirst

from hamshahr.kernel.languages import LANGUAGES, say
from hamshahr.kernel.office.languages import NAMES
from hamshahr.kernel.text import fold, fold_query

from ..models import StaleTranslation, User
from ..translations import State, text_names, texts_in
from .registers import REGISTERS, RegisterMixin
from .texts import with_parts

LONGEST_NAME = 120


@dataclass(frozen=True)
class ToRenew:
    """One text that waits for its translator: of a thing, or of a part that the office keeps within a whole."""

    thing: Any
    whole: Any
    field: models.Field
    language: str
    state: State
    authentic_language: str = ""
    since: datetime | None = None

    @property
    def kind(self) -> str:
        return capfirst(str(self.whole._meta.verbose_name))

    @property
    def name(self) -> str:
        own = name_of(self.thing)
        return own if self.thing is self.whole else f"{name_of(self.whole)}, {own}"

    @property
    def field_name(self) -> str:
        return capfirst(str(self.field.verbose_name))

    @property
    def language_name(self) -> str:
        return NAMES.get(self.language, self.language)

    @property
    def register(self) -> RegisterMixin:
        return REGISTERS[type(self.whole)]

    @property
    def address(self) -> str:
        return self.register.address_of(self.whole)

    @property
    def address_to_confirm(self) -> str:
        return self.register.address_of_act("confirm-translations", self.whole) if self.state == State.STALE else ""

    def is_found(self, words: tuple[str, ...]) -> bool:
        """Whether each word stands in a text of the thing or in its name."""
        texts = [text for name in text_names(type(self.thing)) for text in texts_in(getattr(self.thing, name)).values()]
        written = fold(" ".join([self.name, *texts]))
        return all(word in written for word in words)


def name_of(thing: Any) -> str:
    """The name of a thing without asking the store for what it hangs from."""
    named = next((name for name in ("names", "title") if name in text_names(type(thing))), None)
    return Truncator(say(getattr(thing, named)) if named else str(thing)).chars(LONGEST_NAME)


def whole_of(thing: Any) -> Any:
    """What the office keeps a thing in: itself, or what it is a part of."""
    return getattr(thing, thing.kept_in) if hasattr(thing, "kept_in") else thing


def kept_kinds(user: User) -> list[type[models.Model]]:
    """The kinds of things with texts that the user may keep."""
    found = [model for model, register in REGISTERS.items() if text_names(model) and register.may_edit(user)]
    return sorted(found, key=lambda model: str(model._meta.verbose_name_plural))


def to_renew(user: User, *, state: str = State.STALE, kind: str = "", language: str = "", q: str = "") -> list[ToRenew]:
    """What waits in one state, narrowed to a kind of thing, a language and the words of a search."""
    found = missing_ones(user, kind) if state == State.MISSING else stale_ones(user, kind)
    words = fold_query(q)
    return [each for each in found if language in ("", each.language) and each.is_found(words)]


def stale_ones(user: User, kind: str = "") -> list[ToRenew]:
    """Every stale translation, the latest first; two queries for each kind of thing that has one."""
    by_kind = defaultdict(list)
    for row in StaleTranslation.objects.select_related("act"):
        by_kind[row.kind].append(row)
    found = [each for label, rows in by_kind.items() for each in stale_of_kind(apps.get_model(label), rows, user)]
    narrowed = [each for each in found if kind in ("", each.whole._meta.label_lower)]
    return sorted(narrowed, key=lambda each: each.since, reverse=True)


def stale_of_kind(model: Any, rows: list[StaleTranslation], user: User) -> Iterator[ToRenew]:
    related = [model.kept_in] if hasattr(model, "kept_in") else []
    things = model._base_manager.select_related(*related).filter(pk__in={row.thing_id for row in rows})
    things = {str(thing.pk): thing for thing in things}
    kept = kept_among([whole_of(thing) for thing in things.values()], user)
    for row in rows:
        thing = things.get(row.thing_id)
        if thing is not None and whole_of(thing).pk in kept:
            field = model._meta.get_field(row.field)
            since, binding = row.act.at, row.authentic_language
            yield ToRenew(thing, whole_of(thing), field, row.language, State.STALE, binding, since)


def kept_among(things: list[Any], user: User) -> set[Any]:
    """The keys of those things that the user keeps."""
    register = REGISTERS.get(type(things[0])) if things else None
    if register is None or not register.may_edit(user):
        return set()
    return set(register.kept(user).filter(pk__in={thing.pk for thing in things}).values_list("pk", flat=True))


def missing_ones(user: User, kind: str = "") -> list[ToRenew]:
    """Every text that is there in some language of the house and missing in another."""
    models_asked = [model for model in kept_kinds(user) if kind in ("", model._meta.label_lower)]
    return [each for model in models_asked for each in missing_of_kind(model, user)]


def missing_of_kind(model: Any, user: User) -> Iterator[ToRenew]:
    for thing in REGISTERS[model].kept(user):
        if getattr(thing, "merged_into_id", None) is not None:
            continue
        for part in with_parts(thing):
            yield from missing_of(part, thing)


def missing_of(thing: Any, whole: Any) -> Iterator[ToRenew]:
    for field in thing._meta.concrete_fields:
        if field.name in text_names(type(thing)) and (texts := texts_in(getattr(thing, field.name))):
            for language, _name in LANGUAGES:
                if language not in texts:
                    yield ToRenew(thing, whole, field, language, State.MISSING)
