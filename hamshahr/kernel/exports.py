"""Tables that leave the house as CSV, XLSX or JSON: streamed, and with nothing in them that a spreadsheet would run."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from openpyxl import Workbook

from hamshahr.kernel.languages import direction

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = tuple(TYPES)
MARK_OF_UTF8 = "\ufeff"  # without it spreadsheets read Persian as Latin

# What spreadsheets take for the beginning of a formula, behind apostrophes too, so that the one put before it can be
# taken away again; and what XML cannot hold.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@|]|[\t\r])")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Sheet:
    """A table with the keys of its columns; its rows may come one by one."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


class _Echo:
    """A file for the writer of CSV that gives each line back."""

    def write(self, line: str) -> str:
        return line


def export(ending: str, name: str, *sheets: Sheet) -> HttpResponseBase:
    """The sheets as a download in the format of its ending; a CSV holds the first sheet only."""
    if ending not in TYPES:
        raise Http404
    if ending == "xlsx":
        file = TemporaryFile()  # noqa: SIM115  the response closes it
        write_workbook(sheets, file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=TYPES["xlsx"])
    lines = csv_lines(sheets[0]) if ending == "csv" else json_lines(sheets)
    response = StreamingHttpResponse(in_language(lines), content_type=TYPES[ending])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def in_language(lines: Iterator[str]) -> Iterator[str]:
    """The lines, each made in the language of the request, which may be over when they are read."""
    language = translation.get_language()

    def spoken() -> Iterator[str]:
        while True:
            with translation.override(language):
                line = next(lines, None)
            if line is None:
                return
            yield line

    return spoken()


def neutral(value: Any) -> Any:
    """The value for a spreadsheet: numbers as they are, dates as stored, and no text that acts as a formula."""
    if value is None or isinstance(value, bool | int | float):
        return "" if value is None else value
    text = _UNWRITABLE.sub("", str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def without_apostrophe(cell: str) -> str:
    """The text of a cell that ``neutral`` put behind an apostrophe."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """The lines of a CSV file, the head first."""
    write = csv.writer(_Echo()).writerow
    yield MARK_OF_UTF8 + write(sheet.columns)
    for row in sheet.rows:
        yield write([neutral(value) for value in row])


def json_lines(sheets: Iterable[Sheet]) -> Iterator[str]:
    """One object with a list for each sheet, one row of it on a line."""
    opening = "{"
    for sheet in sheets:
        yield f"{opening}{json.dumps(sheet.name)}: ["
        opening, comma = "],\n", "\n"
        for row in sheet.rows:
            fact = dict(zip(sheet.columns, map(_plain, row), strict=True))
            yield comma + json.dumps(fact, ensure_ascii=False)
            comma = ",\n"
    yield "]}\n"


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | list) else str(value)


def write_workbook(sheets: Iterable[Sheet], file: BinaryIO) -> None:
    """Write the workbook into an open file, row by row so that a long record does not fill the memory."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        page.sheet_view.rightToLeft = direction() == "rtl"
        page.append(list(sheet.columns))
        for row in sheet.rows:
            page.append([neutral(value) for value in row])
    book.save(file)
