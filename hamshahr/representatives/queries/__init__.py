"""Reads over seats elsewhere: the register, meetings with their reports, what awaits a city."""

from .desk import awaiting
from .reports import missing_reports, seats_at, with_seats
from .seats import STATES, bodies_of, history, register, seat_on, with_people

__all__ = [
    "STATES",
    "awaiting",
    "bodies_of",
    "history",
    "missing_reports",
    "register",
    "seat_on",
    "seats_at",
    "with_people",
    "with_seats",
]
