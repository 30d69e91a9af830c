"""Endings and prefixes of Persian words, and what each costs where the table has only the bare word."""

from collections.abc import Iterator
from dataclasses import dataclass

from hamshahr.kernel.restoration.letters import JOINING, words

VERB_PREFIXES = ("می", "نمی", "برمی", "برنمی", "درمی", "درنمی", "بازمی", "بازنمی", "فرامی", "وامی", "سرمی")
PERSONS = ("م", "ی", "یم", "ید", "ند")

# Words that take no ending, however like a stem they look.
NO_STEMS = words("را از به با تا که یا هم ما او بر می نه چه هر تو من است برای اگر ولی اما نیز بود شد")


@dataclass(frozen=True)
class Ending:
    """What may follow a word; a loose ending takes a half-space after a joining letter."""

    letters: str
    cost: float
    is_loose: bool = False
    after: str = ""
    shortest: int = 3

    def fits(self, stem: str) -> bool:
        """Whether a word such as ``stem`` takes this ending."""
        return len(stem) >= self.shortest and stem not in NO_STEMS and (not self.after or stem[-1] in self.after)

    def wants_half_space(self, stem: str) -> bool:
        """Whether a half-space parts the two, which would otherwise join."""
        return self.is_loose and self.fits(stem) and stem[-1] in JOINING


def _loose(cost: float, letters: str, after: str = "") -> list[Ending]:
    return [Ending(one, cost, is_loose=True, after=after, shortest=3 if after else 2) for one in letters.split()]


def _fast(cost: float, letters: str, after: str = "") -> list[Ending]:
    return [Ending(one, cost, after=after) for one in letters.split()]


ENDINGS = (
    *_loose(2.5, "ها های"),
    *_loose(4.0, "هایی هایش"),
    *_loose(5.5, "هایشان هایمان هایتان هایم هایت هاست"),
    *_loose(4.5, "تر ترین"),
    *_loose(6.0, "تری ترها ترهای ترینها ترینهای"),
    *_loose(2.5, "ای", after="ه"),
    *_loose(4.0, "اند اش", after="ه"),
    *_loose(5.5, "ام ات ایم اید", after="ه"),
    *_fast(3.0, "ی"),
    *_fast(4.5, "ان ش شان"),
    *_fast(5.5, "م مان تان ت ات یی یم ند"),
    *_fast(6.0, "ست یش یم یت یشان یمان", after="او"),
)

ENDINGS_BY_LAST_LETTER = {
    letter: tuple(ending for ending in ENDINGS if ending.letters[-1] == letter)
    for letter in {ending.letters[-1] for ending in ENDINGS}
}

# Endings that, standing alone after a space, belong to the word before them.
LONE_ENDINGS = words("ها های هایی هایم هایت هایش هایمان هایتان هایشان هاست تر ترین تری ترها ترهای ترینها ترینهای اند")
LONE_AFTER_HEH = words("ای ام ات اش ایم اید اند")
LONE_PRONOUNS = words("شان مان تان")

# Second halves that make a compound with nearly any noun, and are hardly a word alone.
PRODUCTIVE = words(
    "سازی سازان سازهای گذاری گذاران گذار ریزی ریزان بندی پذیر پذیری ناپذیر رسانی شناسی شناسان شناس نگاری "
    "نگاران گرایی گرایان محوری افزایی زدایی یابی سنجی پردازی پردازان کننده کنندگان دهنده دهندگان شونده "
    "مداری نشینی نشینان گرفتگی زدگان گیرنده گیرندگان شدگان شدگی دیدگان دیدگی یافتگان خوردگی انگیز آمیز "
    "افزار افزاری فروشی نویسی خوانی زدگی گزاری گزاران آموزی یافتگی ساله سالگی نفره گانه"
)


def conjugated(present: str, past: str) -> Iterator[str]:
    """The forms of a verb that may follow a prefix."""
    for stem in filter(None, (present, present + "ی" if present[-1:] in ("ا", "و", "آ") else "")):
        yield from (stem + person for person in (*PERSONS, "د"))
    if past:
        yield past
        yield from (past + person for person in (*PERSONS, "ه", "ه‌اند", "ه‌است"))
    if present == "توان":
        yield present
