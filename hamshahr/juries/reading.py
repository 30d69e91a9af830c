"""What a juror reads of an entry: the copies made for judging, or, before there are any, what jurors may read of it.

A juror reads here as a juror, whatever else the juror is: never a private answer, never a word that is blacked out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.calls.copies import kept_to, read_in
from hamshahr.calls.models import Copy, Question, Stage, Submission
from hamshahr.calls.texts import is_answered, text_from
from hamshahr.calls.wording import answer_in_words
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say

from .asked import answer_rows, copied_rows, copy_rows, file_rows, question_rows, word_rows


@dataclass(frozen=True)
class Name:
    """What an entry is called on a juror's page; judged blind it is a number and no more."""

    number: str
    title: str
    party: str
    language: str


@dataclass(frozen=True)
class Row:
    """One question and its answer; ``other`` is the answer in the text that stands beside."""

    slug: str
    question: str
    answer: str
    other: str = ""


@dataclass(frozen=True)
class Reading:
    """One text of an entry in one language, as question and answer."""

    language: str
    is_original: bool
    rows: list[Row]

    def beside(self, other: "Reading") -> list[Row]:
        """Question for question this text, and what the other says to the same."""
        said = {row.slug: row for row in other.rows}
        own = [replace(row, other=said.pop(row.slug).answer if row.slug in said else "") for row in self.rows]
        return own + [replace(row, answer="", other=row.answer) for row in said.values()]


@dataclass(frozen=True)
class Paper:
    """A file beside an entry, as the pictures of its pages."""

    key: str
    name: str
    pages: list[int]


@dataclass(frozen=True)
class Material:
    """What a juror's page of an entry is made of: its copies, the newest first, hidden words, and the questions."""

    copies: list[Copy]
    words: list[str]
    questions: list[Question]

    @cached_property
    def open_questions(self) -> dict[str, Question]:
        """The questions whose answers a juror reads, by their keys."""
        return {each.slug: each for each in self.questions if not each.is_private}

    @property
    def is_blind(self) -> bool:
        """Whether names are taken out of the entry."""
        return bool(self.words) or any(copy.kind == Copy.Kind.REDACTED for copy in self.copies)


def is_blind(submission: Submission) -> bool:
    """Whether names are taken out of an entry: it has a redacted copy, or words that are blacked out."""
    redactions = [each for each in submission.redactions.all() if each.lifted_at is None]
    return bool(redactions) or any(copy.kind == Copy.Kind.REDACTED for copy in submission.copies.all())


def name_of(submission: Submission, *, whole: bool = False) -> Name:
    """The name of an entry; ``whole`` where the reader keeps the call and sees it unredacted anyway."""
    return named(submission, blind=not whole and is_blind(submission))


def named(submission: Submission, *, blind: bool) -> Name:
    """The name of an entry; of one that is judged blind its number alone."""
    number = _("Entry %(number)s") % {"number": localise(submission.number or 0)}
    if blind:
        return Name(number, "", "", "")
    return Name(number, submission.title, say(submission.party.names), submission.language)


def languages_of(submission: Submission) -> list[str]:
    """The languages a juror may choose from; none while there is no copy."""
    return chosen_of(submission, copied_rows(None, entry=submission.pk))[1]


def chosen_of(submission: Submission, copied: Iterable[tuple[str, str]]) -> tuple[str, list[str]]:
    """The kind of copy a juror reads, and the languages there are of it, that of the entry first."""
    of_kind: dict[str, set[str]] = {kind: set() for kind in Copy.Kind}
    for kind, language in copied:
        of_kind[kind].add(language)
    kind = Copy.Kind.REDACTED if of_kind[Copy.Kind.REDACTED] else Copy.Kind.LOCKED
    return kind, sorted(of_kind[kind], key=lambda each: (each != submission.language, each))


def material_of(submission: Submission) -> Material:
    """What the page of an entry is made of; three queries."""
    words = [row[0] for row in word_rows(None, entry=submission.pk)]
    questions = question_rows(None, call=submission.call_id)
    return Material(copy_rows(None, entry=submission.pk), words, questions)


def texts_of(submission: Submission, stage: Stage, material: Material) -> list[Reading]:
    """The texts a juror of a stage may choose from, the original first; where one is redacted, only such texts."""
    kind, languages = chosen_of(submission, [(copy.kind, copy.language) for copy in material.copies])
    own = submission.language
    if not languages:
        values = dict(answer_rows(None, entry=submission.pk))
        text = text_from([each for each in material.questions if each.withdrawn_at is None], values)
        return [Reading(own, True, laid(stage, text, material))]
    newest = {copy.language: copy for copy in reversed(material.copies) if copy.kind == kind}
    return [Reading(language, language == own, laid(stage, newest[language].text, material)) for language in languages]


def papers_of(submission: Submission, stage: Stage, material: Material) -> list[Paper]:
    """The files a juror of a stage may look at: none where the entry is judged blind, for no file is blacked out."""
    if material.is_blind:
        return []
    found: dict[str, Paper] = {}
    rows = file_rows(None, entry=submission.pk)
    asked = {slug for slug, _files in read_in(stage, [(row[2], None) for row in rows])}
    for key, name, slug, page in rows:
        if slug in asked and slug in material.open_questions:
            found.setdefault(key, Paper(key, name, [])).pages.append(page)
    return list(found.values())


def laid(stage: Stage, text: Iterable[Any], material: Material) -> list[Row]:
    """The answers of a round in words, without what no juror reads; files are no part of the text."""
    questions = material.open_questions
    return [
        Row(slug, say(questions[slug].names), answer_in_words(questions[slug], value))
        for slug, value in read_in(stage, kept_to(text, questions, material.words))
        if questions[slug].kind != Question.Kind.FILE and is_answered(value)
    ]
