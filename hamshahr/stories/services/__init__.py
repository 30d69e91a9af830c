from .bounces import read_bounces
from .bringing import bring_page
from .drafting import begin_translation, confirm_translation, draft_plain, draft_story, note_draft
from .flow import clear_page, correct_page, publish_page, return_page, review_page, submit_page, withdraw_page
from .importing import carry_on, open_import, trial
from .indexing import index_story, rebuild_index
from .marking import mark_claim, unmark_claim
from .mending import undo_repairs
from .newsletters import approve_issue, describe_issue, draft_issue, release_issue, write_due_letters, write_letters
from .spelling import mend_draft
from .subscribers import (
    ask_for_newsletter,
    confirm_subscription,
    erase_subscriber,
    forget_unconfirmed,
    unsubscribe,
)

__all__ = [
    "approve_issue",
    "ask_for_newsletter",
    "begin_translation",
    "bring_page",
    "carry_on",
    "clear_page",
    "confirm_subscription",
    "confirm_translation",
    "correct_page",
    "describe_issue",
    "draft_issue",
    "draft_plain",
    "draft_story",
    "erase_subscriber",
    "forget_unconfirmed",
    "index_story",
    "mark_claim",
    "mend_draft",
    "note_draft",
    "open_import",
    "publish_page",
    "read_bounces",
    "rebuild_index",
    "release_issue",
    "return_page",
    "review_page",
    "submit_page",
    "trial",
    "undo_repairs",
    "unmark_claim",
    "unsubscribe",
    "withdraw_page",
    "write_due_letters",
    "write_letters",
]
