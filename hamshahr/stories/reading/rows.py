"""Pages in rows: CSV and JSON, one page a row, each row read by itself so that a broken one spoils no other."""

import csv
import io
import json
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from .assembling import Surroundings, page_of
from .columns import hints_of, kind_of, parts_of, text_in
from .documents import draft_of_html
from .drafts import Draft, Hints, draft_of_text
from .encodings import Decoded, decoded_once_more
from .limits import LIMITS
from .outcomes import Found, Outcome, attempt
from .streams import Line, bytes_again, lines, text_of, whole, without_stray_bytes

SEPARATORS = ",;\t|"
_MARKUP = re.compile(
    r"<(?:p|br|div|span|h[1-6]|ul|ol|li|img|a|b|strong|em|table|blockquote|figure|section)\b[^>]{0,1000}>", re.I
)
_ONE_OBJECT = re.compile(rb"\{[ \t]*\r?\n")
_MOST_COLUMNS = 200


def draft_of(text: str, hints: Hints) -> Draft:
    """The draft of a text that may be HTML or plain."""
    return draft_of_html(text, hints=hints, is_loose=True) if _MARKUP.search(text) else draft_of_text(text, hints)


def pages_in_csv(stream: io.BufferedReader, name: str, around: Surroundings) -> Iterator[Found]:
    """The pages of a table, one a row."""
    text, encoding = text_of(stream)
    records = _records(text)
    heading = next(records, None)
    if heading is None or heading.text is None:
        raise Refused(_("The table is empty; its first row should hold the names of the columns."))
    separator = max(SEPARATORS, key=heading.text.count)
    columns = _cells(heading.text, separator)[:_MOST_COLUMNS]
    kinds = {kind_of(column) for column in columns}
    if not kinds & {"title", "body"}:
        raise Refused(_("This table has no column for the title and none for the text; name them “title” and “body”."))
    for record in records:
        if record.text is None or record.text.strip():
            place = f"{name}:{record.number}"
            if around.wants(place):
                yield place, attempt(lambda row=record, at=place: _row(row, columns, separator, encoding, at, around))


def _row(record: Line, columns: list[str], separator: str, encoding: str, name: str, around: Surroundings) -> Outcome:
    if record.text is None:
        raise Refused(_("This row is longer than a story can be, or its quotation marks are not closed."))
    shown, unreadable = without_stray_bytes(record.text)
    values = dict(zip(columns, _cells(shown, separator), strict=False))
    source = bytes_again(record.text, encoding)
    return _page(parts_of(values), source, Decoded("", encoding, unreadable), name, around)


def _page(parts: dict, source: bytes, found: Decoded, name: str, around: Surroundings) -> Outcome:
    body = text_in(parts.get("body", ""))
    if once := decoded_once_more(body):
        parts = {kind: decoded_once_more(text_in(value)) or value for kind, value in parts.items()}
        body, found = once, found._replace(is_twice=True)
    if "\x00" in body or any("\x00" in text_in(value) for value in parts.values()):
        raise Refused(_("A text of this row holds a sign that no text can hold."))
    return page_of(draft_of(body, hints_of(parts)), name=name, source=source, found=found, around=around)


def _records(text: io.TextIOWrapper) -> Iterator[Line]:
    """The records of a table: lines joined while a quotation mark is open, up to the limit."""
    kept: list[str] = []
    first = length = quotes = 0
    for line in lines(text):
        first = first if kept else line.number
        if line.text is None:
            kept, length, quotes = [], 0, 0
            yield Line(first, None)
            continue
        kept.append(line.text)
        length += len(line.text)
        quotes += line.text.count('"')
        if quotes % 2 == 0 or length > LIMITS.row_letters:
            yield Line(first, "".join(kept) if quotes % 2 == 0 else None)
            kept, length, quotes = [], 0, 0
    if kept:
        yield Line(first, None)


def _cells(record: str, separator: str) -> list[str]:
    try:
        rows = list(csv.reader(io.StringIO(record, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Refused(_("This row cannot be parted into cells.")) from error
    return [cell.strip() for cell in rows[0]] if rows else []


def pages_in_json(stream: io.BufferedReader, name: str, around: Surroundings) -> Iterator[Found]:
    """The pages of JSON: an object a line, or a list of objects."""
    head = stream.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"["):
        yield from _listed(stream, name, around)
        return
    if _ONE_OBJECT.match(head):
        text = whole(stream, LIMITS.page_bytes).decode("utf-8-sig", "surrogateescape")
        yield name, attempt(lambda: _json_line(Line(1, text), "utf-8", name, around))
        return
    text, encoding = text_of(stream)
    for line in lines(text):
        if line.text is None or line.text.strip():
            place = f"{name}:{line.number}"
            if around.wants(place):
                yield place, attempt(lambda row=line, at=place: _json_line(row, encoding, at, around))


def _json_line(line: Line, encoding: str, name: str, around: Surroundings) -> Outcome:
    if line.text is None:
        raise Refused(_("This line is longer than a story can be."))
    shown, unreadable = without_stray_bytes(line.text)
    source = bytes_again(line.text, encoding)
    return _object(_parsed(shown.strip()), source, Decoded("", encoding, unreadable), name, around)


def _listed(stream: io.BufferedReader, name: str, around: Surroundings) -> Iterator[Found]:
    """The objects of a list, each with the stretch of the file that it is."""
    raw = whole(stream, LIMITS.list_bytes)
    text = raw.decode("utf-8", "surrogateescape").lstrip("\ufeff \t\r\n")
    decoder, place, number = json.JSONDecoder(), 1, 0
    while (place := _next_value(text, place)) < len(text) and text[place] != "]":
        number += 1
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            raise Refused(_("The list breaks off in its entry number %(number)s.") % {"number": number}) from error
        source = bytes_again(text[place:end], "utf-8")
        at = f"{name}#{number}"
        if around.wants(at):
            yield at, attempt(lambda one=value, of=source, to=at: _object(one, of, Decoded("", "utf-8"), to, around))
        place = end
    if place >= len(text):
        raise Refused(_("The list breaks off in its entry number %(number)s.") % {"number": number + 1})


def _next_value(text: str, place: int) -> int:
    while place < len(text) and text[place] in ", \t\r\n":
        place += 1
    return place


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(_("This line is no whole JSON object.")) from error


def _object(value: object, source: bytes, found: Decoded, name: str, around: Surroundings) -> Outcome:
    if not isinstance(value, dict):
        raise Refused(_("This line is no JSON object; a page is an object with “title” and “body”."))
    parts = parts_of(_sound(value))
    if not parts.keys() & {"title", "body"}:
        raise Refused(_("This object has no “title” and no “body”."))
    return _page(parts, source, found, name, around)


def _sound(value: object, depth: int = 0) -> object:
    """The value without halves of signs, which JSON can hold and no text can."""
    if isinstance(value, str):
        return without_stray_bytes(value)[0]
    if isinstance(value, dict) and depth < 5:
        return {str(key): _sound(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list) and depth < 5:
        return [_sound(one, depth + 1) for one in value[:1000]]
    return value if isinstance(value, int | float) else ""
