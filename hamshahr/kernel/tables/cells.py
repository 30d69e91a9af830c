"""Single cells: what one means, and which ones a spreadsheet would run."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Choices
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import parse_number, to_ascii
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.text import fold, isolate

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
MOST = 2_147_483_647
YES = {fold(word) for word in ("yes", "true", "1", "بله", "بلی", "آری", "درست", "sí", "verdadero", "oui", "vrai")}
NO = {fold(word) for word in ("no", "false", "0", "خیر", "نه", "نادرست", "falso", "non", "faux")}

_SIGNED_NUMBER = re.compile(r"[+-]\s?\d[\d\s.,/\-]*", re.ASCII)
_TO_PERSIAN_LETTERS = str.maketrans("يك", "یک")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run the cell; a sign alone or before a number is none."""
    return (
        len(cell.strip()) > 1
        and cell.startswith(RUN_BY_SPREADSHEETS)
        and not _SIGNED_NUMBER.fullmatch(to_ascii(cell.strip()))
    )


def text(cell: str) -> str:
    """The text in its composed form, with the Persian letters where an Arabic keyboard typed others."""
    return unicodedata.normalize("NFC", cell).translate(_TO_PERSIAN_LETTERS).strip()


def partial_date(cell: str) -> PartialDate:
    """A day, a month or a year of either calendar in any digits."""
    return PartialDate.parse(cell)


def whole_number(cell: str) -> int:
    """A whole number from zero up."""
    number = parse_number(cell)
    if number != int(number) or not 0 <= number <= MOST:
        raise ValueError(_("“%(typed)s” is not a whole number from zero up.") % {"typed": isolate(cell)})
    return int(number)


def real_number(cell: str) -> float:
    """A number with a decimal sign, such as a latitude; a point is always the decimal sign."""
    plain = to_ascii(cell).replace("٫", ".").replace("\u2212", "-").strip()
    if not re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,15})?", plain, re.ASCII):
        raise ValueError(_("“%(typed)s” is not a number; write it like 36.297.") % {"typed": isolate(cell)})
    return float(plain)


def yes_or_no(cell: str) -> bool:
    """A yes or no in any of our languages, or 1 or 0 in any digits."""
    answer = fold(cell)
    if answer not in YES | NO:
        raise ValueError(_("“%(typed)s” is neither yes nor no; write one of the two.") % {"typed": isolate(cell)})
    return answer in YES


def one_of(choices: type[Choices], **also: Any) -> Callable[[str], Any]:
    """One of the choices, by its value, by its label in any language, or by another word given for it."""

    def read(cell: str) -> Any:
        if cell in choices.values:
            return choices(cell)
        wanted = fold(cell)
        known = {fold(word.replace("_", " ")): value for word, value in also.items()}
        for choice in choices:
            known |= {fold(str(choice.value)): choice} | {fold(label): choice for label in labels(choice)}
        if wanted not in known:
            allowed = _(", ").join(str(choice.value) for choice in choices)
            raise Refused(
                _("“%(typed)s” is not known here; write one of these: %(allowed)s.")
                % {"typed": isolate(cell), "allowed": allowed}
            )
        return known[wanted]

    return read


def labels(choice: Any) -> list[str]:
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(str(choice.label))
    return found
