"""Rows of entries tried without a trace, or brought in, each whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hamshahr.accounts.models import User
from hamshahr.kernel.tables import Table
from hamshahr.record.importing.rows import Fate, bring, headings, refused, repeated
from hamshahr.record.models import ImportRow

from ..models import Call
from .tables import importer_of


@dataclass(frozen=True)
class Told:
    """What became of one row, or would."""

    number: int
    title: str
    outcome: ImportRow.Outcome
    remark: str


def tried(call: Call, table: Table, by: User, at: datetime) -> list[Told]:
    """What each row would become, tried in their order and taken back."""
    with transaction.atomic():
        found = list(fates(call, table, by, at))
        transaction.set_rollback(True)
    return found


def carry_out(call: Call, table: Table, by: User, at: datetime) -> list[Told]:
    """Bring every row in that can be; brought in again, what is there already stays the same."""
    return list(fates(call, table, by, at))


def fates(call: Call, table: Table, by: User, at: datetime) -> Iterator[Told]:
    importer = importer_of(call, at)
    meant, _unknown = headings(importer, table.columns)
    again = repeated(importer)
    for row in table.rows:
        cells = {column.name: row.cells[heading] for heading, column in meant.items() if heading in row.cells}
        if row.fault:
            fate = refused(row.number, row.fault, row.column)
        else:
            fate = again(row.number, cells) or bring(importer, row.number, cells, by)
        yield told(row.number, cells, fate)


def told(number: int, cells: dict[str, str], fate: Fate) -> Told:
    return Told(number, cells.get("title", "")[:120], ImportRow.Outcome(fate.outcome), fate.remark)
