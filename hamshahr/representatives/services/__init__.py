"""Every change of state of seats in other networks."""

from .joint import add_partner_key, end_partner_key, file_of, state_joint_member, take_statement
from .meetings import add_point, correct_presence, follow_meeting, give_instruction, record_presence
from .nominations import choose_candidate, nominate, open_vacancy, tell_network, withdraw_nomination
from .reports import give_report, keep_draft, remind_of_reports
from .seats import agree_quota, end_quota, seat_representative, set_own_clock, tie_mandate

__all__ = [
    "add_partner_key",
    "add_point",
    "agree_quota",
    "choose_candidate",
    "correct_presence",
    "end_partner_key",
    "end_quota",
    "file_of",
    "follow_meeting",
    "give_instruction",
    "give_report",
    "keep_draft",
    "nominate",
    "open_vacancy",
    "record_presence",
    "remind_of_reports",
    "seat_representative",
    "set_own_clock",
    "state_joint_member",
    "take_statement",
    "tell_network",
    "tie_mandate",
    "withdraw_nomination",
]
