"""Signs that no reader sees: what turns the direction of a text, hides in it, or controls a machine."""

import re

from hamshahr.kernel.text import isolate

UNSEEN = re.compile(
    "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+"
    "|[\U000e0000-\U000e007f]+"
)


def without_unseen(text: str, longest: int = 500) -> str:
    """A short text in one line without unseen signs."""
    return " ".join(UNSEEN.sub("", text[: longest * 2]).split())[:longest]


def quoted(text: str) -> str:
    """What a page says, short and tame enough to stand in a sentence of ours."""
    return isolate(UNSEEN.sub("", text[:1000]))
