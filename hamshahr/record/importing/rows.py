"""One row of a table: its cells read, its thing found, entered or changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import CellRefused, Column, Importer, Values
from hamshahr.kernel.text import fold

from ..models import ImportRow

Outcome = ImportRow.Outcome


@dataclass(frozen=True)
class Fate:
    """What became of a row, or would become of it."""

    outcome: str
    column: str = ""
    remark: str = ""


def refused(number: int, sentence: str, column: str = "") -> Fate:
    """A refusal that names row and column before it says what to do."""
    words = {"row": number, "column": column, "sentence": sentence}
    if column:
        return Fate(Outcome.REFUSED, column, _("Row %(row)s, column %(column)s: %(sentence)s") % words)
    return Fate(Outcome.REFUSED, "", _("Row %(row)s: %(sentence)s") % words)


def headings(importer: Importer, columns: list[str]) -> tuple[dict[str, Column], list[str]]:
    """Each heading of the file with the column it means, and those that mean none; a missing column refuses the file.

    The name of a column goes before its other names, and these before its label in any language.
    """
    meant: dict[str, Column] = {}
    for words_for in (own_name, other_names, labels):
        open_still = [column for column in importer.columns if column not in meant.values()]
        known = {fold(word): column for column in open_still for word in words_for(column)}
        for heading in columns:
            if heading not in meant and (column := known.pop(fold(heading), None)):
                meant[heading] = column
    for column in importer.columns:
        if column.is_required and column not in meant.values():
            raise Refused(
                _("The column “%(column)s” is missing; add it to the first row and fill it.") % {"column": column.name}
            )
    return meant, [heading for heading in columns if heading not in meant]


def own_name(column: Column) -> list[str]:
    return [column.name]


def other_names(column: Column) -> list[str]:
    return list(column.also)


def labels(column: Column) -> list[str]:
    """The label of a column in every language."""
    found = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.append(str(column.label))
    return found


def values_of(importer: Importer, cells: dict[str, str]) -> Values:
    """The filled cells of a row, read; the first that cannot be read refuses the row."""
    values = {}
    for column in importer.columns:
        cell = cells.get(column.name, "").strip()
        if cell:
            values[column.name] = value_of(column, cell)
        elif column.is_required:
            raise CellRefused(column.name, _("The cell is empty; fill it."))
    return values


def value_of(column: Column, cell: str) -> Any:
    try:
        return column.parse(cell)
    except (Refused, ValueError, OverflowError) as error:
        raise CellRefused(column.name, str(error)) from error


def bring(importer: Importer, number: int, cells: dict[str, str], by: User | None) -> Fate:
    """Enter or change what a row speaks of, in a transaction of its own; a refusal leaves nothing behind."""
    try:
        with transaction.atomic():
            return Fate(entered(importer, values_of(importer, cells), by))
    except CellRefused as error:
        return refused(number, str(error), error.column)
    except Refused as error:
        return refused(number, str(error))
    except ValidationError as error:
        return invalid(importer, number, error)
    except (IntegrityError, DataError):
        return refused(number, _("The register has this already, or cannot hold it; compare it with what is there."))
    except (ValueError, OverflowError) as error:
        return refused(number, str(error))


def entered(importer: Importer, values: Values, by: User | None) -> str:
    thing = importer.find(values)
    if thing is None:
        importer.create(values, by)
        return Outcome.CREATED
    return Outcome.CHANGED if importer.change(thing, values, by) else Outcome.SAME


def invalid(importer: Importer, number: int, error: ValidationError) -> Fate:
    """The first sentence of a model's own check, at the column it speaks of."""
    if not hasattr(error, "error_dict"):
        return refused(number, error.messages[0])
    field, messages = next(iter(error.message_dict.items()))
    columns = [column.name for column in importer.columns if field in (column.name, column.field)]
    if field == NON_FIELD_ERRORS:
        return refused(number, messages[0])
    return refused(number, messages[0], columns[0] if columns else field)


def repeated(importer: Importer) -> Callable[[int, dict[str, str]], Fate | None]:
    """A check that remembers keys: a second row of the same key is refused, unless it says the very same."""
    seen: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}

    def check(number: int, cells: dict[str, str]) -> Fate | None:
        key = tuple(fold(cells.get(name, "")) for name in importer.key)
        if not any(key):
            return None
        first, before = seen.setdefault(key, (number, cells))
        if first == number or before == cells:
            return None
        sentence = _("It speaks of the same as row %(first)s; keep one of the two.") % {"first": first}
        return refused(number, sentence, importer.key[0])

    return check
