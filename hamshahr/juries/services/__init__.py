"""Every change of a jury, one verb each."""

from .assigning import assign_panel, reassign
from .conflicts import (
    declare_conflict,
    infer_conflicts,
    lift_conflict,
    pin_conflict,
    recuse_silently,
    step_aside,
)
from .giving import give_entry, pass_entry
from .panels import (
    answer_invitation,
    change_panel,
    describe_juror,
    enter_employment,
    invite_juror,
    leave_panel,
    name_chair,
    seat_panel,
)
from .releasing import release_all
from .reviews import Crossed, finish_review, reopen_review, save_review, write_review
from .ties import end_tie, enter_tie

__all__ = [
    "Crossed",
    "answer_invitation",
    "assign_panel",
    "change_panel",
    "declare_conflict",
    "describe_juror",
    "end_tie",
    "enter_employment",
    "enter_tie",
    "finish_review",
    "give_entry",
    "infer_conflicts",
    "invite_juror",
    "leave_panel",
    "lift_conflict",
    "name_chair",
    "pass_entry",
    "pin_conflict",
    "reassign",
    "recuse_silently",
    "release_all",
    "reopen_review",
    "save_review",
    "seat_panel",
    "step_aside",
    "write_review",
]
