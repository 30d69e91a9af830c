"""One stretch of letters without a space: as one word, with lams put back, or as several words glued together."""

from dataclasses import dataclass
from functools import lru_cache

from hamshahr.kernel.restoration.letters import NOT_JOINING, lam_alef_variants, lam_place_sets, with_lams, words
from hamshahr.kernel.restoration.table import MEMBER_COST, WordTable, remembered

LONGEST_WORD = 18
_UNKNOWN = 15.0
_LONE_LETTER, _SHORT_WORD = 0.0, 2.0
_SHORT_WORDS = words("از به در تا با بر را که ما او هر هم دو سه یا ای من تو این آن یک شد چه سر پا هیچ نه بی پر آب")


@dataclass(frozen=True)
class Segment:
    """A word inside a stretch: from where to where, with lams before these letters."""

    start: int
    end: int
    lams: tuple[int, ...] = ()
    is_known: bool = True


@dataclass(frozen=True)
class SpacePrice:
    """What putting in a space costs after a letter that does not join, and after one that does."""

    not_joining: float
    joining: float
    unknown_letter: float = 1.1

    def after(self, letter: str) -> float:
        """The price behind this letter."""
        return self.not_joining if letter in NOT_JOINING else self.joining


CAREFUL = SpacePrice(8.0, 99.0)
LOOSE = SpacePrice(2.5, 12.0)
GLUED = SpacePrice(0.3, 0.8, unknown_letter=3.5)


class Segmenter:
    """Cuts stretches into words; it remembers what it has seen."""

    def __init__(self, table: WordTable, *, is_damaged: bool) -> None:
        self.table = table
        self.is_damaged = is_damaged
        self._best: dict[str, tuple[float, tuple[int, ...], bool]] = {}
        self._rivals: dict[str, tuple[float, str] | None] = {}
        self._cuts: dict[SpacePrice, dict[str, tuple[Segment, ...]]] = {}

    def best(self, key: str) -> tuple[float, tuple[int, ...], bool]:
        """The cheapest way to read letters as one word: cost, lams, and whether it is a word at all."""
        return remembered(self._best, key, self._read)

    def _read(self, key: str) -> tuple[float, tuple[int, ...], bool]:
        reading = self.table.read(key)
        options: list[tuple[float, tuple[int, ...], bool]] = [(reading.cost, (), True)] if reading else []
        if self.is_damaged and "ا" in key:
            for places in lam_place_sets(key):
                if variant := self.table.read(with_lams(key, places)):
                    options.append((variant.cost + 0.5 * (len(places) - 1), places, True))
        if not options:
            return _UNKNOWN, (), False
        return min(options)

    def rival(self, key: str) -> tuple[float, str] | None:
        """The cheapest word that the letters would be with a lam, and its cost."""
        return remembered(self._rivals, key, self._cheapest_rival)

    def _cheapest_rival(self, key: str) -> tuple[float, str] | None:
        readings = [(one.cost, variant) for variant in lam_alef_variants(key) if (one := self.table.read(variant))]
        return min(readings, default=None)

    def cut(self, key: str, price: SpacePrice) -> tuple[Segment, ...]:
        """The words that letters are made of, nearly always one."""
        known = self._cuts.setdefault(price, {})
        return remembered(known, key, lambda letters: self._cut(letters, price))

    def _cut(self, key: str, price: SpacePrice) -> tuple[Segment, ...]:
        cost, lams, is_known = self.best(key)
        whole = (Segment(0, len(key), lams, is_known),)
        is_safe = (is_known and cost < MEMBER_COST) or len(key) < 3
        parts = whole if is_safe else self._split(key, price)
        return parts if self._is_sound(parts, price) else whole

    def _is_sound(self, parts: tuple[Segment, ...], price: SpacePrice) -> bool:
        """A headline may hold a name that no list has; other words are parted only into words."""
        if price == GLUED:
            return len(parts) > 2 or all(part.is_known and part.end - part.start > 3 for part in parts)
        return all(part.is_known for part in parts)

    def _split(self, key: str, price: SpacePrice) -> tuple[Segment, ...]:
        """The cheapest row of words, by dynamic programming over the letters."""
        costs = [0.0] + [float("inf")] * len(key)
        back: list[Segment | None] = [None] * (len(key) + 1)
        for start in range(len(key)):
            space = price.after(key[start - 1]) if start else 0.0
            for end in range(start + 1, min(len(key), start + LONGEST_WORD) + 1):
                cost, lams, is_known = self.best(key[start:end])
                length = 0.0 if is_known else price.unknown_letter * (end - start)
                total = costs[start] + space + cost + length + _length_cost(key[start:end], is_known)
                if total < costs[end]:
                    costs[end], back[end] = total, Segment(start, end, lams, is_known)
        segments: list[Segment] = []
        while last := back[segments[-1].start if segments else len(key)]:
            segments.append(last)
        return tuple(reversed(segments))


@lru_cache(maxsize=4)
def segmenter_for(table: WordTable, *, is_damaged: bool) -> Segmenter:
    """The one segmenter for all fields that came by such a way."""
    return Segmenter(table, is_damaged=is_damaged)


def _length_cost(word: str, is_known: bool) -> float:
    if len(word) == 1:
        return _LONE_LETTER if word == "و" else 12.0
    return 0.0 if len(word) > 2 or word in _SHORT_WORDS or not is_known else _SHORT_WORD
