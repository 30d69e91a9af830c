"""An edition of an example award, run whole in the demonstration, and a project of it that a fund finances.

Award, fund, entries, scores and outcomes are invented and say so; the counts are those of a real cycle (0066).
"""

import json
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from hamshahr.calls.models import Call

from . import ending, entering, financing, judging, opening

FILE = Path(__file__).parent.parent / "network" / "edition.json"
PAST, OPEN = "example-award-2025", "example-award-open"
STEPS = 5


def read() -> dict:
    """What is entered and said in the edition."""
    return json.loads(FILE.read_text(encoding="utf-8"))


@transaction.atomic  # hundreds of acts: a disc writes them once, and a stop leaves nothing behind
def run_edition(said: dict | None = None, tell: Callable[[int], None] = lambda _done: None) -> bool:
    """Run the edition from its opening to its plaques, and the project; whether that was done now."""
    if Call.objects.filter(slug=PAST).exists():
        return False
    said = said or read()
    call = entering.opened(said, PAST)
    tell(1)
    entering.enter_all(call, said)
    tell(2)
    panel = judging.judge(call, said)
    tell(3)
    ending.release(call, panel, said)
    tell(4)
    financing.finance(call, said)
    opening.open_now(said, OPEN)
    tell(STEPS)
    return True
