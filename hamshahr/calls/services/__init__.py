from .attaching import bring_attachment, remove_attachment
from .consenting import give_consent, withdraw_consent
from .designing import (
    add_criterion,
    add_question,
    add_stage,
    change_part,
    close_call,
    describe_call,
    draft_call,
    move_question,
    open_call,
    remove_part,
)
from .editions import add_edition, confer
from .endorsing import endorse, withdraw_endorsement
from .entering import begin_submission, describe_submission, save_answer, settle_text
from .guidance import answer_guidance, ask_guidance
from .handing_in import submit, take_back, withdraw
from .partners import add_author, answer_partner, end_author, invite_partner, release_partner
from .versions import Changes, amend_call

__all__ = [
    "Changes",
    "add_author",
    "add_criterion",
    "add_edition",
    "add_question",
    "add_stage",
    "amend_call",
    "answer_guidance",
    "answer_partner",
    "ask_guidance",
    "begin_submission",
    "bring_attachment",
    "change_part",
    "close_call",
    "confer",
    "describe_call",
    "describe_submission",
    "draft_call",
    "end_author",
    "endorse",
    "give_consent",
    "invite_partner",
    "move_question",
    "open_call",
    "release_partner",
    "remove_attachment",
    "remove_part",
    "save_answer",
    "settle_text",
    "submit",
    "take_back",
    "withdraw",
    "withdraw_consent",
    "withdraw_endorsement",
]
