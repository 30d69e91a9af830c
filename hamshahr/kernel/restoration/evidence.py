"""Whether a field dropped its joined lam-alefs, judged from the field alone."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from hamshahr.kernel.restoration.contexts import REACH, pair_for
from hamshahr.kernel.restoration.letters import HALF_SPACE, KEPT_LAM_ALEF, lam_alef_variants, without_joined_lams
from hamshahr.kernel.restoration.table import WordTable
from hamshahr.kernel.restoration.words import Word

PRIOR = math.log(0.05 / 0.95)
_FOR_NON_WORD, _MOST = 17.0, 5.0
_FOR_NEIGHBOURS, _FOR_COMPOUND = 3.4, 4.6
_AGAINST_SURVIVOR = 4.0
_AGAINST_WORD = 0.008
_COMMON, _RARE, _MOST_OF_WORD = 15.5, 14.0, 2.0


@dataclass(frozen=True)
class Verdict:
    """What a field tells of its source."""

    log_odds: float
    has_half_spaces: bool

    @property
    def probability(self) -> float:
        """How probable it is that the source drops joined lam-alefs."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.log_odds))))

    @property
    def is_damaged(self) -> bool:
        """Whether lams are to be put back."""
        return self.log_odds > 0


def weigh(runs: Iterable[list[Word]], table: WordTable) -> Verdict:
    """The verdict on a field from all its words; a word counts once however often it comes."""
    seen: dict[str, float] = {}
    survivors: set[str] = set()
    words = half_spaces = 0
    for run in runs:
        words += len(run)
        keys = [without_joined_lams(word.key) for word in run]
        for place, word in enumerate(run):
            half_spaces += HALF_SPACE in word.key
            if KEPT_LAM_ALEF.search(word.key):
                survivors.add(word.key)
            elif worth := _worth(word, keys[max(0, place - REACH) : place], keys[place + 1 : place + 1 + REACH], table):
                seen[word.key] = max(worth, seen.get(word.key, 0))
    log_odds = PRIOR + sum(seen.values()) - _AGAINST_SURVIVOR * len(survivors) - _AGAINST_WORD * words
    return Verdict(log_odds, half_spaces > 0)


def _worth(word: Word, before: list[str], after: list[str], table: WordTable) -> float:
    """What one word says for the loss of lams."""
    best = 0.0
    for part in word.key.split(HALF_SPACE):
        if pair := pair_for(part):
            is_compound = bool(after) and table.compound(pair.whole + after[0]) is not None
            worth = _FOR_COMPOUND if is_compound else _FOR_NEIGHBOURS
            best = max(best, worth if pair.leaning(before, after) >= 4 else 0)
        elif "ا" in part:
            best = max(best, _strange_word_worth(part, table, word.has_tanvin))
    if best and HALF_SPACE in word.key and table.is_word(word.key.replace(HALF_SPACE, "")):
        return 0.0
    return best


def _strange_word_worth(part: str, table: WordTable, has_tanvin: bool) -> float:
    """A non-word that is a word with a lam speaks the louder, the commoner that word is; a rare word speaks softly."""
    plain = None if has_tanvin else table.read(part)
    if plain and plain.cost < _RARE:
        return 0.0
    cost = min((one.cost for variant in lam_alef_variants(part) if (one := table.read(variant))), default=_COMMON)
    if cost >= _COMMON:
        return 0.0
    if plain:
        return max(0.0, min(_MOST_OF_WORD, (plain.cost - cost - 3) * 0.75))
    return max(0.0, min(_MOST, (_FOR_NON_WORD - cost) * 0.75))
