from .delegations import (
    change_delegate,
    invite_delegate,
    join_invited,
    name_delegate,
    note_to_secretary,
    withdraw_delegate,
)
from .presences import arrive, correct_presence, enter_presence, leave
from .speaking import (
    ask_for_floor,
    give_floor,
    pause,
    resume,
    set_limits,
    stop,
    withdraw_wish,
)

__all__ = [
    "arrive",
    "ask_for_floor",
    "change_delegate",
    "correct_presence",
    "enter_presence",
    "give_floor",
    "invite_delegate",
    "join_invited",
    "leave",
    "name_delegate",
    "note_to_secretary",
    "pause",
    "resume",
    "set_limits",
    "stop",
    "withdraw_delegate",
    "withdraw_wish",
]
