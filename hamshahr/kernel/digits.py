"""Digits and numbers: read in any of three digit sets, printed in the reader's own."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hamshahr.kernel.languages import reading_language

PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
ASCII = "0123456789"

NO_BREAK_SPACE = "\u00a0"
LEFT_TO_RIGHT_MARK = "\u200e"
MINUS = "\u2212"

_TO_ASCII = str.maketrans(PERSIAN + ARABIC, ASCII * 2)
_TO_PERSIAN = str.maketrans(ASCII, PERSIAN)
_TYPED_SIGNS = str.maketrans({"٫": ".", "٬": None, "'": None, "’": None, MINUS: "-", LEFT_TO_RIGHT_MARK: None})
_PLAIN = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


class Style(NamedTuple):
    """How a language writes numbers; numbers with fewer digits than ``grouped_from`` stay whole."""

    group: str
    decimal: str
    grouped_from: int = 4


# Spanish after the Ortografía of the RAE, French after the Imprimerie nationale, the others after CLDR. The space is
# the broad one because fonts and PDF writers often lack the narrow one.
STYLES = {
    "fa": Style("٬", "٫"),
    "en": Style(",", "."),
    "es": Style(NO_BREAK_SPACE, ",", grouped_from=5),
    "fr": Style(NO_BREAK_SPACE, ","),
}


def to_ascii(text: str) -> str:
    """The text with Persian and Arabic digits turned to ASCII, all else untouched."""
    return text.translate(_TO_ASCII)


def localise(value: Any, language: str | None = None) -> str:
    """The value as text in the digits of the reader, without any other change."""
    text = str(value)
    return text.translate(_TO_PERSIAN) if reading_language(language) == "fa" else text


def number(value: Any, language: str | None = None, places: int | None = None) -> str:
    """The number as the reader writes it, rounded half up to ``places`` when they are given."""
    return _number(str(value), reading_language(language), places)


def bare(amount: Decimal) -> Decimal:
    """The amount with no zeros behind: 40 and 2.5, whatever places it is kept with."""
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()


@lru_cache(maxsize=10_000)
def _number(value: str, language: str, places: int | None) -> str:
    style = STYLES.get(language, STYLES["en"])
    amount = Decimal(value)
    if places is not None:
        amount = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _point, rest = f"{abs(amount):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", style.group) if len(whole) >= style.grouped_from else whole
    text = grouped + (style.decimal + rest if rest else "")
    if amount < 0:
        text = (LEFT_TO_RIGHT_MARK if language == "fa" else "") + MINUS + text
    return localise(text, language)


def parse_number(text: str, language: str | None = None) -> Decimal:
    """The number typed by a reader of the language, in any digit set; ``ValueError`` says what to write.

    A comma or point before exactly three digits follows the language (a group in ``12,345`` for
    English, a decimal for French); before any other number of digits it is the decimal sign.
    """
    language = reading_language(language)
    plain = re.sub(r"\s", "", to_ascii(str(text)).translate(_TYPED_SIGNS))
    if language == "fa":
        plain = plain.replace("/", ".")
    if "٫" not in str(text):
        plain = _with_point(plain, "." if language in ("es", "fr") else ",")
    if not _PLAIN.fullmatch(plain):
        example = number(Decimal("12345.6"), language)
        raise ValueError(_("This is not a number; write it like %(example)s.") % {"example": example})
    return Decimal(plain.replace(",", ""))


def _with_point(plain: str, group: str) -> str:
    """The digits with ``.`` for the decimal sign and ``,`` for groups, whatever was typed."""
    decimal = "," if group == "." else "."
    signs = re.findall(r"[.,]", plain)
    if len(set(signs)) == 2:
        decimal = signs[-1]
    elif len(signs) > 1:
        decimal = ""
    elif signs and (signs[0] != group or not re.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}", plain)):
        decimal = signs[0]
    return "".join("." if sign == decimal else "," if sign in ".," else sign for sign in plain)
