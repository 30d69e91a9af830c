"""What a run did, as a table to download: each row with what became of it, why, and its cells as they came."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.exports import Sheet

from ..models import ImportRun
from .registry import importer_named
from .runs import in_batches


def report_on(run: ImportRun) -> Sheet:
    """One line for each row; mended, the file can be brought again, for it keeps the names of the columns."""
    columns = [column.name for column in importer_named(run.table).columns]
    heading = [str(_("row")), str(_("outcome")), str(_("in the column")), str(_("remark")), *columns]
    return Sheet(f"{run.table} {run.pk}", heading, lines(run, columns))


def lines(run: ImportRun, columns: list[str]) -> Iterator[list[str]]:
    for row in in_batches(run):
        cells = [row.cells.get(name, "") for name in columns]
        yield [str(row.number), str(row.get_outcome_display()), row.column, row.remark, *cells]
