"""The texts of a motion by language: which binds, which are stale, and what its translator has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from hamshahr.kernel.languages import FALLBACK
from hamshahr.kernel.paragraphs import SAME, Passage, compare

from ..models import Motion, MotionText


@dataclass(frozen=True)
class Texts:
    """The latest text of a motion in each language."""

    motion: Motion
    latest: dict[str, MotionText]

    @property
    def authentic(self) -> MotionText:
        return self.latest[self.motion.authentic_language]

    def is_stale(self, language: str) -> bool:
        """Whether the text in that language was made from an older authentic text."""
        text = self.latest.get(language)
        return text is not None and text != self.authentic and text.basis_id != self.authentic.pk

    @property
    def stale(self) -> list[str]:
        return [code for code, _name in settings.LANGUAGES if self.is_stale(code)]

    @property
    def missing(self) -> list[str]:
        return [code for code, _name in settings.LANGUAGES if code not in self.latest]

    def for_reader(self, language: str) -> MotionText:
        """The reader's text: their language, else the one that binds."""
        return self.latest.get(language) or self.authentic


@dataclass(frozen=True)
class Row:
    """One paragraph for the translator: how the text that binds changed, and the words of the translation."""

    passage: Passage
    words: str

    @property
    def is_to_do(self) -> bool:
        return self.passage.state != SAME or not self.words


def texts_of(motion: Motion) -> Texts:
    return texts_by_motion([motion])[motion.pk]


def texts_by_motion(motions: Iterable[Motion]) -> dict[int, Texts]:
    """The latest texts of several motions, in one query."""
    found = {motion.pk: Texts(motion, {}) for motion in motions}
    for text in MotionText.objects.filter(motion__in=found).order_by("version"):
        found[text.motion_id].latest[text.language] = text
    return found


def names_of(texts: Texts) -> dict[str, str]:
    """The titles by language, as the list of motions shows them."""
    order = [code for code in FALLBACK if code in texts.latest]
    return {code: texts.latest[code].title for code in order}


def rows_for(texts: Texts, language: str) -> list[Row]:
    """Every paragraph of the text that binds, each with how it changed and with what the translation says of it."""
    now, text = texts.authentic.paragraphs, texts.latest.get(language)
    if text is None:
        return [Row(Passage(None, words), "") for words in now]
    before = basis_of(text).paragraphs
    own = text.paragraphs if len(text.paragraphs) == len(before) else [*text.paragraphs, *[""] * len(before)]
    rows, place = [], 0
    for passage in compare(before, now):
        words = ""
        if passage.before is not None:
            words, place = own[place], place + 1
        rows.append(Row(passage, words))
    return rows


def basis_of(text: MotionText) -> MotionText:
    """The text that a translation was made from."""
    return MotionText.objects.get(pk=text.basis_id)
