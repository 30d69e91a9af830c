"""The word table: what a written word may be, and how dear each reading is."""

import gzip
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hamshahr.kernel.restoration.affixes import ENDINGS_BY_LAST_LETTER, LONE_ENDINGS, VERB_PREFIXES
from hamshahr.kernel.restoration.letters import HALF_SPACE, JOINING

_SOURCE = Path(__file__).with_name("words.gz")
_VERB_COST = 7.5
MEMBER_COST = 20.0
_CUT_RESERVE = 0.5
_MOST_REMEMBERED = 100_000


class Reading(NamedTuple):
    """A word as read: its cost, and where half-spaces belong in its bare letters."""

    cost: float
    half_spaces: tuple[int, ...] = ()


class WordTable:
    """Words by their letters alone; endings and verb prefixes are read off."""

    def __init__(self, levels: list[str], verbs: str) -> None:
        self.plain: dict[str, float] = {}
        self.compounds: dict[str, Reading] = {}
        self.verbs = frozenset(verbs.split(" "))
        for level, words in enumerate(levels):
            if words:
                self.plain.update(dict.fromkeys(words.split(" "), level * math.log(10) / 10))
        for word in [word for word in self.plain if HALF_SPACE in word]:
            self._add_compound(word, self.plain.pop(word))
        self._read: dict[str, Reading | None] = {}
        self._compound: dict[str, Reading | None] = {}

    def _add_compound(self, word: str, cost: float) -> None:
        bare, places = word.replace(HALF_SPACE, ""), []
        for part in word.split(HALF_SPACE)[:-1]:
            places.append(len(part) + (places[-1] if places else 0))
        known = self.compounds.get(bare)
        if known is None or cost < known.cost:
            self.compounds[bare] = Reading(cost, tuple(places))

    def read(self, bare: str) -> Reading | None:
        """The cheapest reading of these letters as one word, if there is one."""
        return remembered(self._read, bare, self._cheapest)

    def _cheapest(self, bare: str) -> Reading | None:
        """A word that is well known without half-spaces stays as it is: آفتابگردان."""
        if (cost := self.plain.get(bare, MEMBER_COST)) < MEMBER_COST:
            return Reading(cost)
        return min([*self._whole(bare), *self._with_verb_prefix(bare), *self._with_ending(bare)], default=None)

    def _whole(self, bare: str) -> list[Reading]:
        found = [self.compounds[bare]] if bare in self.compounds else []
        if bare in self.plain:
            found.append(Reading(self.plain[bare]))
        return found

    def _with_verb_prefix(self, bare: str) -> list[Reading]:
        return [
            Reading(_VERB_COST + 0.3 * len(bare), (len(prefix),))
            for prefix in VERB_PREFIXES
            if bare.startswith(prefix) and bare[len(prefix) :] in self.verbs
        ]

    def _with_ending(self, bare: str) -> list[Reading]:
        found = []
        for ending in ENDINGS_BY_LAST_LETTER.get(bare[-1:], ()):
            stem = bare[: -len(ending.letters)]
            if bare.endswith(ending.letters) and ending.fits(stem):
                for whole in self._whole(stem):
                    place = (len(stem),) if ending.wants_half_space(stem) else ()
                    found.append(Reading(whole.cost + ending.cost, whole.half_spaces + place))
        return found

    def is_word(self, bare: str) -> bool:
        """Whether the letters can be read as one word, even a rare one."""
        return self.read(bare) is not None

    def compound(self, bare: str) -> Reading | None:
        """The reading of the letters as a compound, that is with a half-space inside."""
        return remembered(self._compound, bare, self._as_compound)

    def _as_compound(self, bare: str) -> Reading | None:
        if bare in self.compounds:
            return self.compounds[bare]
        for ending in ENDINGS_BY_LAST_LETTER.get(bare[-1:], ()):
            stem = bare[: -len(ending.letters)]
            if bare.endswith(ending.letters) and stem in self.compounds and ending.fits(stem):
                whole = self.compounds[stem]
                place = (len(stem),) if ending.wants_half_space(stem) else ()
                return Reading(whole.cost + ending.cost, whole.half_spaces + place)
        return None

    def read_cut(self, bare: str) -> Reading | None:
        """The reading of a word cut out of a glued headline, which had no half-space to lose."""
        plain, compound = self.read(bare), self.compound(bare)
        if plain and compound and compound.cost < plain.cost + _CUT_RESERVE:
            return compound
        return plain

    def joins(self, before: str, after: str) -> bool:
        """Whether two parts with a half-space and a space between them make one word."""
        last = before.rsplit(HALF_SPACE, 1)[-1]
        if after in LONE_ENDINGS or last in VERB_PREFIXES or (last[-1] == "ه" and after in ("ای", "ام", "اش", "ایم")):
            return True
        bare = before.replace(HALF_SPACE, "") + after
        return self.compound(bare) is not None or (bare in self.plain and before[-1] in JOINING)


def remembered(known: dict[str, Any], bare: str, read: Callable[[str], Any]) -> Any:
    """What was read before; so many texts may pass that the memory is emptied when it is full."""
    if bare not in known:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[bare] = read(bare)
    return known[bare]


@cache
def word_table() -> WordTable:
    """The table as shipped, read once."""
    *levels, verbs = gzip.decompress(_SOURCE.read_bytes()).decode().split("\n")
    return WordTable(levels, verbs)
