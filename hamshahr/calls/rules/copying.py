"""What stands in the way of locking entries for judging, of blacking words out, and of a translation beside a text."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from .. import stages
from ..blackening import pattern_of
from ..models import Call, Copy, Stage, Submission
from ..queries.entries import judged


def is_blind(call: Call) -> bool:
    """Whether a round of the call is judged without names, by the particulars of its stages."""
    return any(stage.kind == Stage.Kind.REVIEW and stage.rules.get("blind") for stage in stages.calendar(call))


def obstacle_to_lock(call: Call, *, at: datetime) -> str | None:
    """Why the entries of this call cannot be locked now, or None."""
    window = stages.stage_of(call, Stage.Kind.OPEN)
    if window is None or at < window.closes_at:
        return _("The deadline for entries is not over.")
    if not judged(call).exists():
        return _("No entry is let in yet: screen them first.")
    if not judged(call).exclude(copies__kind=Copy.Kind.LOCKED).exists():
        return _("Every entry that is let in is locked already.")
    return None


def obstacle_to_copy(submission: Submission) -> str | None:
    """Why nothing can be marked or translated in this entry, or None."""
    if not submission.copies.filter(kind=Copy.Kind.LOCKED).exists():
        return _("This entry is not locked for judging yet.")
    return None


def obstacle_to_mark(words: Iterable[str]) -> str | None:
    """Why these words cannot be blacked out, or None."""
    wanted = list(words)
    if not wanted or any(pattern_of(each) is None for each in wanted):
        return _("Write words of at least two letters or digits.")
    return None


def obstacle_to_translate(submission: Submission, *, language: str, text: Mapping[str, str]) -> str | None:
    """Why this text cannot stand beside the entry in that language, or None."""
    if obstacle := obstacle_to_copy(submission):
        return obstacle
    if language == submission.language:
        return _("The entry itself is in this language.")
    public = submission.call.questions.filter(is_private=False).values_list("slug", flat=True)
    if not text or not set(text) <= {*public}:
        return _("A translation answers questions that jurors read.")
    return None
