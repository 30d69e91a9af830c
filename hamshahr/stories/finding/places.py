"""The place of a story in time as one number, by which both stores read the newest first."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
KEY_BITS = 22  # stories of the same minute stand in the order of their keys; four million fit
LAST = 2**62


def minutes(moment: datetime) -> int:
    return max(int((moment - EPOCH) // timedelta(minutes=1)), 0)


def place_of(moment: datetime, key: int) -> int:
    """The place of a story; a later minute always stands behind an earlier one."""
    return (minutes(moment) << KEY_BITS) | (key & ((1 << KEY_BITS) - 1))


def first_place(moment: datetime) -> int:
    """Where the minute of a moment begins."""
    return minutes(moment) << KEY_BITS


def moment_at(place: int) -> datetime:
    """The minute of a place."""
    return EPOCH + timedelta(minutes=place >> KEY_BITS)


def season(place: int) -> int:
    """The span of 45 days in which a place lies; PostgreSQL leafs through these, newest first."""
    return place >> (KEY_BITS + 16)
