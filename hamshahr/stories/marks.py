"""Claims marked in the text: the words of each found again, whatever the spelling, and underlined by its state."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from hamshahr.kernel.text import fold

_TAG = re.compile(r"(<[^>]+>)")
_SIGN = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A claim in a text: its number there, the words that make it, the word for its state."""

    number: int
    phrase: str
    state: str


def skeleton(signs: Iterable[str]) -> tuple[str, list[int]]:
    """The folded letters and digits of a text without spaces and points, and from which sign each comes."""
    letters, places = [], []
    for place, sign in enumerate(signs):
        for letter in fold(unescape(sign)):
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def found(phrase: str, letters: str, places: list[int]) -> tuple[int, int] | None:
    """The first and the last sign of the phrase in a text, or None."""
    wanted, _places = skeleton(phrase)
    start = letters.find(wanted) if wanted else -1
    return (places[start], places[start + len(wanted) - 1]) if start >= 0 else None


def holds(phrase: str, text: str) -> bool:
    """Whether the words stand in the plain text, in whatever spelling."""
    if phrase in text and any(sign.isalnum() for sign in phrase):
        return True
    return found(phrase, *skeleton(text)) is not None


def marked(html: str, marks: Iterable[Mark], links: Mapping[int, str]) -> tuple[str, list[Mark]]:
    """The clean HTML with each phrase underlined and numbered, and the marks that stand in it, in reading order.

    ``links`` gives the HTML that follows the words of each number. Where two overlap, the later one is underlined
    from where the earlier one ends.
    """
    parts = [part for part in _TAG.split(html) if part]
    signs = [sign for part in parts for sign in ([part] if part.startswith("<") else _SIGN.findall(part))]
    letters, places = skeleton("" if sign.startswith("<") and len(sign) > 1 else sign for sign in signs)
    spans = [(mark, span) for mark in marks if (span := found(mark.phrase, letters, places))]
    spans.sort(key=lambda pair: (pair[1], pair[0].number))
    return "".join(_written(signs, spans, links)), [mark for mark, _span in spans]


def _written(signs: list[str], spans: list[tuple[Mark, tuple[int, int]]], links: Mapping[int, str]) -> Iterator[str]:
    owner, ends = _covering(spans)
    inside: Mark | None = None
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
                waiting.append(links[mark.number])
                continue
            if inside is not None:
                yield "</span>"
                inside = None
            yield links[mark.number]


def _covering(spans: list[tuple[Mark, tuple[int, int]]]) -> tuple[dict[int, Mark], dict[int, list[Mark]]]:
    """Which mark underlines each sign, the earlier one where two overlap, and which end at each sign."""
    owner: dict[int, Mark] = {}
    ends: dict[int, list[Mark]] = {}
    for mark, (first, last) in spans:
        for place in range(first, last + 1):
            owner.setdefault(place, mark)
        ends.setdefault(last, []).append(mark)
    return owner, ends
