"""The agenda as a reader has it: numbered like a tree, with planned hours; pure but for reading the items.

Hidden items take neither a number nor time, so that no gap tells of them; a public reader may learn from a gap that
there is an item for those who are called, and nothing of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hamshahr.kernel.digits import localise

from .models import AgendaItem, Audience, Session

STRICTNESS = [Audience.PUBLIC, Audience.INTERNAL, Audience.HIDDEN]


@dataclass(frozen=True)
class Point:
    """One item with its number, how deep it lies, who may read it, and when it is planned for how long."""

    item: AgendaItem
    digits: str
    depth: int
    audience: str
    starts_at: datetime | None
    minutes: int

    @property
    def number(self) -> str:
        """The number in the reader's digits; a hidden item has none."""
        return localise(self.digits)

    @property
    def is_first_level(self) -> bool:
        return self.depth == 0


class Tree:
    """The items of a session by what they lie within."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.below: dict[int | None, list[AgendaItem]] = defaultdict(list)
        rows = AgendaItem.objects.filter(session=session, removed_at=None).order_by("position", "pk")
        for item in rows:
            item.session = session
            self.below[item.parent_id].append(item)

    def minutes_of(self, item: AgendaItem, above: str) -> int:
        """What an item takes: its own minutes, or those of its parts; hidden ones take none."""
        audience = strictest(item.audience, above)
        if audience == Audience.HIDDEN:
            return 0
        if item.minutes_planned is not None:
            return item.minutes_planned
        return sum(self.minutes_of(part, audience) for part in self.below[item.pk])

    def points(
        self, starts_at: datetime, parent: AgendaItem | None = None, prefix: str = "", above: str = Audience.PUBLIC
    ) -> Iterator[Point]:
        """Item after item, each before its parts."""
        place, moment, depth = 0, starts_at, prefix.count(".")
        for item in self.below[parent.pk if parent else None]:
            audience = strictest(item.audience, above)
            minutes = self.minutes_of(item, above)
            is_hidden = audience == Audience.HIDDEN
            place += not is_hidden
            digits = "" if is_hidden else f"{prefix}{place}"
            yield Point(item, digits, depth, audience, None if is_hidden else moment, minutes)
            yield from self.points(moment, item, f"{digits}.", audience)
            moment += timedelta(minutes=minutes)


def strictest(own: str, above: str) -> str:
    return max(own, above, key=STRICTNESS.index)


def numbered(session: Session, audiences: Collection[str]) -> list[Point]:
    """The points of these audiences; one query."""
    return [point for point in Tree(session).points(session.starts_at) if point.audience in audiences]
