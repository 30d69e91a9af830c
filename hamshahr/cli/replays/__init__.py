"""Two real meetings replayed in the demonstration: the assembly of 30 November 2020, the board of 8 November 2021.

The days, the points and the outcomes are those of the sources; who came, who spoke for whom and how each voted are
examples, and the pages of the meetings say so.
"""

import json
from pathlib import Path

from hamshahr.gatherings.models import Gathering

from . import assembly, board, books

FILE = Path(__file__).parent.parent / "network" / "replays.json"
MEETINGS = {"ga-2020": assembly.play, "bod-2021": board.play}


def read() -> dict:
    """What is said and done in the two meetings."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def replay(slug: str) -> bool:
    """Play one meeting from its convocation to its minutes, unless it was; whether it was played now."""
    gathering = Gathering.objects.select_related("body__parent").get(slug=slug)
    if gathering.sessions.exists():
        return False
    said = read()
    books.charge(said["dues"])
    MEETINGS[slug](gathering, said)
    return True
