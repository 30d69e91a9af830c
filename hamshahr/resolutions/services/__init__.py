"""Every change of resolutions, duties and minutes."""

from .duties import close_duty, lay_duty, remind_of_duties, waive_duty
from .minutes import (
    add_paragraph,
    answer_correction,
    approve,
    ask_correction,
    circulate,
    draft_minutes,
    write_paragraph,
)
from .resolutions import adopt_resolution

__all__ = [
    "add_paragraph",
    "adopt_resolution",
    "answer_correction",
    "approve",
    "ask_correction",
    "circulate",
    "close_duty",
    "draft_minutes",
    "lay_duty",
    "remind_of_duties",
    "waive_duty",
    "write_paragraph",
]
