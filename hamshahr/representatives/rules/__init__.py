"""Who keeps seats elsewhere, and what stands in the way of each act."""

from .clocks import clocks_of, conflicts, is_over
from .conditions import as_found, conditions_of
from .joint import (
    obstacle_of_key,
    obstacle_of_words,
    obstacle_to_add_key,
    obstacle_to_state,
    obstacle_to_take,
)
from .meetings import (
    obstacle_of_texts,
    obstacle_to_correct,
    obstacle_to_follow,
    obstacle_to_instruct,
    obstacle_to_point,
    obstacle_to_sit,
)
from .nominations import (
    cities_of,
    entries_to_name_with,
    may_nominate,
    may_nominate_some,
    obstacle_of_submission,
    obstacle_to_choose,
    obstacle_to_nominate,
    obstacle_to_open,
    obstacle_to_tell,
    obstacle_to_withdraw,
)
from .reports import (
    may_report,
    obstacle_of_version,
    obstacle_to_give,
    obstacle_to_report,
    reporting_party,
)
from .seats import (
    may_keep_seats,
    obstacle_of_own_mandate,
    obstacle_to_agree,
    obstacle_to_end_quota,
    obstacle_to_seat,
    office_of,
    sits_on,
)

__all__ = [
    "as_found",
    "cities_of",
    "clocks_of",
    "conditions_of",
    "conflicts",
    "entries_to_name_with",
    "is_over",
    "may_keep_seats",
    "may_nominate",
    "may_nominate_some",
    "may_report",
    "obstacle_of_key",
    "obstacle_of_own_mandate",
    "obstacle_of_submission",
    "obstacle_of_texts",
    "obstacle_of_version",
    "obstacle_of_words",
    "obstacle_to_add_key",
    "obstacle_to_agree",
    "obstacle_to_choose",
    "obstacle_to_correct",
    "obstacle_to_end_quota",
    "obstacle_to_follow",
    "obstacle_to_give",
    "obstacle_to_instruct",
    "obstacle_to_nominate",
    "obstacle_to_open",
    "obstacle_to_point",
    "obstacle_to_report",
    "obstacle_to_seat",
    "obstacle_to_sit",
    "obstacle_to_state",
    "obstacle_to_take",
    "obstacle_to_tell",
    "obstacle_to_withdraw",
    "office_of",
    "reporting_party",
    "sits_on",
]
