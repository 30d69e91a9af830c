from .honours import accept_honour, pay_prize, revoke_honour, set_prize
from .preparing import prepare_by_order, prepare_outcome, set_levels
from .releasing import apply_due_releases, apply_release, plan_release, review_letters
from .using import use_entry

__all__ = [
    "accept_honour",
    "apply_due_releases",
    "apply_release",
    "pay_prize",
    "plan_release",
    "prepare_by_order",
    "prepare_outcome",
    "review_letters",
    "revoke_honour",
    "set_levels",
    "set_prize",
    "use_entry",
]
