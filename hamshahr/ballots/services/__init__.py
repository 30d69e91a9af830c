from ..counts import Count
from ..receipts import Receipt
from .casting import cast, cast_jointly
from .closing import annul_ballot, close_ballot, close_due, count, forget_keys
from .opening import ElectorSpec, OptionSpec, hand_voice, open_ballot
from .papers import enter_papers

__all__ = [
    "Count",
    "ElectorSpec",
    "OptionSpec",
    "Receipt",
    "annul_ballot",
    "cast",
    "cast_jointly",
    "close_ballot",
    "close_due",
    "count",
    "enter_papers",
    "forget_keys",
    "hand_voice",
    "open_ballot",
]
