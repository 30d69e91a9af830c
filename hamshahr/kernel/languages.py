"""The languages of the house: their names, direction, calendar, and which text of many a reader gets."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext, override
from i18nfield.strings import LazyI18nString

LANGUAGES = (("fa", "فارسی"), ("en", "English"), ("es", "Español"), ("fr", "Français"))

# What a reader gets, in this order, when a text is missing in the reader's own language.
FALLBACK = ("en", "fr", "es", "fa")

RIGHT_TO_LEFT = frozenset({"ar", "azb", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def reading_language(language: str | None = None) -> str:
    """The language asked for, or else the active one, without its region."""
    return _without_region(language or get_language() or "en")


@lru_cache(maxsize=256)
def _without_region(language: str) -> str:
    return language.lower().split("-")[0]


def direction(language: str | None = None) -> str:
    """Whether the language runs ``rtl`` or ``ltr``."""
    return "rtl" if reading_language(language) in RIGHT_TO_LEFT else "ltr"


def comma(language: str | None = None) -> str:
    """The comma between two things on one line, with its space."""
    return "، " if direction(language) == "rtl" else ", "


def calendar_of(language: str | None = None) -> str:
    """The calendar that readers of the language live by."""
    return "jalali" if reading_language(language) == "fa" else "gregorian"


def say(names: Any, language: str | None = None) -> str:
    """The text for the reader out of a ``LazyI18nString``, a mapping of languages or a plain string."""
    return choose(names, reading_language(language))[1]


def language_of(names: Any, language: str | None = None) -> str:
    """The language of the text that ``say`` chooses; empty when the text does not tell."""
    return choose(names, reading_language(language))[0]


def in_every_language(sentence: str) -> LazyI18nString:
    """A sentence of ours, marked for translation where it stands, in all languages of the house."""
    words = {}
    for code, _name in LANGUAGES:
        with override(code):
            words[code] = gettext(sentence)
    return LazyI18nString(words)


def listed(*things: Any) -> str:
    """Names one after the other, with the comma of the reader."""
    return gettext(", ").join(str(thing) for thing in things)


def choose(names: Any, wanted: str) -> tuple[str, str]:
    """The language of the text for a reader of ``wanted``, and the text itself."""
    texts = getattr(names, "data", names)
    if not isinstance(texts, Mapping):
        return "", "" if texts is None else str(texts)
    text = texts.get(wanted)
    if text and (mine := str(text)).strip():
        return wanted, mine
    filled = {code: str(text) for code, text in texts.items() if text and str(text).strip()}
    for code in (*FALLBACK, *filled):
        if code in filled:
            return code, filled[code]
    return "", ""
