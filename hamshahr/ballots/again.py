"""An act that crossed with another one is done again as a whole, at most five times."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

MOST_TIMES = 5
CROSSED = {"40001", "40P01"}  # serialization failure, deadlock; who waited for a lock in vain has waited long enough

P = ParamSpec("P")
R = TypeVar("R")


def has_crossed(error: OperationalError) -> bool:
    """Whether the store gave up because of another transaction, not because of what was asked."""
    return getattr(error.__cause__, "sqlstate", "") in CROSSED


def again_if_crossed(act: Callable[P, R]) -> Callable[P, R]:
    """Repeat an act that opens its own transaction; within another one the outer act is repeated, not this."""

    @wraps(act)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        for time_left in reversed(range(MOST_TIMES)):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not time_left or not has_crossed(error):
                    raise
            time.sleep(random.uniform(0.005, 0.05))  # noqa: S311  only so that the two do not meet again
        raise AssertionError

    return answer
