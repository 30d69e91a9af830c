from .amendments import file_amendment, place_amendment, text_opened, withdraw_amendment
from .closing_rolls import keep_roll
from .elections import add_list, answer_nomination, call_election, close_list, nominate, support, withdraw_nomination
from .electors import give_back
from .motions import confirm_translation, draft_motion, make_block, rewrite, set_docket, step, take_out, translate
from .proxies import arrived, close_proxies, fall, lend_proxy, void_proxy, withdraw_proxy
from .rounds import count_round, open_round, seat_elected
from .voting import decide_by, put_to_vote, settle_tie, verdict_of
from .written import ask_in_writing, decide_written, lay_before, reply_in_writing, withdraw_written

__all__ = [
    "add_list",
    "answer_nomination",
    "arrived",
    "ask_in_writing",
    "call_election",
    "close_list",
    "close_proxies",
    "confirm_translation",
    "count_round",
    "decide_by",
    "decide_written",
    "draft_motion",
    "fall",
    "file_amendment",
    "give_back",
    "keep_roll",
    "lay_before",
    "lend_proxy",
    "make_block",
    "nominate",
    "open_round",
    "place_amendment",
    "put_to_vote",
    "reply_in_writing",
    "rewrite",
    "seat_elected",
    "set_docket",
    "settle_tie",
    "step",
    "support",
    "take_out",
    "text_opened",
    "translate",
    "verdict_of",
    "void_proxy",
    "withdraw_amendment",
    "withdraw_nomination",
    "withdraw_proxy",
    "withdraw_written",
]
