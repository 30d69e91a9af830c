from .attaching import bring_attachment, remove_attachment
from .cloning import clone_call
from .consenting import give_consent, withdraw_consent
from .copying import add_translation, lift_words, lock_entries, mark_words
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
from .hosting import choose_host, search_host
from .inviting import (
    forget_author_invitations,
    invite_author,
    join_authors,
    join_with_new_account,
    withdraw_author_invitation,
)
from .laying_out import draft_by_kind, lay_out_call
from .partners import add_author, answer_partner, end_author, invite_partner, release_partner
from .reminding import remind_entrants
from .screening import appeal, decide_appeal, screen
from .versions import Changes, amend_call, begin_publication, end_stage

__all__ = [
    "Changes",
    "add_author",
    "add_criterion",
    "add_edition",
    "add_question",
    "add_stage",
    "add_translation",
    "amend_call",
    "answer_guidance",
    "answer_partner",
    "appeal",
    "ask_guidance",
    "begin_publication",
    "begin_submission",
    "bring_attachment",
    "change_part",
    "choose_host",
    "clone_call",
    "close_call",
    "confer",
    "decide_appeal",
    "describe_call",
    "describe_submission",
    "draft_by_kind",
    "draft_call",
    "end_author",
    "end_stage",
    "endorse",
    "forget_author_invitations",
    "give_consent",
    "invite_author",
    "invite_partner",
    "join_authors",
    "join_with_new_account",
    "lay_out_call",
    "lift_words",
    "lock_entries",
    "mark_words",
    "move_question",
    "open_call",
    "release_partner",
    "remind_entrants",
    "remove_attachment",
    "remove_part",
    "save_answer",
    "screen",
    "search_host",
    "settle_text",
    "submit",
    "take_back",
    "withdraw",
    "withdraw_author_invitation",
    "withdraw_consent",
    "withdraw_endorsement",
]
