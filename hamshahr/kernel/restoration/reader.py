"""The second stage: the words of a field, their lams, their spaces and their half-spaces."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hamshahr.kernel.restoration.compounds import Joiner
from hamshahr.kernel.restoration.contexts import REACH, pair_for
from hamshahr.kernel.restoration.edits import Change
from hamshahr.kernel.restoration.evidence import Verdict
from hamshahr.kernel.restoration.letters import (
    HALF_SPACE,
    LONGEST_STRETCH,
    NOT_JOINING,
    with_lams,
    without_joined_lams,
)
from hamshahr.kernel.restoration.segments import CAREFUL, GLUED, LOOSE, SpacePrice, segmenter_for
from hamshahr.kernel.restoration.table import WordTable
from hamshahr.kernel.restoration.words import Word

_GLUED_FROM, _LONG_GLUE = 11, 18
_DOUBTFUL, _FAR_COMMONER, _SUSPICIOUS = 1.5, 3.0, 0.04


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word of which the neighbours do not tell what it should be."""

    offset: int
    word: str
    other: str
    confidence: float

    def moved(self, by: int) -> "Doubt":
        """The same doubt in a text that this one is a part of."""
        return replace(self, offset=self.offset + by)

    def before(self, changes: Sequence[Change]) -> "Doubt":
        """The same doubt with its place in the text as it was before these changes."""
        shift = 0
        for change in changes:
            if change.offset + shift + len(change.after) > self.offset:
                break
            shift += len(change.after) - len(change.before)
        return replace(self, offset=self.offset - shift)


