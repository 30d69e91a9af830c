"""Links of a page: where they stand in its words, and which of their addresses lead anywhere safely."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urljoin

from .marks import web_address
from .signs import UNSEEN

_MAILTO = re.compile(r"mailto:[\w.+-]{1,64}@[\w.-]{1,200}", re.I)
LONGEST_ADDRESS = 2000


class Link(NamedTuple):
    """An address and the stretch of words that leads there."""

    start: int
    end: int
    address: str


def safe_address(written: str, page: str) -> str:
    """The address as it is safe to follow, a relative one as seen from the page; empty where it is neither."""
    written = UNSEEN.sub("", written[: LONGEST_ADDRESS + 1].strip())
    if _MAILTO.fullmatch(written):
        return written
    try:
        return web_address(urljoin(page, written))
    except ValueError:
        return ""


class LinkReader:
    """Follows the links of a block, which end with it at the latest, by the number of its stretches of text."""

    def __init__(self) -> None:
        self.address, self.first = "", 0
        self.found: list[Link] = []

    def open(self, address: str, stretch: int) -> None:
        """A link begins before this stretch; one within the page leads nowhere else and is none."""
        self.close(stretch)
        self.address, self.first = "" if address.lstrip().startswith("#") else address.strip(), stretch

    def close(self, stretch: int) -> None:
        """The link that stands open, if any, ends before this stretch."""
        if self.address and stretch > self.first:
            self.found.append(Link(self.first, stretch, self.address))
        self.address = ""

    def end(self, stretches: list[str]) -> list[Link]:
        """The links of the block that ends here, their places counted in signs that are no space.

        Spaces are tidied later, by more than one hand; the other signs stay what they are.
        """
        self.close(len(stretches))
        found, self.found = self.found, []
        if not found:
            return found
        counts = [0, *accumulate(map(size, stretches))]
        return [Link(counts[one.start], counts[one.end], one.address) for one in found]


def size(text: str) -> int:
    """The number of signs that are no space."""
    return sum(map(len, text.split()))


def shared(links: list[Link], texts: Iterable[str]) -> Iterator[list[Link]]:
    """The links of a block for each of the texts it is parted into."""
    start = number = 0
    for text in texts:
        inside: list[Link] = []
        end = start + size(text) if links else start
        while number < len(links) and links[number].start < end:
            one = links[number]
            inside.append(Link(max(one.start, start) - start, min(one.end, end) - start, one.address))
            if one.end > end:
                break
            number += 1
        yield inside
        start = end


def in_text(links: list[Link], text: str, offset: int) -> list[Link]:
    """The links at their places in a text that stands at this offset."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()] if links else []
    return [
        Link(offset + places[one.start], offset + places[one.end - 1] + 1, one.address)
        for one in links
        if one.start < one.end <= len(places)
    ]
