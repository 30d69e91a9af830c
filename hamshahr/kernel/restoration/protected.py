"""What is no Persian prose and stays as it is: addresses, codes, versions, decimals, clock times."""

import re
from bisect import bisect_left
from functools import lru_cache

_ADDRESS = r"(?:https?://|www\.)[^\s«»،؛]+"
_ASCII_RUN = r"[!-~]*[A-Za-z][!-~]*"
_ENTITY = r"&#[0-9]+;"
_BESIDE_LATIN = r"(?<=[A-Za-z] )[0-9]+(?![0-9]*[۰-۹٠-٩])|(?<![۰-۹٠-٩0-9])[0-9]+(?= [A-Za-z])"
_NUMBER_ASCII = r"[0-9]+(?:[.:/,\-–][0-9]+)+(?![0-9۰-۹٠-٩])"
_NUMBER_PERSIAN = r"[۰-۹]+(?:[.:/,\-–٫٬،][۰-۹]+)+(?![0-9۰-۹٠-٩])"
_START = r"(?<![0-9۰-۹٠-٩])"

PROTECTED = re.compile(
    f"{_ADDRESS}|{_ENTITY}|{_ASCII_RUN}|{_BESIDE_LATIN}|{_START}(?:{_NUMBER_ASCII}|{_NUMBER_PERSIAN})"
)
_FOREIGN_LINE = re.compile(r"^[^آ-یكيىیﭐ-ﻼ\n]+$", re.MULTILINE)


class Spans:
    """Parts of a text that no rule may touch."""

    def __init__(self, text: str) -> None:
        spans = [part.span() for part in _FOREIGN_LINE.finditer(text)]
        spans += [_trimmed(part) for part in PROTECTED.finditer(text)]
        self.spans = sorted(spans)
        self._starts = [start for start, _ in self.spans]
        self._furthest = _running_maximum([end for _, end in self.spans])

    def touch(self, start: int, end: int) -> bool:
        """Whether a change from ``start`` to ``end`` would alter a protected part."""
        before = bisect_left(self._starts, max(start, end))
        return before > 0 and self._furthest[before - 1] > start


@lru_cache(maxsize=8)
def spans_of(text: str) -> Spans:
    """The protected parts of a text, which is asked several times as its letters, spaces and words are read."""
    return Spans(text)


def _trimmed(part: re.Match) -> tuple[int, int]:
    """The part without the punctuation of the sentence around it."""
    start, end = part.span()
    text = part[0]
    start += len(text) - len(text.lstrip("([{\"'"))
    end -= len(text) - len(text.rstrip(".,;:!?)]}\"'"))
    return start, max(start, end)


def _running_maximum(numbers: list[int]) -> list[int]:
    highest, result = 0, []
    for number in numbers:
        highest = max(highest, number)
        result.append(highest)
    return result
