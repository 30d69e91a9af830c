"""The state of each translation, as the acts of the log leave it.

``log.write`` tells every act to ``note``, in the transaction of the act itself; so whoever changes a text, by a page,
an import or a command, makes its translations stale or current. Texts are compared without regard to spaces.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nFieldMixin

from hamshahr.kernel.languages import LANGUAGES, reading_language
from hamshahr.kernel.paragraphs import Passage, compare_texts, says_the_same

from .models import Act, BindingLanguage, StaleTranslation

CONFIRMED, BOUND = "translation.confirmed", "language.bound"


class State(models.TextChoices):
    AUTHENTIC = "authentic", _("authentic")
    CURRENT = "current", _("current translation")
    STALE = "stale", _("older than the authentic text")
    MISSING = "missing", _("missing")


@dataclass(frozen=True)
class TextState:
    """How the text of one field in one language stands; a stale one with the authentic text then and now."""

    field: models.Field
    language: str
    state: State
    authentic_language: str
    authentic: str = ""
    stale: StaleTranslation | None = None

    @property
    def passages(self) -> list[Passage]:
        """What changed in the authentic text since this translation was made."""
        return compare_texts(self.stale.made_from, self.authentic) if self.stale else []


@dataclass(frozen=True)
class Newer:
    """The authentic text that is newer than what the reader has."""

    language: str
    text: str


@cache
def text_names(model: type[models.Model]) -> frozenset[str]:
    """The fields of a model that hold a text in many languages."""
    return frozenset(field.name for field in model._meta.concrete_fields if isinstance(field, I18nFieldMixin))


def texts_in(value: Any) -> dict[str, str]:
    """The filled texts by language, out of a column or out of the log; a text of no language is the installation's."""
    texts = getattr(value, "data", value)
    if not isinstance(texts, Mapping):
        return {settings.LANGUAGE_CODE: str(texts)} if texts else {}
    return {language: str(text) for language, text in texts.items() if text and str(text).strip()}


def authentic_language(thing: models.Model) -> str:
    """The language that binds: the thing's own, the one it was given, or the installation's."""
    if own := getattr(thing, "authentic_language", ""):
        return own
    given = BindingLanguage.objects.of(thing).values_list("language", flat=True).first()
    return given or settings.LANGUAGE_CODE


# What an act does


def note(act: Act, thing: models.Model) -> None:
    """Make translations stale or current, as the act leaves them."""
    if earlier := act.facts.get("continues"):
        carry(act, thing, earlier)
    if act.verb == CONFIRMED:
        for name, language in act.facts["confirmed"]:
            StaleTranslation.objects.of(thing).filter(field=name, language=language).delete()
    elif act.verb == BOUND:
        bind(thing, act.changes["authentic_language"][1])
    names = text_names(type(thing))
    changed = {name: pair for name, pair in act.changes.items() if name in names and has_before(pair)}
    if changed:
        language = authentic_language(thing)
        for name, (before, after) in changed.items():
            compare(act, thing, name, language, texts_in(before), texts_in(after))


def has_before(pair: Any) -> bool:
    """Whether a change of the log is one of something, and not its beginning."""
    return isinstance(pair, list) and len(pair) == 2 and bool(pair[0])


def compare(act: Act, thing: Any, name: str, binding: str, before: dict[str, str], after: dict[str, str]) -> None:
    """The translations that stayed while the authentic text changed are stale; those that changed are current."""
    older, newer = before.get(binding, ""), after.get(binding, "")
    has_moved = bool(older) and not says_the_same(older, newer)
    known = {row.language: row for row in StaleTranslation.objects.of(thing).filter(field=name)}
    for language in {*after, *known} - {binding}:
        row = known.get(language)
        if language not in after or after[language] != before.get(language):
            done = row is not None
        else:
            done = row is not None and bool(row.made_from) and says_the_same(row.made_from, newer)
            if has_moved and row is None:
                start(act, thing, name, language, binding, older)
        if row is not None and done:
            row.delete()


def start(act: Act, thing: models.Model, name: str, language: str, binding: str, made_from: str) -> None:
    """One translation is older than the authentic text from this act on."""
    StaleTranslation.objects.create(
        kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        field=name,
        language=language,
        authentic_language=binding,
        made_from=made_from,
        act=act,
    )


def bind(thing: models.Model, language: str) -> None:
    """Another language binds; a translation that was stale stays so, made from nobody knows what."""
    key = {"kind": thing._meta.label_lower, "thing_id": str(thing.pk)}
    BindingLanguage.objects.update_or_create(**key, defaults={"language": language})
    stale = StaleTranslation.objects.of(thing)
    stale.filter(language=language).delete()
    stale.update(authentic_language=language, made_from="")


