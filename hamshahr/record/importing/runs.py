"""A run of an import: previewed without a trace, carried out so that a stop loses nothing."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import Importer, Row, Table, read_table

from ..models import ImportRow, ImportRun
from .registry import importer_named
from .rows import Fate, bring, headings, refused, repeated

Outcome = ImportRow.Outcome
Progress = Callable[[int, int], Any]

# A trial holds the one writing lock of SQLite; beyond this many rows a preview reads the others without trying them.
MOST_TRIED = 2000

# Where a stored row that cannot be read keeps why, and in which column; no column of a table has such a name.
FAULT, FAULTY = "!", "!column"

Line = tuple[int, dict[str, str]]


def preview(table_name: str, file: Any, by: User | None, all_or_nothing: bool = False, name: str = "") -> ImportRun:
    """Try every row and take all of it back; the run that is kept says what each row would become.

    ``file`` is a path, or the bytes of a file whose name is given apart.
    """
    importer = importer_named(table_name)
    table, rows = rows_in(importer, file, name)
    return keep(importer, table, rows, trial(importer, rows, by), by, all_or_nothing)


def prepare(table_name: str, file: Any, by: User | None, all_or_nothing: bool = False, name: str = "") -> ImportRun:
    """Keep the rows of a file, all waiting, for a run that is carried out without a preview."""
    importer = importer_named(table_name)
    table, rows = rows_in(importer, file, name)
    return keep(importer, table, rows, [Fate(Outcome.WAITING)] * len(rows), by, all_or_nothing)


def rows_in(importer: Importer, file: Any, name: str) -> tuple[Table, list[Line]]:
    """The table in a file, and its rows under the importer's own names of the columns."""
    table = read_table(file, name)
    meant, _unknown = headings(importer, table.columns)
    return table, [(row.number, named(row, meant)) for row in table.rows]


def named(row: Row, meant: dict) -> dict[str, str]:
    """The cells under the importer's own names of the columns; a row that cannot be read keeps its fault among them."""
    cells = {column.name: row.cells[heading] for heading, column in meant.items() if heading in row.cells}
    return cells | {FAULT: row.fault, FAULTY: row.column} if row.fault else cells


def trial(importer: Importer, rows: list[Line], by: User | None) -> list[Fate]:
    """What each row would become, tried in their order inside a transaction that is rolled back."""
    again = repeated(importer)
    with transaction.atomic():
        fates = [fate_of(importer, *row, by, again) for row in rows[:MOST_TRIED]]
        transaction.set_rollback(True)
    for number, cells in rows[MOST_TRIED:]:
        fates.append(standing_fault(number, cells) or again(number, cells) or Fate(Outcome.WAITING))
    return fates


def fate_of(importer: Importer, number: int, cells: dict[str, str], by: User | None, again: Callable) -> Fate:
    return standing_fault(number, cells) or again(number, cells) or bring(importer, number, cells, by)


def standing_fault(number: int, cells: dict[str, str]) -> Fate | None:
    return refused(number, cells[FAULT], cells[FAULTY]) if FAULT in cells else None


@transaction.atomic
def keep(
    importer: Importer, table: Table, rows: list[Line], fates: list[Fate], by: User | None, all_or_nothing: bool
) -> ImportRun:
    """Store the run with its rows, so that it can be looked at, carried out and resumed without the file."""
    run = ImportRun(
        table=importer.name,
        file_name=table.name[:200],
        file_digest=table.digest,
        all_or_nothing=all_or_nothing,
        started_by=by,
    )
    run.full_clean(exclude={"started_by"})
    log.save(run, "import.prepared", by=by)
    kept = [stored(run, *row, fate) for row, fate in zip(rows, fates, strict=True)]
    ImportRow.objects.bulk_create(kept, batch_size=500)
    return run


def stored(run: ImportRun, number: int, cells: dict[str, str], fate: Fate) -> ImportRow:
    told = {"outcome": fate.outcome, "column": fate.column[:80], "remark": fate.remark}
    return ImportRow(run=run, number=number, cells=cells, **told)


