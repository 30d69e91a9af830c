"""The steps of an entry: the sections of its call, in the order of their questions."""

from dataclasses import dataclass
from typing import Any

from hamshahr.kernel.languages import say

from ..models import Call, Question


@dataclass(frozen=True)
class Step:
    """One section of a call with its questions; ``number`` counts from one."""

    number: int
    section: Any
    questions: list[Question]

    @property
    def title(self) -> str:
        return say(self.section)


def steps_of(call: Call) -> list[Step]:
    """The sections one after the other; a section that comes again goes on where it began. One query a call."""
    by_section: dict[str, Step] = {}
    for question in call.questions.standing():
        key = say(question.section, "en")
        if key not in by_section:
            by_section[key] = Step(len(by_section) + 1, question.section, [])
        by_section[key].questions.append(question)
    return list(by_section.values())
