from .drafting import begin_translation, confirm_translation, draft_plain, draft_story, note_draft
from .flow import clear_page, correct_page, publish_page, return_page, review_page, submit_page, withdraw_page
from .importing import bring_page, carry_on, open_import, trial
from .marking import mark_claim, unmark_claim
from .mending import undo_repairs

__all__ = [
    "begin_translation",
    "bring_page",
    "carry_on",
    "clear_page",
    "confirm_translation",
    "correct_page",
    "draft_plain",
    "draft_story",
    "mark_claim",
    "note_draft",
    "open_import",
    "publish_page",
    "return_page",
    "review_page",
    "submit_page",
    "trial",
    "undo_repairs",
    "unmark_claim",
    "withdraw_page",
]