class FieldReader:
    """Reads the words of one field under the verdict on its source."""

    def __init__(self, table: WordTable, verdict: Verdict) -> None:
        self.table = table
        self.verdict = verdict
        self.segmenter = segmenter_for(table, is_damaged=verdict.is_damaged)
        self.joiner = Joiner(table, has_half_spaces=verdict.has_half_spaces)
        self.doubts: list[Doubt] = []

    def read(self, runs: Iterable[list[Word]]) -> list[Change]:
        """The changes the words of a text need."""
        changes: list[Change] = []
        for run in runs:
            changes += self._read_run(run)
        return changes

    def _read_run(self, run: list[Word]) -> list[Change]:
        words, changes = self._parted(run)
        keys = []
        damaged = [without_joined_lams(word.key) for word in words]
        for place, word in enumerate(words):
            lams: list[tuple[int, float]] = []
            if "ا" in word.key:
                lams = self._lams(word, damaged[max(0, place - REACH) : place], damaged[place + 1 : place + 1 + REACH])
                changes += [Change(word.place(lam), "", "ل", "lost lam", sure) for lam, sure in lams]
            keys.append(with_lams(word.key, tuple(lam for lam, _ in lams)) if lams else word.key)
            changes += self._half_spaces_inside(word, keys[-1], [lam for lam, _ in lams])
        changes += self._joins(words, keys)
        return _in_order(changes)

    def _parted(self, run: list[Word]) -> tuple[list[Word], list[Change]]:
        """The run with glued words parted."""
        price = LOOSE if self.verdict.is_damaged else CAREFUL
        is_headline = sum(len(word.key) for word in run) >= _GLUED_FROM * len(run) and len(run) <= 3
        words: list[Word] = []
        changes: list[Change] = []
        for place, word in enumerate(run):
            following = run[place + 1].key if place + 1 < len(run) else ""
            is_glued = len(word.key) >= (_GLUED_FROM if is_headline else _LONG_GLUE)
            parts = self._parts(word, following, GLUED if is_glued else price)
            changes += [Change(part.start, "", " ", "lost space", 0.9) for part in parts[1:]]
            words += parts
        return words, changes

    def _parts(self, word: Word, following: str, price: SpacePrice) -> list[Word]:
        """The words that a stretch of letters is made of."""
        if HALF_SPACE in word.key or len(word.key) > LONGEST_STRETCH:
            return [word]
        if prefix := self._prefix_at_end(word.key, following):
            cut = len(word.key) - len(prefix)
            return [word.part(0, cut), word.part(cut, len(word.key))]
        segments = self.segmenter.cut(word.key, price)
        return [word.part(one.start, one.end) for one in segments] if len(segments) > 1 else [word]

    def _prefix_at_end(self, key: str, following: str) -> str:
        """A verb's prefix that was written on to the word before it: نظرمی رسد."""
        for prefix in ("نمی", "می"):
            stem = key[: -len(prefix)]
            if key.endswith(prefix) and following in self.table.verbs and stem[-1:] in NOT_JOINING and stem:
                return prefix if self.table.is_word(stem) and key not in self.table.plain else ""
        return ""

    def _lams(self, word: Word, before: list[str], after: list[str]) -> list[tuple[int, float]]:
        """Where lams go in a word that has an alef, with how sure each is."""
        found, start = [], 0
        for part in word.key.split(HALF_SPACE):
            lams, confidence = self._part_lams(word, part, before, after, start)
            found += [(start + lam, confidence) for lam in lams]
            start += len(part) + 1
        return found

    def _part_lams(self, word: Word, part: str, before: list, after: list, start: int) -> tuple[tuple[int, ...], float]:
        if not self.verdict.is_damaged:
            self._suspect(word, part)
            return (), 1.0
        cost, lams, _ = self.segmenter.best(part)
        plain = self.table.read(part)
        if pair := pair_for(part):
            return self._paired(word, pair, before, after, start)
        if word.has_tanvin and not lams:
            return self._adverb(part)
        if not lams:
            if plain:
                self._contest(word, part, plain.cost)
            return (), 1.0
        odds = plain.cost - cost if plain else 8.0
        if odds < _DOUBTFUL:
            self._doubt(word, part, odds)
        return lams, round(1 / (1 + math.exp(-odds)), 3)

    def _suspect(self, word: Word, part: str) -> None:
        """Show what would be a commoner word with a lam, where the field tells too little to put one in."""
        if self.verdict.probability < _SUSPICIOUS or not (rival := self.segmenter.rival(part)):
            return
        plain = self.table.read(part)
        if plain is None or plain.cost > rival[0] + _FAR_COMMONER:
            self._doubt(word, rival[1], -self.verdict.log_odds)

    def _contest(self, word: Word, part: str, cost: float) -> None:
        """Show a word that stays as it is although it may as well have lost a lam."""
        rival = self.segmenter.rival(part)
        if rival and rival[0] - cost < _DOUBTFUL:
            self._doubt(word, rival[1], rival[0] - cost)

    def _paired(self, word: Word, pair, before: list, after: list, start: int) -> tuple[tuple[int, ...], float]:
        bare, whole = self.table.read(pair.bare), self.table.read(pair.whole)
        odds = (bare.cost if bare else 18.0) - (whole.cost if whole else 18.0) + pair.leaning(before, after)
        if abs(odds) < _DOUBTFUL:
            self._doubt(word, pair.whole if odds <= 0 else pair.bare, abs(odds))
        place = next(index for index, letter in enumerate(pair.whole) if pair.bare[index : index + 1] != letter)
        return ((place,) if odds > 0 else ()), round(1 / (1 + math.exp(-abs(odds))), 3)

    def _adverb(self, part: str) -> tuple[tuple[int, ...], float]:
        """A word with tanvin is an adverb: کاماً is never the comma."""
        place = len(part) - 1
        whole = self.table.read(with_lams(part, (place,))) if part.endswith("ا") and place else None
        return ((place,), 0.97) if whole and whole.cost < 14 else ((), 1.0)

    def _doubt(self, word: Word, other: str, odds: float) -> None:
        self.doubts.append(Doubt(word.start, word.letters, other, round(1 / (1 + math.exp(-odds)), 3)))

    def _half_spaces_inside(self, word: Word, key: str, lams: list[int]) -> list[Change]:
        """Half-spaces lost inside one word: راهاندازی."""
        reading = self.table.read_cut(key) if word.is_cut else self.table.read(key)
        if HALF_SPACE in key or not reading:
            return []
        places = [place - sum(lam < place for lam in lams) for place in reading.half_spaces]
        return [Change(word.place(place), "", HALF_SPACE, "lost half-space", 0.9) for place in places]

    def _joins(self, words: list[Word], keys: list[str]) -> list[Change]:
        """Boundaries between words that are closed."""
        changes = []
        for join in self.joiner.joins(keys):
            end, start = words[join.after].end, words[join.after + 1].start
            before = " " if start > end else ""
            reason = "half-space" if join.separator else "space inside a word"
            changes.append(Change(end, before, join.separator, reason, join.confidence))
        return changes


def _in_order(changes: list[Change]) -> list[Change]:
    """The changes by place; where a parted boundary is closed again, only the closing counts."""
    by_place: dict[tuple[int, str], Change] = {}
    for change in changes:
        kind = "lam" if change.after == "ل" else "boundary"
        by_place[change.offset, kind] = change
    real = [change for change in by_place.values() if change.before != change.after]
    return sorted(real, key=lambda one: (one.offset, one.end))
