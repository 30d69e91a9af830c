"""Making a backup of a running installation."""

import tarfile
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from hamshahr.accounts.models import LogHead
from hamshahr.kernel.discs import flush
from hamshahr.seals import keys as seal_keys

from .manifest import FILES, KEYS, NAME, ROWS, Manifest, applied_migrations, digest_of, kept_models

Progress = Callable[[str], None]


class Exact(DjangoJSONEncoder):
    """Moments to the microsecond: the digests of the log are made over them."""

    def default(self, value):
        return value.isoformat() if isinstance(value, datetime) else super().default(value)


def backup(target: Path, progress: Progress = lambda _step: None) -> Manifest:
    """Write everything into ``target``; the file gets its name only when it is complete and on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        manifest = collect(Path(folder), progress)
        unfinished.touch(mode=0o600)  # it holds the private key of the seals
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as tar:
            for member in sorted(manifest.digests):
                tar.add(Path(folder) / member, member) if member.startswith(ROWS) else tar.add(stored(member), member)
            (Path(folder) / NAME).write_text(manifest.text())
            tar.add(Path(folder) / NAME, NAME)
    flush(unfinished)
    unfinished.replace(target)
    flush(target.parent)
    return manifest


def stored(member: str) -> Path:
    """Where a member of the archive lies in the installation."""
    kind, _slash, name = member.partition("/")
    return (seal_keys.folder() if kind == KEYS else Path(settings.MEDIA_ROOT)) / name


def collect(folder: Path, progress: Progress) -> Manifest:
    """Rows as they stood at one moment, and the files they name."""
    manifest = Manifest(made_at=datetime.now(UTC).isoformat(timespec="seconds"), migrations=applied_migrations())
    (folder / ROWS).mkdir()
    with one_moment():
        head = LogHead.objects.filter(pk=1).first()
        manifest.log_head = head.digest if head else ""
        for model in kept_models():
            progress(model._meta.label)
            member = f"{ROWS}/{model._meta.label_lower}.jsonl"
            manifest.rows[model._meta.label_lower] = write_rows(model, folder / member)
            manifest.digests[member] = digest_of(folder / member)
    for kind, place in ((FILES, Path(settings.MEDIA_ROOT)), (KEYS, seal_keys.folder())):
        for path in sorted(place.rglob("*")) if place.exists() else []:
            if path.is_file():
                manifest.digests[f"{kind}/{path.relative_to(place)}"] = digest_of(path)
    return manifest


def one_moment():
    """A transaction that sees the store as it was when it began."""
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    return transaction.atomic()


def write_rows(model: type[models.Model], path: Path) -> int:
    """All rows of a model as JSON lines, by primary key; how many."""
    rows = model._base_manager.order_by("pk").iterator(2000)
    with path.open("w") as file:
        serializers.serialize("jsonl", rows, stream=file, ensure_ascii=False, cls=Exact)
    with path.open() as file:
        return sum(1 for _line in file)
