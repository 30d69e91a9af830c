"""What a cell means as the answer to a question, and how an answer is written into a cell."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import parse_day
from hamshahr.kernel.digits import parse_number
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import text, yes_or_no
from hamshahr.kernel.text import fold, isolate
from hamshahr.parties.importing import party

from ..models import Question

Kind = Question.Kind


def reader_of(question: Question) -> Callable[[str], Any]:
    """How the cells of a question are read."""
    readers: dict[str, Callable[[str], Any]] = {
        Kind.NUMBER: lambda cell: f"{parse_number(cell):f}",
        Kind.MONEY: lambda cell: money(cell, question),
        Kind.DATE: lambda cell: parse_day(cell).isoformat(),
        Kind.CHOICE: lambda cell: option(cell, question),
        Kind.CHOICES: lambda cell: [option(each, question) for each in parts(cell)],
        Kind.YES_OR_NO: yes_or_no,
        Kind.CITIES: lambda cell: [party(each).slug for each in parts(cell)],
        Kind.LINK: link,
        Kind.FILE: no_file,
    }
    return readers.get(Kind(question.kind), text)


def parts(cell: str) -> list[str]:
    return [each for each in map(str.strip, cell.replace("؛", ";").split(";")) if each]


def option(cell: str, question: Question) -> str:
    """The value of an option, by itself or by its name in any language."""
    wanted = fold(cell)
    for one in question.options:
        if wanted in {fold(one["value"]), *(fold(name) for name in one["names"].values())}:
            return one["value"]
    raise Refused(_("“%(typed)s” is none of the options of this question.") % {"typed": isolate(cell)})


def money(cell: str, question: Question) -> dict[str, str]:
    """An amount and the code of its currency, such as 1200 EUR."""
    amount, _space, currency = cell.strip().rpartition(" ")
    known = question.options.get("currencies", []) if isinstance(question.options, dict) else []
    code = currency.upper()
    if not amount or len(code) != 3 or (known and code not in known):
        raise Refused(_("Write an amount and the code of its currency, such as 1200 EUR."))
    return {"amount": f"{parse_number(amount):f}", "currency": code}


def link(cell: str) -> str:
    address = cell.strip()
    if urlsplit(address).scheme not in {"http", "https"} or len(address) > 500:
        raise Refused(_("A link begins with https://."))
    return address


def no_file(cell: str) -> None:
    raise Refused(_("Files do not come in a table; leave the cell empty and bring them on the page of the entry."))


def cell_of(value: Any) -> Any:
    """An answer as a cell that ``reader_of`` reads again."""
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if isinstance(value, dict):
        return f"{value.get('amount', '')} {value.get('currency', '')}".strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
