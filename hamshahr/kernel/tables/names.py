"""Names in the languages of the house: one column for each, merged into what is known already."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.text import fold_variants

from .importers import Column, Values

LABELS = {
    "fa": _("%(what)s in Persian"),
    "en": _("%(what)s in English"),
    "es": _("%(what)s in Spanish"),
    "fr": _("%(what)s in French"),
}


class Label:
    """The label of a column of one language, made when it is shown."""

    def __init__(self, what: Any, language: str) -> None:
        self.what, self.language = what, language

    def __str__(self) -> str:
        return str(LABELS[self.language]) % {"what": self.what}


def name_columns(stem: str, label: Any, *, plain: bool = False, field: str = "names") -> tuple[Column, ...]:
    """``name_en``, ``name_fa`` and so on; where ``plain``, English may stand in a column without its language."""
    return tuple(
        Column(f"{stem}_{code}", Label(label, code), also=(stem,) if plain and code == "en" else (), field=field)
        for code, _name in settings.LANGUAGES
    )


def names_in(values: Values, stem: str, known: Any = None) -> LazyI18nString | None:
    """The filled names of a row over those already known; None when the row has none."""
    given = {code: values[f"{stem}_{code}"] for code, _name in settings.LANGUAGES if f"{stem}_{code}" in values}
    if not given:
        return None
    return LazyI18nString(texts_of(known) | given)


def name_cells(stem: str, names: Any) -> Values:
    """The cells of ``name_columns``, each language as it is known."""
    texts = texts_of(names)
    return {f"{stem}_{code}": texts.get(code) or "" for code, _name in settings.LANGUAGES}


def texts_of(names: Any) -> dict[str, str]:
    texts = getattr(names, "data", names)
    if isinstance(texts, dict):
        return dict(texts)
    return {"en": str(texts)} if texts else {}


def variants(names: Any) -> set[str]:
    """Every folded form of every name: two things that share one are probably the same."""
    return {form for text in texts_of(names).values() if text for form in fold_variants(text)}


def named_alike(things: Iterable[Any], names: Any) -> list[Any]:
    """The things whose names share a folded form with these."""
    wanted = variants(names)
    return [thing for thing in things if wanted & variants(thing.names)] if wanted else []