def carry_out(run: ImportRun, by: User | None, progress: Progress | None = None) -> ImportRun:
    """Bring the rows of a run in: each in its own transaction, or all in one where that was chosen.

    A run that was stopped goes on with the rows that wait; one that is done is left alone.
    """
    importer = importer_named(run.table)
    run = begin(run, by)
    if run.state == ImportRun.State.DONE:
        return run
    tell = progress or (lambda _done, _all: None)
    if run.all_or_nothing:
        all_at_once(importer, run, by, tell)
    else:
        one_by_one(importer, run, by, tell)
    return finish(run, by)


@transaction.atomic
def begin(run: ImportRun, by: User | None) -> ImportRun:
    """Let every row wait; a run under way keeps what it has done."""
    run = ImportRun.objects.select_for_update(of=["self"]).get(pk=run.pk)
    if run.state == ImportRun.State.PREVIEWED:
        run.rows.update(outcome=Outcome.WAITING, column="", remark="")
        run.state = ImportRun.State.RUNNING
        log.save(run, "import.begun", by=by)
    return run


def one_by_one(importer: Importer, run: ImportRun, by: User | None, tell: Progress) -> None:
    """Bring the waiting rows in, each with its outcome in one transaction; the others are read for their keys only."""
    again, total = repeated(importer), run.rows.count()
    for done, row in enumerate(in_batches(run), start=1):
        if row.outcome == Outcome.WAITING:
            bring_row(importer, row, by, again)
        else:
            again(row.number, row.cells)
        tell(done, total)


def in_batches(run: ImportRun, size: int = 500) -> Iterator[ImportRow]:
    last = 0
    while batch := list(run.rows.filter(number__gt=last).order_by("number")[:size]):
        yield from batch
        last = batch[-1].number


@transaction.atomic
def bring_row(importer: Importer, row: ImportRow, by: User | None, again: Callable) -> None:
    row = ImportRow.objects.select_for_update().get(pk=row.pk)
    # Another process may have brought it in since it was read.
    if row.outcome == Outcome.WAITING:
        store(row, fate_of(importer, row.number, row.cells, by, again))


def store(row: ImportRow, fate: Fate) -> None:
    row.outcome, row.column, row.remark = fate.outcome, fate.column[:80], fate.remark
    row.save(update_fields=["outcome", "column", "remark"])


def all_at_once(importer: Importer, run: ImportRun, by: User | None, tell: Progress) -> None:
    """Bring every row in or none; the refused ones keep their sentences."""
    rows = list(run.rows.order_by("number"))
    with transaction.atomic():
        fates = all_fates(importer, rows, by, tell)
        whole = all(fate.outcome != Outcome.REFUSED for fate in fates)
        transaction.set_rollback(not whole)
        if whole:
            save_fates(rows, fates)
    if not whole:
        give_up(run, rows, fates, by)


def all_fates(importer: Importer, rows: list[ImportRow], by: User | None, tell: Progress) -> list[Fate]:
    again, fates = repeated(importer), []
    for done, row in enumerate(rows, start=1):
        fates.append(fate_of(importer, row.number, row.cells, by, again))
        tell(done, len(rows))
    return fates


def save_fates(rows: list[ImportRow], fates: list[Fate]) -> None:
    for row, fate in zip(rows, fates, strict=True):
        row.outcome, row.column, row.remark = fate.outcome, fate.column[:80], fate.remark
    ImportRow.objects.bulk_update(rows, ["outcome", "column", "remark"], batch_size=500)


def give_up(run: ImportRun, rows: list[ImportRow], fates: list[Fate], by: User | None) -> None:
    """Keep what was found, as a preview again, and refuse the whole."""
    with transaction.atomic():
        save_fates(rows, fates)
        run.state = ImportRun.State.PREVIEWED
        log.save(run, "import.given_up", by=by)
    number = sum(fate.outcome == Outcome.REFUSED for fate in fates)
    raise Refused(
        _("Nothing was brought in: %(number)s rows were refused. Mend them and try again.") % {"number": number}
    )


@transaction.atomic
def finish(run: ImportRun, by: User | None) -> ImportRun:
    run.state, run.finished_at = ImportRun.State.DONE, timezone.now()
    log.save(run, "import.done", by=by)
    return run
