"""A table as it was brought: its columns, its rows, and what is wrong with each row as it stands."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.exports import without_apostrophe
from hamshahr.kernel.text import fold, isolate

from .cells import is_formula

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Row:
    """One row with its number as a spreadsheet shows it; ``fault`` says why its cells cannot be taken as they stand."""

    number: int
    cells: dict[str, str]
    column: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """Named columns and rows; ``remarks`` are sentences about the file as a whole."""

    name: str
    columns: list[str]
    rows: list[Row]
    digest: str
    remarks: list[str] = field(default_factory=list)


def columns_of(heading: list[str]) -> list[str]:
    """The names in the first row; two of one name, or too many, refuse the file."""
    while heading and not heading[-1].strip():
        heading = heading[:-1]
    if len(heading) > MOST_COLUMNS:
        raise Refused(_("The table has more than %(most)s columns; take out those that are not needed.") % limits())
    names = [without_apostrophe(name.strip())[:LONGEST_SHOWN] for name in heading]
    folded = [fold(name) for name in names]
    for place, name in enumerate(names, start=1):
        if plain(name) != name:
            raise Refused(_("This is not a table; bring a CSV file in UTF-8 or an XLSX file."))
        if not folded[place - 1]:
            raise Refused(_("Column %(place)s has no name in the first row; give it one.") % {"place": place})
        if folded.index(folded[place - 1]) != place - 1:
            raise Refused(
                _("Two columns have the name “%(column)s”; rename or remove one of them.") % {"column": isolate(name)}
            )
    return names


def limits() -> dict[str, int]:
    return {"most": MOST_COLUMNS, "rows": MOST_ROWS, "signs": LONGEST_CELL}


def rows_of(records: Iterable[tuple[int, list[str]]], columns: list[str]) -> Iterator[Row]:
    """Each record under the columns, the blank ones left out."""
    found = 0
    for number, record in records:
        if not any(cell.strip() for cell in record):
            continue
        found += 1
        if found > MOST_ROWS:
            raise Refused(_("The table has more than %(rows)s rows; divide it into several files.") % limits())
        yield row_of(number, record, columns)


def row_of(number: int, record: list[str], columns: list[str]) -> Row:
    cells = dict(zip(columns, record, strict=False))
    shown = {name: plain(cell)[:LONGEST_SHOWN] for name, cell in cells.items()}
    extra = [cell for cell in record[len(columns) :] if cell.strip()]
    if extra or len(record) < len(columns):
        return Row(number, shown, fault=ragged(len(record), len(columns)))
    for name, cell in cells.items():
        if sentence := fault_of(cell):
            return Row(number, shown, column=name, fault=sentence)
    return Row(number, {name: without_apostrophe(cell.strip()) for name, cell in cells.items()})


def ragged(cells: int, columns: int) -> str:
    return _(
        "The row has %(cells)s cells, but the table has %(columns)s columns; look for a separator that is missing, "
        "or for one inside a text that stands without quotation marks."
    ) % {"cells": cells, "columns": columns}


def fault_of(cell: str) -> str:
    """Why a cell cannot be taken, in a sentence; empty when it can."""
    if len(cell) > LONGEST_CELL:
        return _("The cell is longer than %(signs)s signs; shorten it.") % limits()
    if "\ufffd" in cell:
        return _("The cell holds signs that cannot be read; save the file as UTF-8 and bring it again.")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\t\r\n" for sign in cell):
        return _("The cell holds control characters; type its text again.")
    if is_formula(cell):
        return _("The cell “%(cell)s” is a formula; replace it by its value, or put an apostrophe before it.") % {
            "cell": isolate(cell)
        }
    return ""


def plain(cell: str) -> str:
    """The beginning of a cell without what a database or a page cannot hold."""
    return "".join(
        sign for sign in cell[:LONGEST_SHOWN] if unicodedata.category(sign) not in {"Cc", "Cs"} or sign in "\t\n"
    )
