from .addresses import end_calendar_address, make_calendar_address, owner_of
from .agenda import add_item, close_item, describe_item, move_item, open_item, remove_item
from .closing import clone_meeting, close_meeting
from .consulting import record_consultation
from .convoking import convoke
from .interpreting import end_interpretation, plan_interpretation, send_to_interpreters
from .moving import cancel_session, move_session
from .papers import bring_paper, bring_version, withdraw_paper
from .sessions import close_session, open_session, plan_session

__all__ = [
    "add_item",
    "bring_paper",
    "bring_version",
    "cancel_session",
    "clone_meeting",
    "close_item",
    "close_meeting",
    "close_session",
    "convoke",
    "describe_item",
    "end_calendar_address",
    "end_interpretation",
    "make_calendar_address",
    "move_item",
    "move_session",
    "open_item",
    "open_session",
    "owner_of",
    "plan_interpretation",
    "plan_session",
    "record_consultation",
    "remove_item",
    "send_to_interpreters",
    "withdraw_paper",
]
