"""``python -m tests.faults.power [--cuts 20] [sqlite|postgresql]``: the power goes while delegates vote over HTTP.

The store lies on a disc of its own, an ext4 in a file. At a cut, a moment after a file was kept, that disc is shut down
as ext4 offers it for such trials: nothing is written any more that was not written yet, the end of its journal neither.
Then server and database are killed, the disc is mounted again, and both start. What a disc keeps in a memory of its
own is not tried. Linux, as root.
"""

import argparse
import contextlib
import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile

from hamshahr.kernel.discs import Storage

from .serving import Breaking, broken

SHUT_DOWN, WITHOUT_FLUSHING = 0x8004587D, struct.pack("I", 2)  # EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH
SIZE = "1G"


class Disc:
    """An ext4 in a file, mounted at a folder, whose power can be cut."""

    def __init__(self, folder):
        self.image, self.place = folder / "disc.img", folder / "disc"
        self.place.mkdir()
        self.run("truncate", "-s", SIZE, self.image)
        self.run("mkfs.ext4", "-q", "-F", self.image)
        self.mount()

    def cut(self):
        place = os.open(self.place, os.O_RDONLY)
        fcntl.ioctl(place, SHUT_DOWN, WITHOUT_FLUSHING)
        os.close(place)

    def mount(self):
        self.run("mount", "-o", "loop", self.image, self.place)

    def unmount(self, tries=100):
        """As soon as the killed have let go of it."""
        for _try in range(tries):
            if subprocess.run(["umount", self.place], stderr=subprocess.DEVNULL, check=False).returncode == 0:
                return
            time.sleep(0.1)
        raise TimeoutError("the disc is held")

    def run(self, *words):
        subprocess.run(words, check=True)


class Cutting(Breaking):
    """Cuts the power: the disc goes first, then everything that ran."""

    def __init__(self, disc, lost, *words):
        super().__init__(*words)
        self.disc, self.lost, self.breaks = disc, lost, ("power",)
        self.database = hasattr(self.store, "kill")
        os.sync()  # the installation stood for a while
        self.storage, self.brought = Storage(disc.place / "media", "/"), {}

    def break_power(self):
        """Right after a file from somebody was kept."""
        drawing = os.urandom(100_000)
        self.brought[self.storage.save("drawing.png", ContentFile(drawing))] = drawing
        self.disc.cut()
        self.server.kill()
        if self.database:
            self.store.kill()

    def mend(self, _what):
        self.disc.unmount()
        self.disc.mount()
        if self.database:
            self.store.start()
        self.server.start()
        self.lost |= {name for name, drawing in self.brought.items() if self.kept(name) != drawing}

    def kept(self, name):
        with contextlib.suppress(OSError):
            return Path(self.storage.path(name)).read_bytes()


def main():
    settings.configure()  # the storage asks them how it writes
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever stops this leaves no disc behind
    reading = argparse.ArgumentParser()
    reading.add_argument("kind", nargs="?", default="sqlite", choices=["sqlite", "postgresql"])
    reading.add_argument("--cuts", type=int, default=20)
    words = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="hamshahr-power-", ignore_cleanup_errors=True) as name:
        disc, lost = Disc(Path(name)), set()
        try:
            seen = broken(disc.place, words.kind, words.cuts, partial(Cutting, disc, lost))
            print(json.dumps(seen | {"files": words.cuts, "files lost": len(lost)}))  # noqa: T201
        finally:
            disc.unmount()


if __name__ == "__main__":
    sys.exit(main())
