"""Reading a file into a table, whatever spreadsheet or country it comes from."""

import csv
import hashlib
import io
import itertools
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from . import workbooks
from .encodings import decode
from .table import MOST_BYTES, Table, columns_of, rows_of

SEPARATORS = ",;\t"

# The size of the whole file is the limit; one long cell refuses its row, not the file.
csv.field_size_limit(MOST_BYTES + 1)


def read_table(source: Path | str | bytes, name: str = "") -> Table:
    """The table in a CSV or XLSX file, given by its path or its bytes; raises nothing but ``Refused``."""
    raw = source if isinstance(source, bytes) else bytes_of(Path(source))
    if len(raw) > MOST_BYTES:
        raise Refused(_("The file is larger than 20 MB; divide it into several files."))
    name = name or (Path(source).name if not isinstance(source, bytes) else "")
    records, remarks = records_of(raw)
    _number, heading = next(records, (0, []))
    columns = columns_of(heading)
    if not columns:
        raise Refused(_("The file is empty; its first row should hold the names of the columns."))
    width = len(columns)
    fitted = ((number, fit(record, width)) for number, record in records) if is_workbook(raw) else records
    rows = list(rows_of(fitted, columns))
    return Table(name, columns, rows, hashlib.sha256(raw).hexdigest(), remarks)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, not more of them than one byte past the limit."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(_("The file “%(name)s” cannot be opened.") % {"name": path.name}) from error


def is_workbook(raw: bytes) -> bool:
    return raw.startswith(workbooks.ZIP)


def records_of(raw: bytes) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    """The numbered records of the file, the first not blank one being the names of the columns."""
    if is_workbook(raw):
        return workbooks.records(raw), []
    if raw.startswith(workbooks.OLE):
        raise Refused(_("This is a workbook of the old XLS kind; save it as XLSX or CSV and bring that file."))
    content, encoding = decode(raw)
    remarks = []
    if encoding.startswith("windows"):
        remarks.append(
            _("The file is not in UTF-8; it was read as %(encoding)s. Check the names below.") % {"encoding": encoding}
        )
    return filled(delimited(content)), remarks


def filled(records: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with its number; blank ones at the top are passed over."""
    numbered = enumerate(records, start=1)
    return itertools.dropwhile(lambda pair: not any(cell.strip() for cell in pair[1]), numbered)


def delimited(content: str) -> Iterator[list[str]]:
    """The records of a CSV text, by the separator that its first line has most of."""
    first = next((line for line in content[:100_000].splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    except csv.Error as error:
        raise Refused(_("The file is not a table; save it again as CSV in UTF-8, or as XLSX.")) from error


def fit(record: list[str], width: int) -> list[str]:
    """A row of a sheet, which is as wide as the sheet may be, cut to the columns when nothing stands beyond them."""
    return record if any(cell.strip() for cell in record[width:]) else record[:width]
