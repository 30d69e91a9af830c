"""The parts of a page: what stands in its head and foot, which piece is the title, which the lead, which the body."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hamshahr.kernel.restoration.letters import LETTERS
from hamshahr.kernel.restoration.letters import fold as to_persian
from hamshahr.kernel.restoration.titles import decoded
from hamshahr.kernel.text import fold

from .drafts import Draft, Piece
from .fields import LONGEST_TITLE
from .marks import Mark, bullet_of, is_junk, listed, mark_of, web_address
from .moments import DateLine, date_line
from .pages import HEADING, LIST, PARAGRAPH

LONGEST_LEAD = 1500
_LONGEST_CATEGORY = 80
_LONGEST_CHROME = 60
_FOOT, _LONGEST_HEADLINE = 40, 150


@dataclass
class Parts:
    """What the lines of a page turned out to be."""

    title: Piece | None = None
    coded_title: str = ""
    lead: Piece | None = None
    body: list[Piece] = field(default_factory=list)
    date: DateLine | None = None
    categories: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


class PartReader:
    """Reads the head from above, the foot from below, and takes what is between them for the text."""

    def __init__(self, draft: Draft, read_date: Callable[[str], DateLine | None]) -> None:
        self.draft = draft
        self.read_date = read_date
        self.parts = Parts()
        self.pieces = draft.pieces
        self._open = ""

    def read(self) -> Parts:
        """The parts of the page."""
        place = self._head(0, is_before_title=True)
        place = self._title(place)
        place = self._head(place, is_before_title=False)
        self.parts.body = self._foot(place)
        self._choose_lead()
        return self.parts

    def words(self, piece: Piece) -> str:
        """The text of a piece."""
        return self.draft.words(piece).strip()

    def _head(self, place: int, *, is_before_title: bool) -> int:
        """The place of the first piece that is text."""
        while place < len(self.pieces):
            piece = self.pieces[place]
            line = self.words(piece)
            if piece.kind not in (PARAGRAPH, LIST) or not (
                self._is_category(piece, line)
                or self._takes(line)
                or (is_before_title and is_junk(line))
                or (not is_before_title and self._repeats_title(line))
            ):
                return place
            place += 1
        return place

    def _repeats_title(self, line: str) -> bool:
        return len(line) <= LONGEST_TITLE and self.parts.title is not None and _same(line, self._title_words())

    def _is_category(self, piece: Piece, line: str) -> bool:
        """A line with a bullet under the heading of the categories."""
        if self._open != "categories":
            return False
        items = [bullet_of(one) or (one.strip() if piece.kind == LIST else "") for one in line.splitlines()]
        if not all(items) or any(len(one) > _LONGEST_CATEGORY for one in items):
            return False
        self.parts.categories += items
        return True

    def _takes(self, line: str) -> bool:
        """Whether the line is none of the text; what it tells is kept."""
        was_open, self._open = self._open, ""
        mark = mark_of(line)
        if mark is None:
            return self._takes_date(line)
        if mark.kind in ("author", "desk") and not mark.value:
            return False
        if mark.kind == "lone_address":
            return self._takes_address(mark, was_open)
        if mark.kind == "categories":
            self._open = "" if mark.value else "categories"
            self.parts.categories += [one for one in listed(mark.value) if len(one) <= _LONGEST_CATEGORY]
        elif mark.kind == "coded_title":
            self.parts.coded_title = self.parts.coded_title or line
        else:
            self._open = "" if mark.value else mark.kind
            self._keep(mark)
        return True

    def _keep(self, mark: Mark) -> None:
        value = mark.value
        if mark.kind in ("short_link", "address"):
            value = web_address(value)
        if value and mark.kind not in self.parts.values:
            self.parts.values[mark.kind] = value

    def _takes_address(self, mark: Mark, was_open: str) -> bool:
        if was_open in ("short_link", "address"):
            self._keep(Mark(was_open, mark.value))
            return True
        return False

    def _takes_date(self, line: str) -> bool:
        found = self.read_date(line)
        if found is None:
            return False
        if self.parts.date is None or (self.parts.date.moment is None and found.moment):
            self.parts.date = found
        return True

    def _title(self, place: int) -> int:
        """Choose the title; gives the place after it."""
        hinted = self.draft.hints.title.strip()
        at = self._place_of_title(place, hinted)
        if at is None:
            return place
        for piece in self.pieces[place:at]:
            self._takes(self.words(piece))
        self.parts.title = self.pieces[at]
        return at + 1

    def _place_of_title(self, place: int, hinted: str) -> int | None:
        """Where the title stands: as the coded copy or the head says, else a first heading, else a short line."""
        near = range(place, min(place + 12, len(self.pieces)))
        copy = decoded(self.parts.coded_title) if self.parts.coded_title else None
        for known in filter(None, (copy, hinted)):
            for at in near:
                if self._may_stand_above(place, at) and _same(self.words(self.pieces[at]), known):
                    return at
        if copy and place < len(self.pieces) and self._is_headline(self.pieces[place]):
            self.parts.coded_title = ""
            self.parts.warnings.append(_("The page has two titles that differ; the plain one was taken."))
            return place
        if hinted or copy:
            return None
        headings = [at for at in near if self.pieces[at].kind == HEADING and self.pieces[at].level == 1]
        for at in headings[:1]:
            if self._may_stand_above(place, at):
                return at
        is_short = place < len(self.pieces) and len(self.words(self.pieces[place])) <= LONGEST_TITLE
        return place if is_short and self.pieces[place].kind in (HEADING, PARAGRAPH) else None

    def _is_headline(self, piece: Piece) -> bool:
        words = self.words(piece)
        return piece.picture is None and len(words) <= _LONGEST_HEADLINE and not words.endswith((".", "،", ":"))

    def _may_stand_above(self, place: int, at: int) -> bool:
        """Whether all before the title is short enough to be no text that would be lost."""
        above = self.pieces[place:at]
        return all(len(self.words(one)) <= _LONGEST_CHROME and one.picture is None for one in above)

    def _title_words(self) -> str:
        return self.words(self.parts.title) if self.parts.title else ""

    def _foot(self, place: int) -> list[Piece]:
        """The text without the lines at its end that are none."""
        last = len(self.pieces)
        lowest = max(place, last - _FOOT)
        marks = [self._is_foot(self.pieces[at]) for at in range(lowest, last)]
        while last > lowest and marks[last - 1 - lowest]:
            last -= 1
        for piece in self.pieces[last:]:
            self._takes(self.words(piece))
        return self.pieces[place:last]

    def _is_foot(self, piece: Piece) -> bool:
        line = self.words(piece)
        if piece.kind not in (PARAGRAPH, LIST):
            return False
        return mark_of(line) is not None or is_junk(line) or self.read_date(line) is not None

    def _choose_lead(self) -> None:
        """The lead: a piece marked as such, or a first paragraph that a blank line parts from the rest."""
        body = self.parts.body
        at = next((at for at, piece in enumerate(body) if piece.picture is None), len(body))
        if at + 1 >= len(body) or body[at].kind != PARAGRAPH:
            return
        first = body[at]
        if first.is_lead or (not self.draft.hints.lead and self._stands_apart(first, body[at + 1])):
            self.parts.lead = first
            for picture in body[:at]:
                picture.start = picture.end = first.end
            self.parts.body = [*body[:at], *body[at + 1 :]]

    def _stands_apart(self, first: Piece, following: Piece) -> bool:
        words = self.words(first)
        described = self.draft.hints.description.strip().rstrip(".… ")
        if described:
            return len(described) > 40 and fold(words).startswith(fold(described)[:100])
        return following.gap and 40 < len(words) <= LONGEST_LEAD


def read_parts(draft: Draft, zone: str, language: str) -> Parts:
    """The parts of a page."""
    parts = PartReader(draft, lambda line: date_line(line, zone, language)).read()
    if parts.date is not None:
        parts.warnings += parts.date.warnings
    return parts


def _same(one: str, other: str) -> bool:
    """Whether two titles have the same letters, however they are spaced."""
    if len(one) > LONGEST_TITLE * 2:
        return False
    first, second = _bare(one), _bare(other)
    return bool(first) and first == second


def _bare(text: str) -> str:
    persian = "".join(letter for letter in to_persian(text) if letter in LETTERS)
    return persian or fold(text).replace(" ", "")


def no_text() -> str:
    """The sentence for a page without text."""
    return _("There is no text in this page, or nothing but a title.")
