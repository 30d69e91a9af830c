"""What a reader asks for, as conditions on the words of the index."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, pairwise

from hamshahr.kernel.text import fold, fold_tied, is_persian

from .words import LONGEST_WORD, NEIGHBOURS, forms, together

MOST_WORDS, LONGEST_QUERY = 8, 200
SHORTEST_BEGINNING = 3
BEGINNING = "*"  # after a word of a condition: any word that begins so

Clause = tuple[str, ...]

_QUOTED = re.compile(r'["“”„«]([^"“”„«»]*)["“”»]')


@dataclass(frozen=True)
class Unit:
    """A word of a query, words tied into one, or words between quotation marks."""

    words: tuple[str, ...]
    kind: str = "word"  # or "tied", or "phrase"

    @property
    def clauses(self) -> Iterator[Clause]:
        if len(self.words) == 1:
            word = self.words[0][:LONGEST_WORD]
            yield (word, NEIGHBOURS + word) if is_persian(word) else (word,)
            return
        for one, after in pairwise(self.words):
            # Exact in a phrase; any form of one word.
            found = together(one, after)[: 1 if self.kind == "phrase" else None]
            joined = self._joined(one, after)
            yield tuple(dict.fromkeys((*found, *joined)))

    def _joined(self, one: str, after: str) -> Iterable[str]:
        if self.kind == "phrase":
            return forms(one + after)[:1] if is_persian(one + after) else ()
        whole = forms("".join(self.words))
        pair = forms(one + after) if is_persian(one + after) else ()
        return (*whole, *(NEIGHBOURS + form for form in whole), *pair)


@dataclass(frozen=True)
class Sought:
    """A query as it is looked for: each clause is a set of words of which one must stand in the text."""

    units: tuple[Unit, ...] = ()
    is_cut: bool = False
    begins: bool = False
    ties: tuple[Clause, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.units)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """One for each word of the query; a Persian word may be written joined to the one beside it."""
        found: list[Clause] = []
        for place, unit in enumerate(self.units):
            if unit.kind != "word":
                found += unit.clauses
                continue
            word = unit.words[0]
            beside = (*forms(word), *(NEIGHBOURS + form for form in forms(word) if is_persian(form)))
            for neighbour, is_after in ((place - 1, False), (place + 1, True)):
                if 0 <= neighbour < len(self.units) and self.units[neighbour].kind == "word":
                    other = self.units[neighbour].words[0]
                    if is_persian(word + other):
                        beside += forms(word + other if is_after else other + word)
            found.append(tuple(dict.fromkeys(beside)))
        if self.begins and self.can_begin:
            found[-1] = (*found[-1], self.units[-1].words[0] + BEGINNING)
        return tuple(found)

    @property
    def can_begin(self) -> bool:
        """Whether the last word may be the beginning of one."""
        last = self.units[-1] if self.units else None
        return bool(last and last.kind == "word" and len(last.words[0]) >= SHORTEST_BEGINNING)

    @cached_property
    def marked(self) -> frozenset[str]:
        """The words that are marked where they stand."""
        return frozenset(chain.from_iterable(self.clauses))

    @cached_property
    def long_phrases(self) -> tuple[str, ...]:
        """Phrases of three words and more without their spaces: two neighbours by two do not prove them."""
        return tuple("".join(unit.words) for unit in self.units if unit.kind == "phrase" and len(unit.words) > 2)

    def beginning(self) -> "Sought":
        """The same, with the last word as the beginning of one."""
        return replace(self, begins=True)

    def tied_to(self, ties: Iterable[Clause]) -> "Sought":
        """The same, only among the stories with these ties."""
        return replace(self, ties=tuple(ties))


def read_query(query: str, joined_words: Callable[[list[str]], set[str]]) -> Sought:
    """The query read; ``joined_words`` says which of some words the index knows as one word."""
    units = list(_units(query[:LONGEST_QUERY]))
    kept, count = [], 0
    for unit in units:
        count += len(unit.words)
        if count > MOST_WORDS:
            break
        kept.append(unit)
    is_cut = len(kept) < len(units) or len(query) > LONGEST_QUERY
    return Sought(tuple(_with_compounds(kept, joined_words)), is_cut)


def _units(query: str) -> Iterator[Unit]:
    place = 0
    for quoted in _QUOTED.finditer(query):
        yield from _loose(query[place : quoted.start()])
        words = tuple(fold(quoted.group(1)).split())[:MOST_WORDS]
        if words:
            yield Unit(tuple(word[:LONGEST_WORD] for word in words), "phrase")
        place = quoted.end()
    yield from _loose(query[place:])


def _loose(text: str) -> Iterator[Unit]:
    for piece in text.split():
        parts = tuple(part[:LONGEST_WORD] for part in fold(piece).split())
        if 1 < len(parts) <= MOST_WORDS and len(fold_tied(piece).split()) == 1:
            yield Unit(parts, "tied")
        else:
            yield from (Unit((part,)) for part in parts)


def _with_compounds(units: list[Unit], joined_words: Callable[[list[str]], set[str]]) -> Iterator[Unit]:
    """The units with two Persian words made one where somebody writes them as one."""
    pairs = {
        place: unit.words[0] + after.words[0]
        for place, (unit, after) in enumerate(pairwise(units))
        if unit.kind == after.kind == "word" and is_persian(unit.words[0] + after.words[0])
    }
    known = joined_words([*pairs.values()]) if pairs else set()
    place = 0
    while place < len(units):
        if pairs.get(place) in known:
            yield Unit((*units[place].words, *units[place + 1].words), "tied")
            place += 2
        else:
            yield units[place]
            place += 1
