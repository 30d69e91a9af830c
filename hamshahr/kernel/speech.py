"""What is said in a terminal, where Django may not be loaded: our own catalogues, read by the standard library."""

import gettext as catalogues
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent.parent / "locale"
OURS = ("fa", "en", "es", "fr")
FIRST_STRONG, END = "\u2068", "\u2069"
_TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_POINTS = {"fa": "٫", "es": ",", "fr": ","}


def language(environment: Mapping[str, str] = os.environ) -> str:
    """The language of the installation where it is set, or else that of the terminal where it is ours; else English."""
    given = environment.get("HAMSHAHR_LANGUAGE", "").strip()
    terminal = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    found = (code_of(name) for name in (given, terminal))
    return next((code for code in found if code in OURS), "en")


def code_of(name: str) -> str:
    """``fa`` of ``fa_IR.UTF-8``."""
    return name.lower().split(".")[0].split("_")[0].split("-")[0]


def gettext(sentence: str, code: str | None = None) -> str:
    """The sentence in the language asked for, or else in that of the terminal."""
    return catalogue(code or language()).gettext(sentence)


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the catalogues that is said elsewhere."""
    return sentence


@cache
def catalogue(code: str) -> catalogues.NullTranslations:
    return catalogues.translation("django", LOCALE, [code], fallback=True)


def told(sentence: str, **values: Any) -> str:
    """A sentence with its values: numbers in the reader's digits, names kept from turning the line around."""
    return sentence % {name: shown(value) for name, value in values.items()}


def shown(value: Any, code: str | None = None) -> str:
    if (code or language()) != "fa":
        return str(value)
    return str(value).translate(_TO_PERSIAN) if isinstance(value, int) else f"{FIRST_STRONG}{value}{END}"


def decimal(text: str, code: str) -> str:
    """A decimal written with a point, as the readers of a language write it."""
    text = text.replace(".", _POINTS.get(code, "."))
    return text.translate(_TO_PERSIAN) if code == "fa" else text


def listed(words: list[str], code: str | None = None) -> str:
    """Words one after the other, with the comma of the language."""
    return gettext(", ", code).join(words)


def speak() -> None:
    """Let typer, too, take its words from our catalogues: it asks the standard library."""
    os.environ["LANGUAGE"] = language()
    catalogues.bindtextdomain("django", str(LOCALE))
    catalogues.textdomain("django")
