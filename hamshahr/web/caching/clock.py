"""When a kept page ends by the clock alone, without any change of the store."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from hamshahr.calls.queries.calls import next_turn
from hamshahr.juries.pages import next_opening
from hamshahr.stories.queries import next_publication

JUST_NOW = timedelta(seconds=2)
CLOCK_OF_THE_STORE = re.compile(
    r"'now'|\b(?:now\(\)|(?:statement|transaction|clock)_timestamp|current_(?:timestamp|date|time))", re.I
)
# Tables whose rows begin to be shown at an hour, with the question for the next such moment.
HOURS: dict[str, Callable[[datetime], datetime | None]] = {
    "calls_stage": next_turn,
    "juries_publicvote": next_opening,
    "stories_page": next_publication,
}


def end_of(tables: set[str], begun: datetime) -> float:
    """The first moment after ``begun`` when a page made from these tables may differ: that of a row, or midnight."""
    # The store's clock is another, and may count in thousandths: who was published this very moment is still coming.
    moments = [ask(begun - JUST_NOW) for table, ask in HOURS.items() if table in tables]
    return min(moment.timestamp() for moment in [next_midnight(begun), *moments] if moment)


def next_midnight(moment: datetime) -> datetime:
    """When a day begins for readers about whom we know nothing: in the zone of the installation."""
    zone = timezone.get_default_timezone()
    return datetime.combine(timezone.localdate(moment, zone) + timedelta(days=1), time.min, tzinfo=zone)


def asks_the_hour(sql: str, params: Any, begun: datetime) -> bool:
    """Whether a question to the store has the present moment in it, or leaves it to the store."""
    return bool(CLOCK_OF_THE_STORE.search(sql)) or any(is_the_hour(param, begun) for param in params or ())


def is_the_hour(param: Any, begun: datetime) -> bool:
    """Whether a value is the present moment, as the driver is given it."""
    if isinstance(param, str) and len(param) >= len("2022-01-09 12:57") and param[4] == "-":
        try:
            param = datetime.fromisoformat(param)
        except ValueError:
            return False
    if not isinstance(param, datetime):
        return False
    moment = param if param.tzinfo else param.replace(tzinfo=UTC)
    return begun - JUST_NOW <= moment <= timezone.now() + JUST_NOW
