"""What a juror reads of an entry: the copies made for judging, or the answers that jurors may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.calls.models import Copy, Submission
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
    rows: list[tuple[str, Any]]


def is_blind(copies: Iterable[Copy]) -> bool:
    """Whether an entry is judged by a text from which names are taken out."""
    return any(copy.kind == Copy.Kind.REDACTED for copy in copies)


def name_of(submission: Submission, *, blind: bool) -> Name:
    number = _("Entry %(number)s") % {"number": localise(submission.number or 0)}
    if blind:
        return Name(number, "", "", "")
    return Name(number, submission.title, say(submission.party.names), submission.language)


def texts_of(submission: Submission) -> list[Reading]:
    """The texts a juror may choose from, the original first; where names are taken out, only such texts."""
    copies = list(submission.copies.order_by("made_at", "pk"))
    kind = Copy.Kind.REDACTED if is_blind(copies) else Copy.Kind.LOCKED
    newest = {copy.language: copy for copy in copies if copy.kind == kind}
    questions = {each.slug: each for each in submission.call.questions.all() if not each.is_private}
    if not newest:
        return [Reading(submission.language, True, answered(submission, questions))]
    found = [
        Reading(language, language == submission.language, laid(copy.text, questions))
        for language, copy in newest.items()
    ]
    return sorted(found, key=lambda reading: (not reading.is_original, reading.language))


def laid(text: Iterable[Any], questions: dict) -> list[tuple[str, Any]]:
    return [
        (say(questions[slug].names), value) for slug, value in text if slug in questions and value not in ("", None)
    ]


def answered(submission: Submission, questions: dict) -> list[tuple[str, Any]]:
    """The answers to the questions that jurors may read, in the order of the form."""
    rows = submission.answers.filter(question__in=questions.values()).select_related("question")
    given = [(row.question.slug, row.value) for row in rows.order_by("question__position", "pk")]
    return laid(given, questions)
