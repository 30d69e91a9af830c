"""Who keeps resolutions, duties and minutes, and what stands in the way."""

from .duties import (
    may_report,
    obstacle_to_close_duty,
    obstacle_to_lay_duty,
    obstacle_to_waive,
)
from .minutes import (
    may_ask_correction,
    may_keep_minutes,
    obstacle_to_answer,
    obstacle_to_approve,
    obstacle_to_ask,
    obstacle_to_circulate,
    obstacle_to_draft,
    obstacle_to_write,
)
from .resolutions import may_adopt, may_keep_resolution, obstacle_to_adopt

__all__ = [
    "may_adopt",
    "may_ask_correction",
    "may_keep_minutes",
    "may_keep_resolution",
    "may_report",
    "obstacle_to_adopt",
    "obstacle_to_answer",
    "obstacle_to_approve",
    "obstacle_to_ask",
    "obstacle_to_circulate",
    "obstacle_to_close_duty",
    "obstacle_to_draft",
    "obstacle_to_lay_duty",
    "obstacle_to_waive",
    "obstacle_to_write",
]
