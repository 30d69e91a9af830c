from .bodies import (
    obstacle_to_dissolve_body,
    obstacle_to_end_hosting,
    obstacle_to_host_body,
    obstacle_to_record_decision,
)
from .keeping import may_keep_bodies, may_keep_body
from .memberships import obstacle_to_enrol, obstacle_to_take_step, state_on
from .offices import (
    obstacle_to_correct_mandate,
    obstacle_to_end_mandate,
    obstacle_to_grant_mandate,
    obstacle_to_seat_holder,
)
from .seats import (
    ACTING_BEGINNINGS,
    SEAT_WORDS,
    obstacle_to_clear_flag,
    obstacle_to_end_local_office,
    obstacle_to_take_local_office,
    state_of_seat,
)
from .statutes import obstacle_to_adopt_statute, obstacle_to_amend_rule, obstacle_to_rule

__all__ = [
    "ACTING_BEGINNINGS",
    "SEAT_WORDS",
    "may_keep_bodies",
    "may_keep_body",
    "obstacle_to_adopt_statute",
    "obstacle_to_amend_rule",
    "obstacle_to_clear_flag",
    "obstacle_to_correct_mandate",
    "obstacle_to_dissolve_body",
    "obstacle_to_end_hosting",
    "obstacle_to_end_local_office",
    "obstacle_to_end_mandate",
    "obstacle_to_enrol",
    "obstacle_to_grant_mandate",
    "obstacle_to_host_body",
    "obstacle_to_record_decision",
    "obstacle_to_rule",
    "obstacle_to_seat_holder",
    "obstacle_to_take_local_office",
    "obstacle_to_take_step",
    "state_of_seat",
    "state_on",
]
