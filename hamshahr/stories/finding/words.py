"""The words by which a text is found: each word, its stem, and neighbours as one word, so that no spelling is lost.

A sign before a word says where it stands; ``fold`` leaves none of these signs in a word.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from hamshahr.kernel.text import fold, fold_tied, is_persian

IN_TITLE, IN_HEAD, NEIGHBOURS, TIE, BETWEEN = "§", "¤", "÷", "‡", "·"
LONGEST_WORD = 40
MOST_BYTES = 900_000  # PostgreSQL keeps a megabyte of words for one row

_PERSIAN_PLURALS = ("هایی", "های", "ها")
_LATIN_PLURALS = (("ies", "y", 5), ("es", "", 6), ("s", "", 5))
_PIECE = re.compile(r"\S+")


@lru_cache(maxsize=65_536)
def forms(word: str) -> tuple[str, ...]:
    """The word, and without its ending where it has the plural's."""
    word = word[:LONGEST_WORD]
    if is_persian(word):
        stems = [word.removesuffix(one) for one in _PERSIAN_PLURALS if word.endswith(one) and len(word) > len(one) + 1]
        return (word, *stems[:1])
    if word.endswith(("ss", "us", "is")):
        return (word,)
    found = [word[: -len(one)] + put for one, put, least in _LATIN_PLURALS if word.endswith(one) and len(word) >= least]
    return (word, *found)


@lru_cache(maxsize=65_536)
def together(one: str, after: str) -> tuple[str, ...]:
    """What stands in the index for two neighbours: a Persian pair is one word in another spelling."""
    if is_persian(one) and is_persian(after):
        return tuple(NEIGHBOURS + form for form in forms(one + after))
    return (f"{NEIGHBOURS}{one[:LONGEST_WORD]}{BETWEEN}{after[:LONGEST_WORD]}",)


def tokens_of(text: str) -> dict[str, None]:
    """All words of a text, each once, in the order in which they first stand."""
    parted = fold(text).split()
    found = dict.fromkeys(form for word in dict.fromkeys((*parted, *fold_tied(text).split())) for form in forms(word))
    found.update(dict.fromkeys(token for pair in pairwise(parted) for token in together(*pair)))
    return found


def indexed_words(title: str, lead: str, body: Iterable[str], ties: Iterable[str]) -> str:
    """What the index keeps of a story, parted by spaces: its ties, its title, its head and everything."""
    titles, leads = tokens_of(title), tokens_of(lead)
    found = dict.fromkeys(TIE + tie for tie in ties)
    found.update(dict.fromkeys(IN_TITLE + token for token in titles))
    found.update(dict.fromkeys(IN_HEAD + token for token in titles | leads))
    found.update(titles | leads)
    for text in body:
        found.update(tokens_of(text))
    whole = " ".join(found)
    raw = whole.encode()
    return whole if len(raw) <= MOST_BYTES else raw[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]


def sightings(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word that ``tokens_of`` finds in a text, with where it begins and ends there."""
    before: tuple[str, int] | None = None
    for piece in _PIECE.finditer(text):
        parts = fold(piece.group()).split()
        if not parts:
            continue
        start, end = _trimmed(piece.group(), piece.start())
        for word in (*parts, *fold_tied(piece.group()).split()):
            yield from ((form, start, end) for form in forms(word))
        for part in parts:
            if before:
                yield from ((token, before[1], end) for token in together(before[0], part))
            before = (part, start)


def _trimmed(piece: str, start: int) -> tuple[int, int]:
    """Where a piece begins and ends without the points around it."""
    first = next((place for place, sign in enumerate(piece) if fold(sign)), 0)
    last = next((place for place in range(len(piece) - 1, -1, -1) if fold(piece[place])), len(piece) - 1)
    return start + first, start + last + 1
