"""What an entry lacks before it can be handed in: each gap with the step and the field where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say

from ..models import Question, Submission
from ..texts import asked, is_answered, values_of
from .steps import Step, steps_of

Kind = Question.Kind
LONGEST = {Kind.TEXT: 300, Kind.LONG_TEXT: 20_000}


@dataclass(frozen=True)
class Gap:
    """One thing to mend: the step (0 is the head of the entry), the field on it, and what to do."""

    step: int
    field: str
    label: str
    sentence: str


def gaps_of(submission: Submission) -> list[Gap]:
    """Everything that keeps an entry from being handed in, in the order of its steps."""
    return [*of_head(submission), *of_answers(submission)]


def of_head(submission: Submission) -> Iterator[Gap]:
    if submission.call.frameworks and not submission.framework:
        yield Gap(0, "framework", _("Framework"), _("Choose the framework under which you enter."))


def of_answers(submission: Submission) -> Iterator[Gap]:
    values = values_of(submission)
    put = {question.pk for question in asked(submission.call.questions.standing(), values)}
    for step in steps_of(submission.call):
        for question in step.questions:
            sentence = fault_of(question, values.get(question.slug)) if question.pk in put else None
            if sentence:
                yield gap_at(step, question, sentence)


def gap_at(step: Step, question: Question, sentence: str) -> Gap:
    return Gap(step.number, question.slug, say(question.names), sentence)


def fault_of(question: Question, value: Any) -> str | None:
    """What is wrong with one answer, or None."""
    if not is_answered(value):
        return _("An answer is missing.") if question.is_required else None
    most = question.limit or LONGEST.get(question.kind)
    size = len(value) if isinstance(value, str | list) else 0
    if most is None or size <= most:
        return None
    words = {"size": localise(size), "most": localise(most)}
    if isinstance(value, str):
        return _("The text has %(size)s signs; at most %(most)s are taken.") % words
    return _("%(size)s are chosen; at most %(most)s are taken.") % words
