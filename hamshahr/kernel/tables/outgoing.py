"""What a table gives back: the rows of a register in the columns by which they are brought in."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models

from hamshahr.kernel.exports import Sheet

from .importers import Importer, Values

CHUNK = 2000
MOST_LEVELS = 20


def sheet_of(importer: Importer, user: Any) -> Sheet:
    """The rows that the user may see, under the importer's own names of the columns; read as they are written."""
    columns = [column.name for column in importer.columns]
    rows = ([values.get(name) for name in columns] for values in importer.rows(user))
    return Sheet(importer.name, columns, rows)


def lacking(importer: Importer, values: Values) -> str:
    """The first required column that a row leaves empty, for which it could not be brought in again."""
    required = (column.name for column in importer.columns if column.is_required)
    return next((name for name in required if values.get(name) in (None, "")), "")


def streamed(things: models.QuerySet) -> Iterator[Any]:
    """The things one by one; what is fetched beside them costs one query for each 2000."""
    return things.iterator(chunk_size=CHUNK)


def from_the_top(things: models.QuerySet, parent: str = "parent") -> Iterator[Any]:
    """Level by level, so that each thing comes after the one it is part of."""
    path = parent
    for _level in range(MOST_LEVELS):
        yield from streamed(things.filter(**{f"{path}__isnull": True}))
        things, path = things.filter(**{f"{path}__isnull": False}), f"{path}__{parent}"
        if not things.exists():
            return
    yield from streamed(things)  # deeper than anything real, or in a circle


def key_of(thing: Any, user: Any) -> str:
    """The key of what a row refers to; nothing where it is a draft that the user may not see."""
    if thing is None:
        return ""
    return thing.slug if thing.live or getattr(user, "is_secretariat", False) else ""


def degrees_of(value: float | None) -> float | str | None:
    """A latitude or longitude to less than a millimetre, never with an exponent."""
    if value is None:
        return None
    plain = round(value, 9)
    return plain if plain == 0 or abs(plain) >= 0.0001 else format(Decimal(repr(plain)), "f")


def yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
