"""What narrows a search of stories: heading, city, body, year and language, each in the address."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.calendars import format_year
from hamshahr.kernel.languages import calendar_of, say
from hamshahr.kernel.reckoning import to_calendar
from hamshahr.parties.models import Party

from . import queries
from .finding import Survey
from .finding.places import moment_at
from .finding.queries import Clause
from .finding.words import TIE
from .models import Category, IndexedStory

NAMES = ("category", "city", "body", "year", "language")
MOST_CHOICES, MOST_OPEN = 12, 3


@dataclass(frozen=True)
class Choice:
    """One way to narrow: its address keeps the rest; the number is told where all are counted."""

    label: str
    address: str
    number: int | None = None


@dataclass(frozen=True)
class Facet:
    """What a search can be narrowed by, or is: then ``chosen`` says to what, and ``without`` leads back."""

    name: str
    label: str
    choices: list[Choice] = field(default_factory=list)
    chosen: str = ""
    without: str = ""

    @property
    def is_short(self) -> bool:
        """Whether its choices may stand open without pushing the stories down."""
        return len(self.choices) <= MOST_OPEN


class Narrowing:
    """The filters that an address names; what is not understood narrows nothing."""

    def __init__(self, asked: dict[str, str], words: str, user: User) -> None:
        self.words, self.user = words, user
        self.categories = {category.slug: category for category in Category.objects.all()}
        self.things = {
            "category": self.categories.get(asked.get("category", "")),
            "city": self._found(Party, asked.get("city")),
            "body": self._found(Body, asked.get("body")),
            "year": self._year(asked.get("year", "")),
            "language": asked["language"] if asked.get("language") in dict(settings.LANGUAGES) else None,
        }
        self.asked = {name: asked[name] for name in NAMES if self.things[name] is not None}

    def _found(self, model: type[Party] | type[Body], slug: str | None) -> Any:
        return model.objects.visible_to(self.user).filter(slug=slug[:200]).first() if slug else None

    def _year(self, text: str) -> int | None:
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            return None
        try:
            queries.month_of(calendar_of(get_language()), int(text), None)
        except (ValueError, OverflowError):
            return None
        return int(text)

    @property
    def ties(self) -> list[Clause]:
        """The conditions on the index."""
        letters = {"category": "c", "city": "p", "body": "b"}
        found = [(f"{TIE}{letter}{self.things[name].pk}",) for name, letter in letters.items() if self.things[name]]
        return [*found, (f"{TIE}l{self.things['language']}",)] if self.things["language"] else found

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """Between which moments the chosen year lies."""
        year = self.things["year"]
        return queries.month_of(calendar_of(get_language()), year, None) if year else None

    def address(self, **changed: str | None) -> str:
        """The address of the same search with something changed; None takes it out."""
        kept = {"q": self.words, **self.asked, **changed}
        return "?" + urlencode({name: value for name, value in kept.items() if value is not None})

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each chosen filter is called."""
        said: dict[str, Callable[[Any], str]] = {
            "year": format_year,
            "language": lambda code: str(dict(settings.LANGUAGES)[code]),
        }
        by_name = lambda thing: say(thing.names)  # noqa: E731  one way to say a thing
        return {name: said.get(name, by_name)(self.things[name]) for name in self.asked}


def facets_of(narrowing: Narrowing, found: Survey) -> list[Facet]:
    """Each filter that is chosen or that would leave something; numbers only where all that was found is counted."""
    named = {
        "category": (_("Category"), categories_in),
        "city": (_("City"), cities_in),
        "body": (_("Body"), bodies_in),
        "year": (_("Year"), years_in),
        "language": (_("Language"), languages_in),
    }
    facets = []
    for name, (label, read) in named.items():
        if name in narrowing.asked:
            facets.append(Facet(name, label, [], narrowing.labels[name], narrowing.address(**{name: None})))
            continue
        choices = [
            Choice(text, narrowing.address(**{name: str(value)}), number)
            for value, text, number in read(narrowing, found)
        ]
        if len(choices) > 1 or (choices and found.total is None):
            facets.append(Facet(name, label, choices))
    return facets


Counted = Iterable[tuple[Any, str, int | None]]


def tied(found: Survey, letter: str) -> Counter:
    """How many of the newest found have each tie of a kind."""
    return Counter(tie[1:] for one in found.newest for tie in one.ties if tie.startswith(letter))


def categories_in(narrowing: Narrowing, found: Survey) -> Counted:
    """The headings in their order: all, where what was found is not counted."""
    counted = tied(found, "c")
    for category in narrowing.categories.values():
        number = counted[str(category.pk)]
        if number or found.total is None:
            yield category.slug, say(category.names), number if found.total is not None else None


def cities_in(narrowing: Narrowing, found: Survey) -> Counted:
    return things_in(Party, "p", narrowing, found)


def bodies_in(narrowing: Narrowing, found: Survey) -> Counted:
    return things_in(Body, "b", narrowing, found)


def things_in(model: type[Party] | type[Body], letter: str, narrowing: Narrowing, found: Survey) -> Counted:
    """Those that most of the newest found are about."""
    counted = tied(found, letter).most_common(MOST_CHOICES)
    things = model.objects.visible_to(narrowing.user).in_bulk([int(key) for key, _number in counted]) if counted else {}
    for key, number in counted:
        if thing := things.get(int(key)):
            yield thing.slug, say(thing.names), number if found.total is not None else None


def years_in(_narrowing: Narrowing, found: Survey) -> Counted:
    """The years of the reader's calendar, the latest first."""
    calendar = calendar_of(get_language())
    if found.total is not None:
        counted = Counter(to_calendar(localdate(one.moment), calendar)[0] for one in found.newest)
        return [(year, format_year(year), counted[year]) for year in sorted(counted, reverse=True)]
    oldest = IndexedStory.objects.order_by("place").values_list("place", flat=True)[0]
    first, last = (to_calendar(localdate(at), calendar)[0] for at in (moment_at(oldest), found.newest[0].moment))
    return [(year, format_year(year), None) for year in range(last, first - 1, -1)]


def languages_in(_narrowing: Narrowing, found: Survey) -> Counted:
    counted = tied(found, "l")
    for code, label in settings.LANGUAGES:
        if counted[code] or found.total is None:
            yield code, str(label), counted[code] if found.total is not None else None
