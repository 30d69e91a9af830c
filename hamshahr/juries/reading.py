"""What a juror reads of an entry: the copies made for judging, or, before there are any, what jurors may read of it.

A juror reads here as a juror, whatever else the juror is: never a private answer, never a word that is blacked out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.calls.copies import newest, read_in, redacted
from hamshahr.calls.models import Copy, Question, Stage, Submission
from hamshahr.calls.texts import is_answered, text_of
from hamshahr.calls.wording import answer_in_words
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say


@dataclass(frozen=True)
class Name:
    """What an entry is called on a juror's page; judged blind it is a number and no more."""

    number: str
    title: str
    party: str
    language: str


@dataclass(frozen=True)
class Reading:
    """One text of an entry in one language, as question and answer."""

    language: str
    is_original: bool
    rows: list[tuple[str, str]]


def is_blind(submission: Submission) -> bool:
    """Whether names are taken out of an entry: it has a redacted copy, or words that are blacked out."""
    redactions = [each for each in submission.redactions.all() if each.lifted_at is None]
    return bool(redactions) or any(copy.kind == Copy.Kind.REDACTED for copy in submission.copies.all())


def name_of(submission: Submission, *, whole: bool = False) -> Name:
    """The name of an entry; ``whole`` where the reader keeps the call and sees it unredacted anyway."""
    number = _("Entry %(number)s") % {"number": localise(submission.number or 0)}
    if not whole and is_blind(submission):
        return Name(number, "", "", "")
    return Name(number, submission.title, say(submission.party.names), submission.language)


def languages_of(submission: Submission) -> tuple[str, list[str]]:
    """The kind of copy a juror reads, and the languages there are of it, that of the entry first."""
    copies = list(submission.copies.all())
    of_redacted = {copy.language for copy in copies if copy.kind == Copy.Kind.REDACTED}
    kind = Copy.Kind.REDACTED if of_redacted else Copy.Kind.LOCKED
    languages = of_redacted or {copy.language for copy in copies}
    return kind, sorted(languages, key=lambda each: (each != submission.language, each))


def texts_of(submission: Submission, stage: Stage) -> list[Reading]:
    """The texts a juror of a stage may choose from, the original first; where one is redacted, only such texts."""
    kind, languages = languages_of(submission)
    questions = {each.slug: each for each in submission.call.questions.filter(is_private=False)}
    own = submission.language
    if not languages:
        text = redacted(submission, text_of(submission))
        return [Reading(own, True, laid(read_in(stage, text), questions))]
    copies = [copy for language in languages if (copy := newest(submission, kind, language))]
    return [
        Reading(
            copy.language,
            copy.language == own,
            laid(read_in(stage, redacted(submission, copy.text)), questions),
        )
        for copy in copies
    ]


def laid(text: Iterable[Any], questions: dict[str, Question]) -> list[tuple[str, str]]:
    """The answers in words; files are no part of the text."""
    return [
        (say(questions[slug].names), answer_in_words(questions[slug], value))
        for slug, value in text
        if slug in questions and questions[slug].kind != Question.Kind.FILE and is_answered(value)
    ]
