"""Lists that are read by key: an address names where one was left, so that no page is counted or skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """Where a list was left: the moment and the key of the last thing shown."""

    at: datetime
    pk: int | UUID

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}~{self.pk}"

    @classmethod
    def read(cls, text: str, key: Callable[[str], int | UUID] = int) -> "Place | None":
        """The place that an address names, or None when it names none."""
        moment, _tie, name = text.partition("~")
        try:
            return cls(datetime.strptime(moment, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC), key(name))
        except ValueError:
            return None
