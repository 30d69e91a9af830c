"""What a table that can be brought in is: its columns, and how a row of it is found, entered or changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from hamshahr.kernel.errors import Refused

from .cells import text

Values = dict[str, Any]


class CellRefused(Refused):
    """A row that cannot be taken because of one of its cells."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True)
class Column:
    """A column: its name in files, its label for people, and how its cells are read.

    ``parse`` raises ``ValueError`` or ``Refused`` with a sentence that says what to write instead.
    """

    name: str
    label: object  # shown through str(), in the language of the reader
    parse: Callable[[str], Any] = text
    is_required: bool = False
    also: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True)
class Importer:
    """How one table enters: ``find`` gives the thing a row speaks of, if it is there already.

    Values hold the filled cells only: an empty cell means "not known" and changes nothing. Two rows whose ``key``
    columns fold to the same are one thing. ``rows`` gives back, in the same columns, all that a user may see.
    """

    name: str
    label: str | Promise
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    find: Callable[[Values], Any]
    create: Callable[[Values, Any], Any]
    change: Callable[[Any, Values, Any], bool]
    rows: Callable[[Any], Iterable[Values]]
    position: int = 0


IMPORTERS: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Called once for each table by the room that keeps it."""
    IMPORTERS[importer.name] = importer
