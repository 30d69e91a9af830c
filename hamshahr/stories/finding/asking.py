"""One question to the index for a page of results, in the words of either store."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hamshahr.kernel.text import fold

from ..models import Story
from ..models.pages import zone_named
from ..wording import texts_of
from .places import LAST, first_place, moment_at
from .queries import BEGINNING, Clause, Sought, read_query
from .words import IN_HEAD, IN_TITLE, LONGEST_WORD

PER_PAGE = 20
MOST_COUNTED = 200
TITLE, HEAD, TEXT, ALL = range(4)

# The words join the rows in this order on both stores: newest first out of the index, then what readers see now.
_SQLITE = """SELECT %s AS part, indexed.place, indexed.story_id, indexed.ties FROM
    (SELECT rowid AS place FROM stories_words_fts WHERE stories_words_fts MATCH %s
     AND rowid >= %s AND rowid < %s ORDER BY rowid DESC LIMIT %s) AS held
    CROSS JOIN stories_indexedstory AS indexed ON indexed.place = held.place"""
# The remark tells the keeping of whole pages which table the function reads.
_FOUND = "stories_found(%s, %s, %s, %s) /* stories_indexedstory */"
_POSTGRESQL = f"SELECT %s AS part, place, story AS story_id, ties FROM {_FOUND}"  # noqa: S608  a text of our own
_PART = "SELECT * FROM ({one}) AS part{place}"
_SHOWN = """SELECT found.part, found.place, found.story_id, found.ties, page.title, page.slug
    FROM ({parts}) AS found CROSS JOIN stories_page AS page
    WHERE page.id = found.story_id AND page.live AND page.published_at <= %s
    ORDER BY found.part, found.place DESC"""


@dataclass(frozen=True)
class Found:
    """One story that was found: how well, its place in time, and what it is tied to."""

    part: int
    place: int
    key: int
    ties: tuple[str, ...]
    title: str
    slug: str

    @property
    def moment(self) -> datetime:
        """The minute in which it was published, by the clock of its place."""
        return moment_at(self.place).astimezone(zone_named(self.tie("z")))

    def tie(self, letter: str) -> str:
        """The first of its ties of a kind."""
        return next((tie[1:] for tie in self.ties if tie[0] == letter), "")

    @property
    def address(self) -> str:
        with override(self.language):
            return reverse("stories:story", args=[self.slug])

    @property
    def language(self) -> str:
        return self.tie("l")

    @property
    def cursor(self) -> str:
        return f"{min(self.part, TEXT)}~{self.place}"


@dataclass(frozen=True)
class Survey:
    """A page of results, where the next one begins, and the newest of all found, as far as they are counted."""

    page: list[Found] = field(default_factory=list)
    older: str = ""
    newest: list[Found] = field(default_factory=list)

    @property
    def total(self) -> int | None:
        """How many there are; None where they are too many to count."""
        return len(self.newest) if len(self.newest) <= MOST_COUNTED else None


def sought_in(query: str) -> Sought:
    """What a reader typed, as it is looked for."""
    return read_query(query, joined_words)


def survey(
    sought: Sought, *, before: str = "", span: tuple[datetime, datetime] | None = None, most: int = PER_PAGE
) -> Survey:
    """The best stories that hold the words: those in whose title they stand, then the lead, then the text."""
    if not sought:
        return Survey()
    parts = list(_parts(sought, *_bounds(span), before, most))
    by_part = _asked(parts)
    newest, ranked = by_part.pop(ALL, []), [found for part in sorted(by_part) for found in by_part[part]]
    if TEXT not in {part for part, *_rest in parts}:
        better = {found.key for found in ranked}
        ranked += [found for found in newest if found.key not in better][: most + 1]
    if sought.long_phrases and len(newest) <= PER_PAGE:
        true = _holding(sought.long_phrases, [found.key for found in newest])
        newest, ranked = ([found for found in some if found.key in true] for some in (newest, ranked))
    page = ranked[:most]
    return Survey(page, page[-1].cursor if len(ranked) > most else "", newest)


def _parts(sought: Sought, since: int, until: int, before: str, most: int) -> Iterator[tuple[int, str, int, int, int]]:
    """What is asked for: the newest of all, and each part of the order from where the page begins.

    Where a beginning of a word is sought, all stand in one order, for it is dear to ask for.
    """
    yield ALL, _condition(sought, ALL), since, until, MOST_COUNTED + 1
    last_part, last_place = read_cursor(before)
    if sought.begins:
        if before:
            yield TEXT, _condition(sought, ALL), since, min(until, last_place), most + 1
        return
    # On a first page the text comes last out of the newest of all, where title and lead have not filled it.
    for part in (TITLE, HEAD, TEXT) if before else (TITLE, HEAD):
        if part >= last_part:
            end = min(until, last_place) if part == last_part else until
            yield part, _condition(sought, part), since, end, most + 1


def _bounds(span: tuple[datetime, datetime] | None) -> tuple[int, int]:
    """Between which places to look: never past this minute."""
    until = first_place(timezone.now() + timedelta(minutes=1))
    if span is None:
        return 0, until
    return first_place(span[0]), min(first_place(span[1]), until)


def read_cursor(text: str) -> tuple[int, int]:
    """The part and the place behind which a page begins; the first page where the text names none."""
    part, _tie, place = text.partition("~")
    if part in ("0", "1", "2") and place.isascii() and place.isdigit() and len(place) < 19:
        return int(part), int(place)
    return TITLE, LAST


def _condition(sought: Sought, part: int) -> str:
    """The clauses in the words of this store: all in one part of a story, and not all in a better one."""
    signs = {TITLE: (IN_TITLE, None), HEAD: (IN_HEAD, IN_TITLE), TEXT: ("", IN_HEAD), ALL: ("", None)}
    sign, better = signs[part]
    held = _all_of([*(_signed(clause, sign) for clause in sought.clauses), *sought.ties])
    if better is None:
        return held
    rest = _all_of([_signed(clause, better) for clause in sought.clauses])
    return f"({held}) NOT ({rest})" if connection.vendor == "sqlite" else f"({held}) & !({rest})"


def _signed(clause: Clause, sign: str) -> Clause:
    return tuple(sign + word for word in clause)


def _all_of(clauses: Iterable[Clause]) -> str:
    is_sqlite = connection.vendor == "sqlite"
    either, both = (" OR ", " AND ") if is_sqlite else (" | ", " & ")
    return both.join(f"({either.join(_quoted(word, is_sqlite) for word in clause)})" for clause in clauses)


def _quoted(word: str, is_sqlite: bool) -> str:
    """A word as the store reads it; folding left nothing in it but letters, digits and our signs."""
    bare = word.removesuffix(BEGINNING)
    if is_sqlite:
        return f'"{bare}"' + ("*" if bare != word else "")
    return f"'{bare}'" + (":*" if bare != word else "")


def _asked(parts: list[tuple[int, str, int, int, int]]) -> dict[int, list[Found]]:
    one = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    asked = " UNION ALL ".join(_PART.format(one=one, place=place) for place in range(len(parts)))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN.format(parts=asked), [*(value for part in parts for value in part), now])
        rows = [Found(part, place, key, tuple(ties.split()), *page) for part, place, key, ties, *page in cursor]
    return {part: list(some) for part, some in groupby(rows, lambda found: found.part)}


def _holding(phrases: Iterable[str], keys: list[int]) -> set[int]:
    """Those of the stories in one of whose paragraphs each phrase stands."""
    stories = Story.objects.filter(pk__in=keys)
    return {
        story.pk
        for story in stories
        if all(any(phrase in fold(text).replace(" ", "") for text in texts_of(story)) for phrase in phrases)
    }


def joined_words(words: list[str]) -> set[str]:
    """Which of the words the index knows as one word."""
    if not words:
        return set()
    if connection.vendor == "sqlite":
        one = "EXISTS(SELECT 1 FROM stories_words_fts WHERE stories_words_fts MATCH %s)"
        values = [_quoted(word[:LONGEST_WORD], True) for word in words]
    else:
        one = f"EXISTS(SELECT 1 FROM {_FOUND})"  # noqa: S608  a text of our own
        values = [value for word in words for value in (_quoted(word[:LONGEST_WORD], False), 0, LAST, 1)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(words))}", values)
        return {word for word, is_known in zip(words, cursor.fetchone(), strict=True) if is_known}
