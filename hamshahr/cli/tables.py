"""The work of ``hamshahr import``, for which the house is set up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import read_table
from hamshahr.kernel.text import isolate
from hamshahr.record.importing import carry_out, importer_named, importers, prepare, preview
from hamshahr.record.models import ImportRow, ImportRun

ENDINGS = (".csv", ".xlsx")
ALSO = {"award-editions": "editions", "award-winners": "distinctions", "hosts": "participations", "sdgs": "goals"}


def bring_in(
    table: str, file: Path, *, dry_run: bool, whole: bool, resume: bool, by: str, tell: Callable[[int, int], Any]
) -> tuple[ImportRun | None, str]:
    """Try a file and, unless it is a dry run, carry it out; the run, and the sentence of what refused the whole."""
    run = None
    try:
        user = user_of(by)
        if dry_run:
            return preview(table, file, user, whole), ""
        run = stopped_run(table, file) if resume else prepare(table, file, user, whole)
        run = carry_out(run, user, tell)
    except Refused as refusal:
        return run, str(refusal)
    return run, ""


def user_of(email: str) -> User | None:
    """In whose name the rows are entered."""
    if not email:
        return None
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise Refused(
            _("Nobody signs in as %(email)s; leave --by out, or name a user of the secretariat.")
            % {"email": isolate(email)}
        )
    return user


def stopped_run(table: str, file: Path) -> ImportRun:
    """The last run of this very file that has not come to its end."""
    digest = read_table(file).digest
    runs = ImportRun.objects.filter(table=importer_named(table).name, file_digest=digest)
    run = runs.filter(state=ImportRun.State.RUNNING).order_by("-started_at", "-pk").first()
    if run is None:
        raise Refused(_("No run of this file was stopped; leave --resume out."))
    return run


def counted(run: ImportRun) -> dict[str, int]:
    """How many rows became what."""
    rows = run.rows.order_by("outcome").values_list("outcome").annotate(number=Count("pk"))
    return {str(ImportRow.Outcome(outcome).label): number for outcome, number in rows}


def refused(run: ImportRun) -> list[ImportRow]:
    return list(run.rows.filter(outcome=ImportRow.Outcome.REFUSED).order_by("number"))


def files_of(folder: Path) -> list[tuple[str, Path]]:
    """The tables for which the folder has a file, in the order in which a network is built."""
    names = [importer.name for importer in importers()]
    found: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("*")):
        if file.suffix.lower() in ENDINGS:
            stem = file.stem.replace("_", "-")
            found.setdefault(ALSO.get(stem, stem), []).append(file)
    return [(name, file) for name in names for file in found.get(name, [])]
