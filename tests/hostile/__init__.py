"""Files that nobody should send, made here: what they are, their name, their bytes, and whether they can be drawn."""

from dataclasses import dataclass

STEAL = b"steal()"


@dataclass(frozen=True)
class Hostile:
    """A file of this name; ``drawn`` where it is a picture or a paper all the same, which is kept as a drawing only."""

    title: str
    name: str
    raw: bytes
    drawn: bool = False


def told(rows, *, drawn=False):
    """Each title, name and bytes as a file."""
    return [Hostile(*row, drawn=drawn) for row in rows]
