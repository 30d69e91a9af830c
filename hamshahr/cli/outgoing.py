"""The work of ``hamshahr export``, for which the house is set up."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from hamshahr.kernel.discs import flush
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.exports import FORMATS, Sheet, csv_lines, json_lines, write_workbook
from hamshahr.kernel.speech import told
from hamshahr.kernel.tables import Importer
from hamshahr.kernel.tables.outgoing import lacking, sheet_of
from hamshahr.record.importing import importer_named, importers

from .archive.writing import one_moment
from .tables import files_of

Tell = Callable[[str, int, int], Any]


class Operator:
    """Whoever runs commands on the machine, and asks for drafts too."""

    is_secretariat = True


@dataclass
class Written:
    """One file: its name, its rows, and how many of them lack which required column."""

    name: str
    rows: int = 0
    lacking: Counter = field(default_factory=Counter)


def export_tables(
    folder: Path, ending: str, names: list[str], *, with_drafts: bool, replace: bool, tell: Tell
) -> tuple[list[Written], str]:
    """Write the tables, all of them or none; what was written, and the sentence of what refused it."""
    try:
        tables = tables_named(names)
        make_room(folder, replace)
        return write_tables(folder, ending, tables, Operator() if with_drafts else AnonymousUser(), tell), ""
    except Refused as refusal:
        return [], str(refusal)
    except OSError as error:
        return [], told(_("The folder %(folder)s cannot be written: %(fault)s."), folder=folder, fault=error.strerror)


def tables_named(names: list[str]) -> list[Importer]:
    """The tables that are asked for, in the order in which a network is built; all where none is named."""
    wanted = {importer_named(name.replace("_", "-")).name for name in names}
    return [importer for importer in importers() if not names or importer.name in wanted]


def make_room(folder: Path, replace: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise Refused(told(_("%(folder)s is a file; name a folder."), folder=folder))
    if folder.is_dir() and any(folder.iterdir()) and not replace:
        full = _("The folder %(folder)s is not empty; name another, or add --replace to replace the tables in it.")
        raise Refused(told(full, folder=folder))
    folder.mkdir(parents=True, exist_ok=True)


def write_tables(folder: Path, ending: str, tables: list[Importer], user: Any, tell: Tell) -> list[Written]:
    """Write every table as it stood at one moment; the files get their names when the last is complete."""
    files = {table.name: folder / f"{table.name}.{ending}" for table in tables}
    written = []
    try:
        with one_moment():
            for done, table in enumerate(tables):
                tell(table.name, done, len(tables))
                written.append(write_table(unfinished(files[table.name]), ending, table, user))
        for file in files.values():
            unfinished(file).replace(file)
        remove_earlier(folder, files)
    finally:
        for file in files.values():
            unfinished(file).unlink(missing_ok=True)
    return written


def unfinished(file: Path) -> Path:
    return file.with_name(f".{file.name}.unfinished")


def remove_earlier(folder: Path, files: dict[str, Path]) -> None:
    """Take out what the folder had of these tables under other names or in other formats."""
    earlier = [file for table, file in files_of(folder) if table in files]
    earlier += [folder / f"{table}.{ending}" for table in files for ending in FORMATS]
    for file in earlier:
        if file not in files.values():
            file.unlink(missing_ok=True)


def write_table(path: Path, ending: str, table: Importer, user: Any) -> Written:
    written = Written(f"{table.name}.{ending}")
    sheet = sheet_of(table, user)
    write_sheet(path, ending, changed(sheet, rows=counted(table, sheet, written)))
    flush(path)
    return written


def counted(table: Importer, sheet: Sheet, written: Written) -> Iterator[list[Any]]:
    for row in sheet.rows:
        written.rows += 1
        if column := lacking(table, dict(zip(sheet.columns, row, strict=True))):
            written.lacking[column] += 1
        yield row


def write_sheet(path: Path, ending: str, sheet: Sheet) -> None:
    if ending == "xlsx":
        with path.open("wb") as file:
            write_workbook([sheet], file)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(sheet) if ending == "csv" else json_lines([sheet]))
