"""Files brought to the office: they wait in a folder of their own until their pages are in, and go then."""

import hashlib
import time
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.discs import flush
from hamshahr.kernel.errors import Refused

from ..models import StoryImport
from ..reading import open_bundle
from .importing import carry_on, open_import

MOST_BYTES = 200 * 1024 * 1024
SECONDS = 8


def kept_file(run: StoryImport) -> Path:
    """Where the file of a run waits; its name is its digest, never what the sender called it."""
    return settings.DATA / "imports" / run.digest


def begin_upload(file: BinaryIO, *, name: str, size: int, proposes_claims: bool, by: User | None) -> StoryImport:
    """Keep an uploaded file and open its import; what holds no page is refused, and nothing of it is left."""
    if size > MOST_BYTES:
        raise Refused(_("The file is larger than 200 MB; divide it, or bring it in by the command."))
    with open_bundle(file, name) as bundle:
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        with transaction.atomic():
            run = open_import(bundle, name=name, digest=digest, by=by, proposes_claims=proposes_claims)
            place = kept_file(run)
            place.parent.mkdir(parents=True, exist_ok=True)
            file.seek(0)
            place.write_bytes(file.read())
            flush(place)
    return run


def carry_on_for_a_while(run: StoryImport, *, by: User | None) -> bool:
    """Bring in pages for some seconds; whether the import is done. Its file goes with its last page."""
    place, until = kept_file(run), time.monotonic() + SECONDS
    if not place.exists():
        raise Refused(_("The file of this import is not here any more; bring it again."))
    with open_bundle(place.open("rb"), run.name) as bundle:
        is_done = carry_on(run, bundle, by=by, stop=lambda: time.monotonic() > until)
    if is_done:
        place.unlink(missing_ok=True)
    return is_done
