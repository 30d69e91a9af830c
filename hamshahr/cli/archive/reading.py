"""Putting a backup back, whole or not at all."""

import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from hamshahr.accounts.models import Act
from hamshahr.kernel.discs import flush
from hamshahr.kernel.errors import Refused
from hamshahr.seals import keys as seal_keys

from .manifest import FILES, FORMAT, KEYS, NAME, ROWS, Manifest, applied_migrations, digest_of, kept_models

Progress = Callable[[str], None]


def restore(source: Path, *, replace: bool = False, progress: Progress = lambda _step: None) -> Manifest:
    """Check a backup, then make the store and the files what it says, in one transaction.

    Raises ``Refused`` before anything is touched where the backup is not whole, or the store has acts of its own
    and ``replace`` is not said.
    """
    if Act.objects.exists() and not replace:
        raise Refused(_("This store already has acts. Restore into an empty one, or say --replace."))
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        manifest = unpack(source, Path(folder))
        with transaction.atomic():  # foreign keys are checked at its end, so rows may come in any order
            empty()
            for label in manifest.rows:
                progress(label)
                load(apps.get_model(label), Path(folder) / ROWS / f"{label}.jsonl")
            reset_sequences()
        take_files(Path(folder) / FILES)
        take_keys(Path(folder) / KEYS)
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """The members of the archive, each with the digest its manifest gives."""
    try:
        with tarfile.open(source) as tar:
            take_out(tar, folder.resolve())
        manifest = Manifest.read((folder / NAME).read_text())
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError) as fault:
        raise Refused(_("This is no whole backup: %(fault)s") % {"fault": fault}) from fault
    broken = [name for name, digest in manifest.digests.items() if not is_whole(folder / name, digest)]
    if broken:
        raise Refused(_("This backup is damaged: %(member)s is not what was written.") % {"member": broken[0]})
    if manifest.format != FORMAT or manifest.migrations != applied_migrations():
        raise Refused(_("This backup comes from another release; restore it with that release, then upgrade."))
    return manifest


def take_out(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the plain files of an archive into a folder; links and names that climb out are none of ours.

    The filters of ``tarfile`` came with Python 3.11.4, and some systems have an older one.
    """
    for member in (each for each in tar if not each.isdir()):
        path, content = (folder / member.name).resolve(), tar.extractfile(member) if member.isreg() else None
        if content is None or not path.is_relative_to(folder):
            raise tarfile.TarError(member.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with content, path.open("wb") as target:
            shutil.copyfileobj(content, target)


def is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and digest_of(path) == digest


def empty() -> None:
    """Take out every row, what the migrations put in included."""
    connection.check_constraints()  # PostgreSQL empties no table with checks pending
    tables = [model._meta.db_table for model in kept_models()]
    for statement in connection.ops.sql_flush(no_style(), tables, allow_cascade=True):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def load(model: type[models.Model], path: Path) -> None:
    """Insert the rows as they are; what inherits another table goes in one by one, its own table only."""
    for batch in batches(path):
        if not model._meta.parents:
            model._base_manager.bulk_create(batch)
            continue
        for row in batch:
            row.save_base(raw=True, force_insert=True)


def batches(path: Path, size: int = 1000) -> Iterator[list[models.Model]]:
    with path.open() as file:
        batch: list[models.Model] = []
        for row in serializers.deserialize("jsonl", file):
            batch.append(row.object)
            if len(batch) == size:
                yield batch
                batch = []
        yield batch


def reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), list(kept_models()))
    for statement in statements:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def take_keys(place: Path) -> None:
    """Put the private keys of the seals back, for their owner alone."""
    for path in sorted(place.glob("*.pem")):
        seal_keys.file_of(path.stem).unlink(missing_ok=True)
        seal_keys.keep(path.stem, path.read_bytes())


def take_files(folder: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    if media.exists():
        shutil.rmtree(media)
    if folder.exists():
        shutil.copytree(folder, media)
        for path in media.rglob("*"):
            flush(path)
