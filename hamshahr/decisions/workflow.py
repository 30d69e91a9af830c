"""The way of a motion as data: from which state to which, and who takes the step; each meeting may have its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext, pgettext_lazy

from hamshahr.kernel.errors import Refused


class State(models.TextChoices):
    """Where a motion stands."""

    DRAFT = "draft", pgettext_lazy("of a motion", "draft")
    FILED = "filed", pgettext_lazy("of a motion", "filed")
    INADMISSIBLE = "inadmissible", pgettext_lazy("of a motion", "not admissible")
    OPEN = "open", pgettext_lazy("of a motion", "admissible, open for amendments")
    DEBATED = "debated", pgettext_lazy("of a motion", "debated")
    PUT = "put", pgettext_lazy("of a motion", "put to the vote")
    ADOPTED = "adopted", pgettext_lazy("of a motion", "adopted")
    REJECTED = "rejected", pgettext_lazy("of a motion", "rejected")
    TIED = "tie", pgettext_lazy("of a motion", "tie")
    NO_QUORUM = "no quorum", pgettext_lazy("of a motion", "no quorum")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a motion", "withdrawn")


class Who(models.TextChoices):
    """Who takes a step; whatever the mover may do, the secretary may do for it."""

    MOVER = "mover", pgettext_lazy("of a motion", "the mover")
    SECRETARY = "secretary", pgettext_lazy("of a meeting", "the secretary")


@dataclass(frozen=True, slots=True)
class Way:
    """One step that a motion may take."""

    before: State
    after: State
    by: Who


# What a vote alone brings about, and what it is put from.
BY_VOTE = frozenset({State.ADOPTED, State.REJECTED, State.TIED, State.NO_QUORUM})
# Nothing more happens to a motion there.
ENDS = frozenset({State.INADMISSIBLE, State.ADOPTED, State.REJECTED, State.WITHDRAWN})
# The words may still change.
UNDECIDED = frozenset({State.DRAFT, State.FILED, State.OPEN, State.DEBATED, State.TIED, State.NO_QUORUM})

USUAL = """\
draft > filed: mover
draft > withdrawn: mover
filed > open: secretary
filed > inadmissible: secretary
filed > withdrawn: mover
open > debated: secretary
open > withdrawn: mover
debated > open: secretary
debated > put: secretary
debated > withdrawn: mover
tie > put: secretary
no quorum > put: secretary
no quorum > withdrawn: mover
"""


def written(text: str) -> list[Way]:
    """The steps that a text names, one on each line: ``filed > open: secretary``."""
    return [read(line.strip()) for line in text.splitlines() if line.strip()]


def read(line: str) -> Way:
    """One line of a way of motions."""
    states, _colon, who = line.partition(":")
    before, _arrow, after = states.partition(">")
    try:
        way = Way(State(before.strip()), State(after.strip()), Who(who.strip()))
    except ValueError as error:
        sentence = gettext("“%(line)s” is no step; write one like “filed > open: secretary”.")
        raise Refused(sentence % {"line": line}) from error
    if way.after in BY_VOTE or way.before in ENDS | {State.PUT}:
        raise Refused(gettext("“%(line)s” is for a vote to bring about, or comes after the end.") % {"line": line})
    return way


def check(ways: Iterable[Way]) -> None:
    """Refuse a way on which no motion ever comes to the vote."""
    ways = list(ways)
    reached, found = {State.DRAFT}, True
    while found:
        found = {way.after for way in ways if way.before in reached} - reached
        reached |= found
    if State.PUT not in reached:
        raise Refused(gettext("On this way no motion ever comes to the vote."))
