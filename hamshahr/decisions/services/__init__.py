from .amendments import file_amendment, place_amendment, withdraw_amendment
from .motions import (
    confirm_translation,
    draft_motion,
    make_block,
    rewrite,
    set_docket,
    step,
    take_out,
    translate,
)
from .proxies import arrived, close_proxies, fall, lend_proxy, void_proxy, withdraw_proxy

__all__ = [
    "arrived",
    "close_proxies",
    "confirm_translation",
    "draft_motion",
    "fall",
    "file_amendment",
    "lend_proxy",
    "make_block",
    "place_amendment",
    "rewrite",
    "set_docket",
    "step",
    "take_out",
    "translate",
    "void_proxy",
    "withdraw_amendment",
    "withdraw_proxy",
]
