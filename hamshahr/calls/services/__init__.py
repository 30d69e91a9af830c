from .designing import (
    add_criterion,
    add_question,
    add_stage,
    change_part,
    close_call,
    describe_call,
    draft_call,
    move_question,
    open_call,
    remove_part,
)
from .editions import add_edition, confer
from .versions import Changes, amend_call

__all__ = [
    "Changes",
    "add_criterion",
    "add_edition",
    "add_question",
    "add_stage",
    "amend_call",
    "change_part",
    "close_call",
    "confer",
    "describe_call",
    "draft_call",
    "move_question",
    "open_call",
    "remove_part",
]