def carry(act: Act, thing: Any, earlier_key: str) -> None:
    """A thing that continues another has its stale translations, and further ones where it changed its texts."""
    earlier = type(thing)._base_manager.filter(pk=earlier_key).first()
    if earlier is None:
        return
    binding, rows = authentic_language(thing), list(StaleTranslation.objects.of(earlier))
    for row in rows:
        row.pk, row.thing_id, row._state.adding = None, str(thing.pk), True
        if row.authentic_language != binding:
            row.authentic_language, row.made_from = binding, ""
    StaleTranslation.objects.bulk_create(row for row in rows if row.language != binding)
    for name in text_names(type(thing)):
        before, after = texts_in(getattr(earlier, name)), texts_in(getattr(thing, name))
        if before != after:
            compare(act, thing, name, binding, before, after)


@transaction.atomic
def rebuild() -> int:
    """Make both tables again from the log of acts; how many translations are stale."""
    StaleTranslation.objects.all().delete()
    BindingLanguage.objects.all().delete()
    acts = Act.objects.select_related("thing_type").order_by("number")
    for act in acts.iterator(2000):
        if tells(act) and (thing := act.thing) is not None:
            note(act, thing)
    return StaleTranslation.objects.count()


def tells(act: Act) -> bool:
    """Whether an act says anything of translations."""
    model = act.thing_type.model_class()
    changed = model is not None and any(has_before(act.changes[name]) for name in text_names(model) & set(act.changes))
    return changed or act.verb in {CONFIRMED, BOUND} or "continues" in act.facts


# What readers ask


def last_confirmed(thing: models.Model) -> list[str] | None:
    """What the confirmation before confirmed, so that acts on one thing add up."""
    kind = ContentType.objects.get_for_model(thing)
    acts = Act.objects.filter(thing_type=kind, thing_id=str(thing.pk), verb=CONFIRMED).order_by("-number")
    changes = acts.values_list("changes", flat=True).first()
    return changes["confirmed_translations"][1] if changes else None


def states_of(thing: models.Model) -> dict[str, dict[str, TextState]]:
    """Each text of a thing in each language of the house, by field and language; two queries."""
    binding = authentic_language(thing)
    stale = {(row.field, row.language): row for row in StaleTranslation.objects.of(thing)}
    fields = [field for field in thing._meta.concrete_fields if field.name in text_names(type(thing))]
    return {field.name: field_states(thing, field, binding, stale) for field in fields}


def field_states(thing: Any, field: Any, binding: str, stale: dict) -> dict[str, TextState]:
    texts = texts_in(getattr(thing, field.name))
    states = {}
    for language, _name in LANGUAGES:
        row = stale.get((field.name, language)) if language in texts else None
        state = state_of(language, texts, binding, row)
        states[language] = TextState(field, language, state, binding, texts.get(binding, ""), row)
    return states


def state_of(language: str, texts: dict[str, str], binding: str, row: StaleTranslation | None) -> State:
    if language not in texts:
        return State.MISSING
    if language == binding:
        return State.AUTHENTIC
    return State.STALE if row is not None else State.CURRENT


def newer_texts(things: Iterable[Any], language: str | None = None) -> dict[tuple[str, str], dict[str, Newer]]:
    """For each thing with a stale text in the reader's language, by kind and key, the newer texts; one query."""
    known = {(thing._meta.label_lower, str(thing.pk)): thing for thing in things}
    if not known:
        return {}
    kinds = {kind for kind, _key in known}
    rows = StaleTranslation.objects.filter(kind__in=kinds, thing_id__in={key for _kind, key in known})
    found: dict[tuple[str, str], dict[str, Newer]] = {}
    for row in rows.filter(language=reading_language(language)):
        thing = known.get((row.kind, row.thing_id))
        text = texts_in(getattr(thing, row.field)).get(row.authentic_language) if thing is not None else None
        if text:
            found.setdefault((row.kind, row.thing_id), {})[row.field] = Newer(row.authentic_language, text)
    return found


def tell_newer(*things: Any) -> None:
    """Give each thing ``newer``: by field, the authentic text that is newer than the reader's; one query."""
    found = newer_texts(things)
    for thing in things:
        thing.newer = found.get((thing._meta.label_lower, str(thing.pk)), {})


def some_are_stale(*kinds: str, language: str | None = None) -> models.Exists:
    """For a query that runs anyway: whether any text of these kinds is stale in the reader's language."""
    return models.Exists(StaleTranslation.objects.filter(kind__in=kinds, language=reading_language(language)))
