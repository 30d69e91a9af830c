"""A jury that has read everything: entries, jurors of different severity, finished reviews; laid in bulk."""

import random
from decimal import Decimal

from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.calls.models import Stage
from hamshahr.juries.models import Review, Score
from hamshahr.juries.totals import criteria_of

from .builders import LONG_AGO, a_call, a_juror, a_panel, assigned, entry

SEVERE = {"harsh": -3, "even": 0, "mild": 2}


def a_judged_panel(world, entries=12):
    """``harsh``, ``even`` and ``mild`` have read every entry; Leila chairs, omid visits."""
    call = a_call(world)
    panel = a_panel(world, call, sees_others="never")
    world.call, world.panel, world.entries = call, panel, []
    world.jurors = {}
    for name in SEVERE:
        user = User.objects.create_user(f"{name}@example.org", "correct horse battery", full_name=f"{name} CANARYNAME")
        world.jurors[name] = a_juror(panel, user, is_chair=name == "even")
    dice, impact, novelty = random.Random(5), *criteria_of(panel)[:2]
    for number in range(1, entries + 1):
        made = entry(call, world.brussels, number, title=f"Entry CANARYTITLE {number}")
        world.entries.append(made)
        for name, severity in SEVERE.items():
            review = Review.objects.create(
                assignment=assigned(world.jurors[name], made), is_done=True, done_at=timezone.now(), version=1,
                comment="CANARYCOMMENT",
            )  # fmt: skip
            points = min(10, max(0, round(5 + number / 4 + severity + dice.uniform(-1, 1))))
            Score.objects.create(review=review, criterion=impact, value=Decimal(points))
            Score.objects.create(review=review, criterion=novelty, value=Decimal(min(5, 1 + points // 3)))
    return world


def published(world):
    """The results of the call are public from long ago."""
    return Stage.objects.create(call=world.call, position=9, kind="publication", opens_at=LONG_AGO)
