"""Two who write the same: the later text is refused, and both are kept."""

from hamshahr.kernel.errors import Refused

from .models import Answer, AnswerText


class WrittenMeanwhile(Refused):
    """Another text was saved since this one was begun; ``aside`` keeps this one beside it."""

    def __init__(self, sentence: str, *, answer: Answer, aside: AnswerText) -> None:
        super().__init__(sentence)
        self.answer, self.aside = answer, aside
