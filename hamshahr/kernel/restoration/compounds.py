"""Neighbouring words that are one word: which half-spaces a run of words wants."""

from dataclasses import dataclass

from hamshahr.kernel.restoration.affixes import LONE_AFTER_HEH, LONE_ENDINGS, LONE_PRONOUNS, PRODUCTIVE, VERB_PREFIXES
from hamshahr.kernel.restoration.letters import HALF_SPACE, NOT_JOINING
from hamshahr.kernel.restoration.letters import words as word_set
from hamshahr.kernel.restoration.table import WordTable

_FUNCTION_WORDS = word_set("و در به از که را با بر تا این آن هر یک هم یا نه چه برای است بود شد می")
_AFTER_BI = word_set("آنکه آن هیچ این او من تو شما")
_PRODUCTIVE_COST, _IN_SPACED_TEXT, _LONGEST = 7.0, 2.0, 3


@dataclass(frozen=True)
class Join:
    """A boundary between two words that becomes a half-space, or nothing."""

    after: int
    separator: str
    confidence: float


class Joiner:
    """Finds the boundaries to close in a run of words, given as their letters for look-up."""

    def __init__(self, table: WordTable, *, has_half_spaces: bool) -> None:
        self.table = table
        self.reserve = _IN_SPACED_TEXT if has_half_spaces else 0.0
        self._pairs: dict[tuple[str, str], str | None] = {}

    def joins(self, words: list[str]) -> list[Join]:
        """The boundaries to close, in order."""
        found: list[Join] = []
        place = 0
        while place < len(words) - 1:
            inside, used = self._compound_at(words, place)
            found += inside
            place += used
            separator = self._ending(words[place - 1], words[place]) if place < len(words) else None
            while separator is not None:
                found.append(Join(place - 1, separator, 0.97))
                place += 1
                separator = self._ending(words[place - 1], words[place]) if place < len(words) else None
        return found

    def _compound_at(self, words: list[str], place: int) -> tuple[list[Join], int]:
        """The joins of the compound that starts here, and how many words it takes."""
        if words[place] in VERB_PREFIXES and self._is_verb(words[place + 1]):
            return [Join(place, HALF_SPACE, 0.99)], 2
        for size in range(min(_LONGEST, len(words) - place), 1, -1):
            if joins := self._table_compound(words[place : place + size], place):
                return joins, size
        if self._is_productive(words[place], words[place + 1]):
            return [Join(place, HALF_SPACE, 0.85)], 2
        return [], 1

    def _is_verb(self, word: str) -> bool:
        if word in self.table.verbs:
            return True
        return any(word.endswith(one) and word[: -len(one)] in self.table.verbs for one in ("ش", "شان", "م", "مان"))

    def _table_compound(self, words: list[str], place: int) -> list[Join]:
        """A compound of the table whose half-spaces stand between exactly these words."""
        bare = "".join(words)
        if HALF_SPACE in bare or (reading := self.table.compound(bare)) is None:
            return []
        boundaries, at = [], 0
        for word in words[:-1]:
            at += len(word)
            boundaries.append(at)
        inside = [one for one in reading.half_spaces if one <= boundaries[-1]]
        fits = set(inside) <= set(boundaries) and all(
            boundary in inside or bare[boundary - 1] in NOT_JOINING for boundary in boundaries
        )
        apart = sum(self._cost(word) for word in words)
        if not fits or not inside or reading.cost + self.reserve > apart:
            return []
        sure = 0.97 if apart - reading.cost > 4 else 0.8
        return [
            Join(place + index, HALF_SPACE if boundary in inside else "", sure)
            for index, boundary in enumerate(boundaries)
        ]

    def _cost(self, word: str) -> float:
        reading = self.table.read(word)
        return reading.cost if reading else 20.0

    def _is_productive(self, before: str, after: str) -> bool:
        """A half that makes compounds with nearly any word: بی and a noun, a noun and سازی."""
        if before == "بین" and after.startswith("ال"):
            return True
        if before == "بی":
            return after not in _AFTER_BI and self.table.is_word(after) and len(after) > 2
        return (
            after in PRODUCTIVE
            and before not in _FUNCTION_WORDS
            and len(before) > 1
            and HALF_SPACE not in before
            and self.table.is_word(before)
            and self._cost(after) + self._cost(before) > self._cost(before) + _PRODUCTIVE_COST + self.reserve / 2
        )

    def _ending(self, before: str, word: str) -> str | None:
        """What parts an ending that stands alone from the word before it; None where it is no ending."""
        if before in ("آن", "این"):
            return HALF_SPACE if word in ("ها", "های", "هایی") else None
        if len(before) < 2 or before in _FUNCTION_WORDS:
            return None
        if word in LONE_ENDINGS or (word in LONE_AFTER_HEH and before[-1] == "ه"):
            is_fast = before[-1] in NOT_JOINING and word not in ("اند",) and not word.startswith("تر")
            return "" if is_fast else HALF_SPACE
        if word in LONE_PRONOUNS and before[-1] == "ه":
            return HALF_SPACE
        return None
