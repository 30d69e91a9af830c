"""The texts by which entries are judged: as handed in, without what jurors do not read, and with words blacked out."""

from collections.abc import Container
from typing import Any

from hamshahr.accounts.models import User

from .blackening import blackened
from .models import Copy, Stage, Submission
from .texts import digest_of

Text = list[tuple[str, Any]]


def digest_of_copy(submission: Submission, kind: str, language: str, text: Any) -> str:
    """The digest that tells whether a copy is still as it was made."""
    return digest_of([(slug, value) for slug, value in text], entry=submission.key, kind=kind, language=language)


def is_whole(copy: Copy) -> bool:
    """Whether the text of a copy still has its digest."""
    return copy.digest == digest_of_copy(copy.submission, copy.kind, copy.language, copy.text)


def newest(submission: Submission, kind: str, language: str) -> Copy | None:
    return submission.copies.filter(kind=kind, language=language).order_by("-made_at", "-pk").first()


def redacted(submission: Submission, text: Any) -> Text:
    """The text without the answers that no juror reads and without the words that are blacked out."""
    public = set(submission.call.questions.filter(is_private=False).values_list("slug", flat=True))
    words = list(submission.redactions.standing().values_list("words", flat=True))
    return kept_to(text, public, words)


def kept_to(text: Any, public: Container[str], words: list[str]) -> Text:
    """The text with no answers but these, and without the words that are blacked out."""
    return [(slug, blackened(value, words)) for slug, value in text if slug in public]


def reads_whole(submission: Submission, user: User) -> bool:
    """Whether a user reads an entry as it is: who enters it, and who keeps the call."""
    return Submission.objects.entered(user).filter(pk=submission.pk).exists()


def read_in(stage: Stage, text: Any) -> Text:
    """The part of a text that a round reads, by the particulars of its stage; all of it where they name nothing."""
    keys = stage.rules.get("questions")
    return [(slug, value) for slug, value in text if not keys or slug in keys]


def readable_copy(submission: Submission, user: User, language: str = "", stage: Stage | None = None) -> Copy | None:
    """The latest text of an entry for a user, in a language or in its own; None where the user reads none.

    Who judges gets the redacted one where there is one, and otherwise the locked one without private answers; of
    either, in a round that reads some questions only, no more than these.
    """
    if not Submission.objects.visible_to(user).filter(pk=submission.pk).exists():
        return None
    language = language or submission.language
    locked = newest(submission, Copy.Kind.LOCKED, language)
    if reads_whole(submission, user):
        return locked
    if submission.copies.filter(kind=Copy.Kind.REDACTED).exists():
        locked = newest(submission, Copy.Kind.REDACTED, language)
    if locked is not None:
        text = redacted(submission, locked.text)
        locked.text = text if stage is None else read_in(stage, text)
    return locked
