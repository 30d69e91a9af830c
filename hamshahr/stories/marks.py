"""Claims marked in the text: the words of each found again, whatever the spelling, and underlined by its state."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import TypeVar

from hamshahr.kernel.text import fold

_TAG = re.compile(r"(<[^>]+>)")
_SIGN = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A claim in a text: its number there, the words that make it, the word for its state."""

    number: int
    phrase: str
    state: str


M = TypeVar("M", bound=Mark)


def skeleton(signs: Iterable[str]) -> tuple[str, list[int]]:
    """The folded letters and digits of a text without spaces and points, and from which sign each comes."""
    letters = [letters_of(sign) for sign in signs]
    places = [place for place, found in enumerate(letters) for _letter in found]
    return "".join(letters), places


@lru_cache(maxsize=4096)
def letters_of(sign: str) -> str:
    """The folded letters and digits of one sign of HTML; of most one, of a tag or a point none."""
    return "" if sign.startswith("<") and len(sign) > 1 else "".join(filter(str.isalnum, fold(unescape(sign))))


@lru_cache(maxsize=4096)
def letters_in(phrase: str) -> str:
    """The folded letters and digits of a phrase: a story that is read is read again."""
    return skeleton(phrase)[0]


def found(phrase: str, letters: str, places: list[int]) -> tuple[int, int] | None:
    """The first and the last sign of the phrase in a text, or None."""
    wanted = letters_in(phrase)
    start = letters.find(wanted) if wanted else -1
    return (places[start], places[start + len(wanted) - 1]) if start >= 0 else None


def holds(phrase: str, text: str) -> bool:
    """Whether the words stand in the plain text, in whatever spelling."""
    if phrase in text and any(sign.isalnum() for sign in phrase):
        return True
    return found(phrase, *skeleton(text)) is not None


def marked(html: str, marks: Iterable[M], link: Callable[[M], str]) -> tuple[str, list[M]]:
    """The clean HTML with each phrase underlined and numbered, and the marks that stand in it, in reading order.

    ``link`` gives the HTML that follows the words of a mark. Where two overlap, the later one is underlined
    from where the earlier one ends.
    """
    parts = [part for part in _TAG.split(html) if part]
    signs = [sign for part in parts for sign in ([part] if part.startswith("<") else _SIGN.findall(part))]
    letters, places = skeleton(signs)
    spans = [(mark, span) for mark in marks if (span := found(mark.phrase, letters, places))]
    spans.sort(key=lambda pair: (pair[1], pair[0].number))
    return "".join(_written(signs, spans, link)) if spans else html, [mark for mark, _span in spans]


def _written(signs: list[str], spans: Sequence[tuple[M, tuple[int, int]]], link: Callable[[M], str]) -> Iterator[str]:
    owner, ends = _covering(spans)
    inside: M | None = None
    waiting: list[str] | None = None  # numbers that end inside a link stand behind it: no link holds another
    for place, sign in enumerate(signs):
        is_tag = sign.startswith("<") and len(sign) > 1
        mine = None if is_tag else owner.get(place)
        if inside is not mine:
            if inside is not None:
                yield "</span>"
            if mine is not None:
                yield f'<span class="said said-{escape(mine.state)}">'
            inside = mine
        yield sign
        if sign.startswith("<a "):
            waiting = []
        elif sign == "</a>" and waiting is not None:
            yield from waiting
            waiting = None
        for mark in ends.get(place, ()):
            if waiting is not None:
                waiting.append(link(mark))
                continue
            if inside is not None:
                yield "</span>"
                inside = None
            yield link(mark)


def _covering(spans: Sequence[tuple[M, tuple[int, int]]]) -> tuple[dict[int, M], dict[int, list[M]]]:
    """Which mark underlines each sign, the earlier one where two overlap, and which end at each sign."""
    owner: dict[int, M] = {}
    ends: dict[int, list[M]] = {}
    for mark, (first, last) in spans:
        for place in range(first, last + 1):
            owner.setdefault(place, mark)
        ends.setdefault(last, []).append(mark)
    return owner, ends
