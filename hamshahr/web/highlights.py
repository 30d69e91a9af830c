"""The words of a text that answer a query, marked as they stand there, in their own spelling."""

import re
from itertools import pairwise

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from hamshahr.kernel.text import fold, fold_variants

from .searching import SHORTEST_PART, words_sought

_SPACES = re.compile(r"(\s+)")


def highlight(text: str, query: str) -> SafeString:
    """The text with each word that answers the query in ``<mark>``; neighbours that answer together are both marked."""
    pieces = _SPACES.split(text)
    sought = words_sought(query)
    marked = {place for place in range(0, len(pieces), 2) if answers(pieces[place], sought)}
    for place, after in pairwise(range(0, len(pieces), 2)):
        joined = fold(pieces[place]) + fold(pieces[after])
        if any(joined.startswith(word) and len(word) > len(fold(pieces[place])) for word in sought):
            marked |= {place, after}
    return mark_safe("".join(shown(piece, place in marked) for place, piece in enumerate(pieces)))  # noqa: S308  escaped


def answers(piece: str, sought: tuple[str, ...]) -> bool:
    variants = fold_variants(piece)
    return any(
        word in variant if len(word) >= SHORTEST_PART else any(part.startswith(word) for part in variant.split())
        for word in sought
        for variant in variants
    )


def shown(piece: str, is_marked: bool) -> str:
    escaped = conditional_escape(piece)
    return f"<mark>{escaped}</mark>" if is_marked else escaped
