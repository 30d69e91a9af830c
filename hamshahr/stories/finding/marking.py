"""The words that were found, marked in the text as it is spelt there."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hamshahr.kernel.text import fold

from .queries import BEGINNING, Sought
from .words import BETWEEN, NEIGHBOURS, sightings

BEFORE, LENGTH = 60, 260


def spans(text: str, sought: Sought) -> list[tuple[int, int]]:
    """Where words that answer the query stand, in order, those that touch as one."""
    beginnings = tuple(word.removesuffix(BEGINNING) for word in sought.marked if word.endswith(BEGINNING))
    found: list[tuple[int, int]] = []
    for token, start, end in sightings(text):
        if token in sought.marked or (beginnings and token.startswith(beginnings)):
            if found and start <= found[-1][1]:
                found[-1] = (min(found[-1][0], start), max(found[-1][1], end))
            else:
                found.append((start, end))
    return found


def highlighted(text: str, sought: Sought) -> SafeString:
    """The text with what was found in ``<mark>``."""
    return _written(text, spans(text, sought))


def excerpt(texts: Iterable[str], sought: Sought) -> SafeString:
    """The piece of the first text in which something was found, with it marked; empty where nothing was."""
    wanted = [word.strip(NEIGHBOURS + BEGINNING).split(BETWEEN)[0] for word in sought.marked]
    for text in texts:
        letters = fold(text).replace(" ", "")
        if not any(word in letters for word in wanted):
            continue
        if found := spans(text, sought):
            return _cut(text, found)
    return SafeString("")


def _cut(text: str, found: list[tuple[int, int]]) -> SafeString:
    """Some words before the first that was found, and as many behind as fill the piece."""
    start = max(text.rfind(" ", 0, max(found[0][0] - BEFORE, 0)) + 1, 0) if found[0][0] > BEFORE else 0
    end = len(text) if len(text) - start <= LENGTH else max(text.rfind(" ", start, start + LENGTH), found[0][1])
    inside = [(first - start, last - start) for first, last in found if last <= end]
    piece = _written(text[start:end], inside)
    return SafeString(("… " if start else "") + piece + (" …" if end < len(text) else ""))


def _written(text: str, found: list[tuple[int, int]]) -> SafeString:
    parts, place = [], 0
    for start, end in found:
        parts += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    return mark_safe("".join([*parts, escape(text[place:])]))  # noqa: S308  every part is escaped
