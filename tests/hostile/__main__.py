"""``python -m tests.hostile``: every hostile file on every upload, with the seconds each of them takes.

The goal is under 10 s for each file, no server error, nothing left of what is refused; drawing is bounded to 256 MB.
"""

import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path


def settle(folder):
    """A store of its own, from the template of the suite."""
    from tests.stores import sqlite_template

    template = sqlite_template()
    if not template.exists():
        sys.exit("No template of the store stands yet; make templates builds it.")
    shutil.copy(template, folder / "hamshahr.sqlite3")
    (folder / "static").mkdir()
    os.environ |= {
        "HAMSHAHR_DATA": str(folder), "HAMSHAHR_DATABASE": f"sqlite://{folder / 'hamshahr.sqlite3'}",
        "HAMSHAHR_HOSTS": "testserver", "HAMSHAHR_HTTPS": "no", "HAMSHAHR_CACHE": "none",
        "DJANGO_SETTINGS_MODULE": "hamshahr.settings", "HAMSHAHR_DEBUG": "yes",
    }  # fmt: skip
    import django

    django.setup()


def megabytes():
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main():
    from django.test import Client

    from tests.hostile.table import every, slow
    from tests.hostile.uploads import UPLOADS, laid
    from tests.test_uploads import fault_over
    from tests.world import World

    world, client, files = laid(World()), Client(), [*every(), *slow()]
    before = megabytes()
    print(f"{len(files)} files on each of {len(UPLOADS)} uploads")  # noqa: T201
    faults = Counter()
    for upload in UPLOADS:
        client.force_login(getattr(world, upload.who))
        waits = {}
        for file in files:
            begun = time.perf_counter()
            if fault := fault_over(client, upload, world, file):
                faults[f"{upload.form}: {file.title}: {fault[:100]}"] += 1
            waits[file.title] = time.perf_counter() - begun
        slowest = max(waits, key=waits.get)
        print(f"{upload.form}: slowest {waits[slowest]:.1f} s ({slowest}), all {sum(waits.values()):.0f} s")  # noqa: T201
    print(f"the memory of the server grew by {megabytes() - before} MB; faults: {dict(faults)}")  # noqa: T201


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        settle(Path(place))
        main()
