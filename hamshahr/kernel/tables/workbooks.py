"""XLSX files, bounded before anything of them is unpacked."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from hamshahr.kernel.errors import Refused

from .table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

MOST_MEMBERS = 1000
MOST_UNPACKED = 60 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def records(raw: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet with their numbers, every cell as text."""
    refuse_bombs(raw)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        # The bounds keep openpyxl from filling the gap up to a cell that claims to stand in row 999,999,999.
        rows = sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True)
        for number, row in enumerate(rows, start=1):
            if any(cell is not None for cell in row):
                yield number, [written(cell) for cell in row]
    except Refused:
        raise
    except Exception as error:
        raise Refused(not_a_workbook()) from error


def not_a_workbook() -> str:
    return _("The workbook is damaged and cannot be read; open it, save it again as XLSX or CSV, and bring that file.")


def refuse_bombs(raw: bytes) -> None:
    """Judge an archive by its list of members; no member ever yields more than the list says."""
    try:
        members = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except Exception as error:
        raise Refused(not_a_workbook()) from error
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(_("The workbook is too large when unpacked; save its first sheet as CSV and bring that file."))
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise Refused(_("This archive is not an XLSX workbook; save the table as XLSX or CSV and bring that file."))


def written(cell: Any) -> str:
    """A cell as it would stand in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)[: LONGEST_CELL + 1]
