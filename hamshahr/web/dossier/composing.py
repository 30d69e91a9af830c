"""From what was read to what the page shows: spans on one ruler, claims with their state, numbers with definitions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Hosting, Membership
from hamshahr.bodies.queries import showing
from hamshahr.kernel.dates import PERHAPS, YES
from hamshahr.kernel.languages import direction
from hamshahr.parties.models import Party
from hamshahr.practices.models import Topic
from hamshahr.record import queries as record
from hamshahr.record.kinds import KINDS, System
from hamshahr.record.models import Claim, Entry, Objection, State

from ..ruler import Discs, Line, Scale, discs, years_ruler, years_scale
from . import reading
from .spans import Span, spans_of

LATEST, LISTED = 6, 10
HOSTED = ("gathering.hosted", "training.hosted")


@dataclass
class Dossier:
    """Everything the page of a city shows, composed for one reader and one day."""

    party: Party
    user: User
    on: date
    today: date
    is_past: bool
    spans: list[Span]
    entries: list[Entry]
    objections: list[Objection]
    claims: list[Claim]
    membership: Membership | None
    latest: list[Entry]
    hosted: list[Entry]
    awards: list[Entry]
    practices: list[Entry]
    topics: list[Topic]

    @cached_property
    def scale(self) -> Scale:
        days = [day for span in self.spans for day in span.days]
        days += [date(entry.year, 1, 1) for entry in self.entries if entry.year]
        return years_scale([*days, self.on], today=self.today)

    @cached_property
    def ruler(self) -> str:
        """The drawn ruler, with a stroke for a day asked for."""
        if not self.is_past:
            return drawn_ruler(self.scale.start.year, self.scale.end.year, get_language())
        drawing = years_ruler(self.scale)
        stroke = Line(self.scale.x(self.on), "0%", "100%")
        return render_to_string("web/_ruler.html", {"ruler": replace(drawing, lines=[*drawing.lines, stroke])})

    @cached_property
    def plain_ruler(self) -> str:
        return drawn_ruler(self.scale.start.year, self.scale.end.year, get_language())

    @cached_property
    def chart(self) -> Discs:
        """A disc for each dated entry."""
        records = ((date(entry.year, 1, 1), entry.confidence) for entry in self.entries if entry.year)
        return discs(self.scale, records)

    @cached_property
    def undated(self) -> int:
        return sum(entry.year is None for entry in self.entries)

    @cached_property
    def held(self) -> tuple[int, int]:
        """How many seats are held on the day for sure, and how many perhaps."""
        seats = [span.holds for span in self.spans if span.is_seat]
        return seats.count(YES), seats.count(PERHAPS)

    @cached_property
    def on_the_day(self) -> list[Span]:
        """For a day asked for: what held then, for sure or perhaps; else everything."""
        return [span for span in self.spans if span.holds in (YES, PERHAPS)] if self.is_past else self.spans

    @cached_property
    def tallied(self) -> list[record.Tallied]:
        return tally(self.entries)

    @cached_property
    def counts(self) -> list[record.Counted]:
        return record.counts(self.tallied)

    @cached_property
    def systems(self) -> list[tuple[System, int]]:
        """How many entries each system holds, those that hold none included."""
        numbers = Counter(KINDS[entry.kind].system for entry in self.entries)
        return [(system, numbers[system]) for system in System]

    @cached_property
    def states(self) -> dict[str, int]:
        """How many claims stand in each state, those of none included."""
        numbers = {claim.state: claim.of_state for claim in self.claims}
        states = {str(state): numbers.get(state, 0) for state in State}
        return states if states[State.OPINION] else {name: states[name] for name in states if name != State.OPINION}

    @cached_property
    def claimed(self) -> int:
        """How many claims there are about the city, of which the page shows some."""
        return sum(self.states.values())

    @cached_property
    def open_objections(self) -> int:
        return sum(not objection.outcome for objection in self.objections)


def tally(entries: Iterable[Entry]) -> list[record.Tallied]:
    """The entries as the measures count them."""
    return [
        record.Tallied(entry.kind, entry.confidence, entry.counts_as or str(entry.pk), entry.happened_on)
        for entry in entries
    ]


@lru_cache(maxsize=256)
def drawn_ruler(first: int, last: int, language: str) -> str:
    """The ruler of these years; the same for every city, so it is drawn once."""
    scale = Scale(date(first, 1, 1), date(last, 1, 1), direction(language) == "rtl")
    return render_to_string("web/_ruler.html", {"ruler": years_ruler(scale)})


def party_for(slug: str, user: User) -> tuple[Party | None, list[Hosting]]:
    return reading.party_and_hostings(slug, user)


def compose(party: Party, hostings: list[Hosting], user: User, *, on: date | None, today: date) -> Dossier:
    """The dossier of a party, today or as it stood on a day."""
    day = on or today
    memberships, mandates = showing.memberships(party, user, day), showing.mandates_of(party, user)
    steps = [step for membership in memberships for step in membership.taken]
    entries, objections = reading.record_of(party, user)
    entries = reading.with_sources(entries, [*memberships, *steps, *mandates, *hostings], user)
    fit = {entry.pk for entry in entries}
    practices = [entry for entry in entries if KINDS[entry.kind].system == System.PRACTICES]
    dossier = Dossier(
        party=party,
        user=user,
        on=day,
        today=today,
        is_past=on is not None,
        spans=spans_of(memberships, mandates, hostings, day, is_today=on is None),
        entries=entries,
        objections=[each for each in objections if each.entry_id in fit],
        claims=reading.claims(user, party.pk),
        membership=next((one for one in memberships if one.body.slug == settings.NETWORK), None),
        latest=entries[:LATEST],
        hosted=[entry for entry in entries if entry.kind in HOSTED][:LISTED],
        awards=[entry for entry in entries if KINDS[entry.kind].system == System.AWARDS][:LISTED],
        practices=practices,
        topics=reading.topics_of([entry.source_id for entry in practices], user),
    )
    for span in dossier.spans:
        span.draw(dossier.scale)
    return dossier
