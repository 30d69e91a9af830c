"""Words blacked out of a text in every spelling: with other letters of the same sound, marks, half-spaces or case."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from hamshahr.kernel.text import HALF_SPACE, fold

BAR = "█████"  # always as long, so that it does not tell the length of the word
SHORTEST = 2


def blackened(value: Any, words: Iterable[str]) -> Any:
    """The value of an answer with each of these words gone from every text in it."""
    patterns = [pattern for each in words if (pattern := pattern_of(each)) is not None]
    return without(value, patterns) if patterns else value


def without(value: Any, patterns: list[re.Pattern]) -> Any:
    if isinstance(value, str):
        return plain(value, patterns)
    if isinstance(value, list):
        return [without(each, patterns) for each in value]
    if isinstance(value, dict):
        return {name: without(each, patterns) for name, each in value.items()}
    return value


def plain(text: str, patterns: list[re.Pattern]) -> str:
    """The text with a bar in the place of each finding; findings that touch become one."""
    text = unicodedata.normalize("NFC", text)
    pieces, end = [], 0
    for first, last in merged(found_in(text, patterns)):
        pieces += [text[end:first], BAR]
        end = last
    return "".join([*pieces, text[end:]])


def found_in(text: str, patterns: list[re.Pattern]) -> Iterator[tuple[int, int]]:
    """Where the patterns stand in the text as it is written, though they are looked for in the folded one."""
    folded, places = folded_with_places(text)
    for pattern in patterns:
        for found in pattern.finditer(folded):
            yield places[found.start()], places[found.end() - 1] + 1


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in their order, those that overlap as one."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return whole


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded signs of a text, and for each the place of the sign that it comes from."""
    signs, places = [], []
    for place, sign in enumerate(text):
        for one in folded_sign(sign):
            signs.append(one)
            places.append(place)
    return "".join(signs), places


def folded_sign(sign: str) -> str:
    if sign == HALF_SPACE or unicodedata.category(sign) == "Cf":
        return ""
    return fold(sign) or (" " if unicodedata.category(sign)[0] in "PSZC" else "")


def pattern_of(words: str) -> re.Pattern | None:
    """What finds these words: between two of them anything that parts words, or nothing."""
    parts = fold(words.replace(HALF_SPACE, "")).split()
    if len("".join(parts)) < SHORTEST:
        return None
    return re.compile(r"\s*".join(re.escape(part) for part in parts))
