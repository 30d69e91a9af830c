from .bodies import dissolve_body, end_hosting, found_body, host_body, number_decision, record_decision
from .calendar import lapse_local_offices, move_memberships, warn_of_terms
from .flags import clear_flag
from .local_offices import end_local_office, take_local_office
from .mandates import correct_mandate, end_mandate, found_office, grant_mandate, seat_holder
from .memberships import apply_for_membership, enrol, keep_states, take_step
from .statutes import adopt_statute, amend_rule

__all__ = [
    "adopt_statute",
    "amend_rule",
    "apply_for_membership",
    "clear_flag",
    "correct_mandate",
    "dissolve_body",
    "end_hosting",
    "end_local_office",
    "end_mandate",
    "enrol",
    "found_body",
    "found_office",
    "grant_mandate",
    "host_body",
    "keep_states",
    "lapse_local_offices",
    "move_memberships",
    "number_decision",
    "record_decision",
    "seat_holder",
    "take_local_office",
    "take_step",
    "warn_of_terms",
]
