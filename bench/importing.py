"""Pages of another desk brought in, with drafts, acts and all: ``python -m bench importing [N]``, or 10,000 of them.

The pages are those of ``bench.reading``, half of them text and half HTML, half of them damaged, in a ZIP. Reading
alone, and the whole import without and with claims, are timed on one core, in processor time; the memory is the most
that the process held. The import of the whole is killed (signal 9) several times on its way and run again to its end.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from .reading import a_page
from .serving import ROOT
from .stored import Settled

PAGES, CLAIMS, DEATHS = 10_000, 200, 3
GOAL = 40


def run() -> None:
    """Make the pages and the store, and print the figures."""
    asked = [int(name) for name in sys.argv[2:] if name.isdigit()]
    number = asked[0] if asked else PAGES
    print(f"goal: {GOAL} pages a second on one core, restoration and persistence included")
    with tempfile.TemporaryDirectory() as folder:
        settled, place = Settled("sqlite", Path(folder)), Path(folder)
        for count in dict.fromkeys((min(1000, number), number)):
            packed = packed_pages(place / f"{count}.zip", count)
            with settled.copy(f"whole{count}") as store:
                print(f"{count} pages: {told(store.variables, packed, 'whole')}", flush=True)
        packed = packed_pages(place / "claims.zip", CLAIMS)
        with settled.copy("claims") as store:
            print(f"{CLAIMS} pages with their claims: {told(store.variables, packed, 'claims')}", flush=True)
        with settled.copy("killed") as store:
            print(killed(store.variables, packed_pages(place / "killed.zip", min(1000, number))))


def packed_pages(place: Path, count: int) -> Path:
    """A ZIP of so many pages, no two alike."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            raw = a_page(number, is_html=number % 2 == 1, is_damaged=number % 4 >= 2)
            text = raw.decode().replace("عنوان خبر", f"عنوان خبر {number}")
            archive.writestr(f"{number:06}.{'html' if number % 2 else 'txt'}", text)
    return place


def told(variables: dict[str, str], packed: Path, kind: str) -> str:
    """What a process says of its import."""
    command = [sys.executable, "-m", "bench.importing", kind, str(packed)]
    asked = subprocess.run(command, cwd=ROOT, env=os.environ | variables, check=True, capture_output=True, text=True)
    return asked.stdout.strip()


def killed(variables: dict[str, str], packed: Path) -> str:
    """Kill the import on its way, several times, then let it end; every page is there once."""
    command, dice = [sys.executable, "-m", "bench.importing", "whole", str(packed)], random.Random(9)
    for _death in range(DEATHS):
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables, stdout=subprocess.DEVNULL)
        time.sleep(dice.uniform(8, 14))
        process.send_signal(signal.SIGKILL)
        process.wait()
    return f"killed {DEATHS} times, then: {told(variables, packed, 'whole')}"


def bring_in(packed: Path, *, proposes_claims: bool) -> str:
    """Import one archive in this process."""
    import resource

    from django.urls import reverse

    from hamshahr.accounts import log
    from hamshahr.stories.models import Origin, Story
    from hamshahr.stories.reading import open_bundle
    from hamshahr.stories.services import carry_on, open_import

    reverse("stories:index")  # the addresses of the house are loaded once, before the clock runs
    with open_bundle(packed) as bundle:
        begun, read = time.process_time(), 0
        for _name, _page in bundle.pages():
            read += 1
            if read == 300:
                break
        reading = read / (time.process_time() - begun)
    with open_bundle(packed) as bundle:
        digest = hashlib.sha256(packed.read_bytes()).hexdigest()
        run = open_import(bundle, name=packed.name, digest=digest, by=None, proposes_claims=proposes_claims)
        there, begun, clock = run.pages.count(), time.process_time(), time.perf_counter()
        carry_on(run, bundle, by=None)
        spent, lasted = time.process_time() - begun, time.perf_counter() - clock
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the proof below takes its own
    names = list(run.pages.values_list("name", flat=True))
    is_whole = len(names) == len(set(names)) == bundle.expected == Origin.objects.filter(name__in=names).count()
    is_whole = is_whole and not any(Story.find_problems()) and not list(log.faults())
    pages = len(names) - there
    return (
        f"reading alone {reading:.1f} pages/s, the whole {pages / spent:.1f} pages/s of processor "
        f"({pages / lasted:.1f} on the clock), {memory:.0f} MB, {there} were there before, "
        f"{'each page once, tree and log whole' if is_whole else 'NOT WHOLE'}"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    import django

    django.setup()
    print(bring_in(Path(sys.argv[2]), proposes_claims=sys.argv[1] == "claims"))
