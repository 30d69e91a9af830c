"""What a backup holds and how it is known to be whole."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
NAME = "manifest.json"
ROWS = "rows"
FILES = "files"
KEYS = "keys"


@dataclass
class Manifest:
    """The list of members with their digests, the number of rows of each model, and the state of the migrations."""

    format: int = FORMAT
    made_at: str = ""
    log_head: str = ""
    migrations: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> "Manifest":
        return cls(**json.loads(text))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def applied_migrations() -> list[str]:
    return sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())


def kept_models() -> Iterator[type[models.Model]]:
    """Every table with rows of its own; what is derived (search indexes) is made again instead."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not is_derived(model):
            yield model


def is_derived(model: type[models.Model]) -> bool:
    return model._meta.app_label in {"wagtailsearch"}
