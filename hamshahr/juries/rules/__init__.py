"""Who may do what with a jury, and what stands in the way."""

from .assignments import (
    may_read_files,
    may_reassign,
    obstacle_to_assign,
    obstacle_to_give,
    obstacle_to_repair,
    obstacle_to_take,
)
from .conflicts import (
    may_lift_conflict,
    may_pin,
    may_recuse_silently,
    obstacle_to_declare,
    obstacle_to_keep_apart,
    obstacle_to_lift,
    obstacle_to_step_aside,
)
from .panels import (
    may_answer_invitation,
    may_keep_panel,
    may_keep_some_panel,
    may_see_progress,
    obstacle_to_answer,
    obstacle_to_describe,
    obstacle_to_invite,
    obstacle_to_leave,
    obstacle_to_seat,
)
from .reviews import may_judge, obstacle_to_finish, obstacle_to_judge, obstacle_to_reopen

__all__ = [
    "may_answer_invitation",
    "may_judge",
    "may_keep_panel",
    "may_keep_some_panel",
    "may_lift_conflict",
    "may_pin",
    "may_read_files",
    "may_reassign",
    "may_recuse_silently",
    "may_see_progress",
    "obstacle_to_answer",
    "obstacle_to_assign",
    "obstacle_to_declare",
    "obstacle_to_describe",
    "obstacle_to_finish",
    "obstacle_to_give",
    "obstacle_to_invite",
    "obstacle_to_judge",
    "obstacle_to_keep_apart",
    "obstacle_to_leave",
    "obstacle_to_lift",
    "obstacle_to_reopen",
    "obstacle_to_repair",
    "obstacle_to_seat",
    "obstacle_to_step_aside",
    "obstacle_to_take",
]
