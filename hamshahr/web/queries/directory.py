"""Reading the directory of parties: what the filters leave, how many there are of each sort, one page of rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import notes_at
from hamshahr.bodies.models import Body, Membership, MembershipStep
from hamshahr.bodies.models.bodies import visible
from hamshahr.kernel.languages import reading_language
from hamshahr.kernel.prepared import Prepared
from hamshahr.parties.models import Country, Party, hidden_parties
from hamshahr.practices.queries import parties_by_topic, practising, tied_to
from hamshahr.practices.vocabulary import Vocabulary

from ..searching import matching

State = MembershipStep.State
NO_MEMBERSHIP = "none"
STATUSES = {
    "member": MembershipStep.MEMBER_STATES,
    "candidate": (State.POTENTIAL, State.APPLIED, State.EXAMINED),
    "suspended": (State.SUSPENDED,),
    "former": (State.LEFT, State.EXCLUDED, State.DECLINED),
}
MOST_NAMED = 500
PER_PAGE = 25
EVERY = Q()


@dataclass(frozen=True)
class Selection:
    """What the reader asked for; what is empty narrows nothing. A membership is one in ``body``."""

    q: str = ""
    region: str = ""
    country: str = ""
    language: str = ""
    kind: str = ""
    body: str = ""
    status: str = ""
    topic: str = ""
    sort: str = "name"

    @property
    def of_body(self) -> str:
        return self.body or settings.NETWORK

    @property
    def wanted_status(self) -> str:
        """Whoever asks for a body alone asks for its members."""
        return self.status or ("member" if self.body else "")


@dataclass(frozen=True)
class Land:
    """A country as the filters name it: with its region and its official languages, each a key and its names."""

    key: str
    names: Any
    region: str
    region_names: Any
    languages: tuple[tuple[str, Any], ...]


@Prepared
def bodies_with_members(user: User) -> QuerySet[Body]:
    """The bodies in whose register somebody stands."""
    registered = Exists(Membership.objects.filter(body=OuterRef("pk")))
    return Body.objects.visible_to(user).filter(registered).values_list("slug", "names")


def countries(user: User) -> list[Land]:
    """Every country with its region and its official languages; two queries."""
    spoken_in: dict[str, tuple] = {}
    for country, spoken_here in groupby(language_rows(user), key=lambda row: row[0]):
        spoken_in[country] = tuple((code, names) for _country, code, names in spoken_here)
    return [Land(*row, spoken_in.get(row[0], ())) for row in country_rows(user)]


@Prepared
def country_rows(_user: User) -> QuerySet:
    return Country.objects.order_by("iso2").values_list("iso2", "names", "region__slug", "region__names")


@Prepared
def language_rows(_user: User) -> QuerySet:
    links = Country.languages.through.objects.order_by("country", "language")
    return links.values_list("country", "language", "language__names")


def spoken(world: Iterable[Land]) -> dict[str | None, list[str]]:
    """The codes of the official languages of each country."""
    return {land.key: [code for code, _names in land.languages] for land in world}


def register(selection: Selection, user: User) -> QuerySet[Membership]:
    """The memberships in the body in question; whether their parties may be seen is not asked here."""
    return Membership.objects.filter(visible(user, "body__"), body__slug=selection.of_body)


def sought(selection: Selection) -> Q:
    """The parties whose names hold the words; a few are named one by one, so that the index is read only once."""
    if not selection.q:
        return Q()
    found = matching("party", selection.q).values_list("thing_id", flat=True)
    few = list(found[: MOST_NAMED + 1])
    return Q(pk__in=few if len(few) <= MOST_NAMED else found)


def with_status(selection: Selection, user: User, day: date) -> Q:
    """The parties whose membership is in the wanted state."""
    wanted = selection.wanted_status
    if not wanted:
        return Q()
    if wanted == NO_MEMBERSHIP:
        return ~Q(pk__in=register(selection, user).values("party"))
    return Q(pk__in=register(selection, user).in_states(STATUSES[wanted], day).values("party"))


def on_topic(selection: Selection, user: User, topics: Vocabulary) -> Q:
    """The parties with a practice on the wanted topic, or on a narrower one under it."""
    return Q(pk__in=practising(user, topics.within(selection.topic))) if selection.topic else Q()


def at_place(selection: Selection, path: str = "") -> Q:
    """The parties in the wanted region or country, of the wanted language and kind; ``path`` leads to them."""
    condition = Q()
    if selection.country:
        condition &= Q((f"{path}country", selection.country))
    if selection.region:
        condition &= Q((f"{path}country__in", Country.objects.filter(region__slug=selection.region)))
    if selection.language:
        condition &= Q((f"{path}country__in", Country.objects.filter(languages=selection.language)))
    if selection.kind:
        condition &= Q((f"{path}kind", selection.kind))
    return condition


@dataclass
class Facets:
    """How many parties there are of each sort; each facet counts under all filters but its own."""

    total: int = 0
    regions: Counter = field(default_factory=Counter)
    countries: Counter = field(default_factory=Counter)
    languages: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    statuses: Counter = field(default_factory=Counter)
    topics: Counter = field(default_factory=Counter)


def facets(selection: Selection, user: User, world: list[Land], words: Q) -> Facets:
    """Two queries, however many parties there are: one by country and kind, one by state of membership."""
    region_of, spoken_in = {land.key: land.region for land in world}, spoken(world)
    result = Facets()
    for country, kind, number in asked_of(tally, selection, user, words):
        region, codes = region_of.get(country, ""), spoken_in.get(country, [])
        in_region = selection.region in ("", region)
        in_country = selection.country in ("", country)
        speaks = selection.language in ("", *codes)
        is_kind = selection.kind in ("", kind)
        result.regions[region] += number * (in_country and speaks and is_kind)
        result.countries[country] += number * (in_region and speaks and is_kind)
        result.kinds[kind] += number * (in_region and in_country and speaks)
        for code in codes:
            result.languages[code] += number * (in_region and in_country and is_kind)
        result.total += number * (in_region and in_country and speaks and is_kind)
    group_of = {state: name for name, states in STATUSES.items() for state in states}
    for state, number in asked_of(states, selection, user, words):
        result.statuses[group_of.get(state, "")] += number
    return result


def asked_of(question: Prepared, selection: Selection, user: User, words: Q, *page: int) -> list[Any]:
    """The answer to one of the questions below, of which the SQL is kept unless words are sought."""
    shape = (replace(selection, q=""), timezone.localdate(), reading_language(), *page)
    return list(question.build(user, *shape, words=words)) if words else question(user, *shape)


@Prepared
def tally(user: User, selection: Selection, day: date, _language: str, words: Q = EVERY) -> QuerySet:
    """How many parties there are of each country and kind, under the words and the status."""
    found = Party.objects.visible_to(user).filter(words, with_status(selection, user, day)).order_by()
    return found.values_list("country", "kind").annotate(Count("pk"))


@Prepared
def states(user: User, selection: Selection, day: date, _language: str, words: Q = EVERY) -> QuerySet:
    """How many of the parties are members, candidates and so on of the body in question."""
    found = register(selection, user).exclude(party__in=hidden_parties(user)).filter(at_place(selection, "party__"))
    if words:
        found = found.filter(party__in=Party.objects.filter(words))
    return found.with_state(day).order_by().values_list("state").annotate(Count("pk"))


def topics_of(selection: Selection, user: User, words: Q, topics: Vocabulary) -> Counter:
    """How many of the parties have a practice on each topic; one query."""
    practised = parties_by_topic(asked_of(topic_pairs, selection, user, words), topics)
    return Counter({slug: len(parties) for slug, parties in practised.items()})


@Prepared
def topic_pairs(user: User, selection: Selection, day: date, _language: str, words: Q = EVERY) -> QuerySet:
    limits = words & with_status(selection, user, day) & at_place(selection)
    return tied_to(user, Party.objects.visible_to(user).filter(limits))


@Prepared
def page_of(
    user: User, selection: Selection, day: date, language: str, first: int, last: int, words: Q = EVERY
) -> QuerySet[Party]:
    """One page of the parties of the selection in its order."""
    rows = in_order(matched(selection, user, day, words), selection, language)
    return rows.defer("about", "country__subregion", *notes_at(""))[first:last]


def matched(selection: Selection, user: User, day: date, words: Q) -> QuerySet[Party]:
    """The parties of the selection, with country and place."""
    limits = words & with_status(selection, user, day) & at_place(selection)
    return Party.objects.visible_to(user).filter(limits).select_related("country", "place")


def in_order(parties: QuerySet[Party], selection: Selection, language: str) -> QuerySet[Party]:
    if selection.sort == "population":
        return parties.order_by(F("place__population").desc(nulls_last=True), "pk")
    return parties.sorted_by_name(language)


def chosen(selection: Selection, user: User, words: Q) -> QuerySet[Party]:
    """All parties of the selection in its order, each with its row in the register of the body as ``in_body``."""
    day = timezone.localdate()
    parties = in_order(matched(selection, user, day, words), selection, reading_language())
    in_body = register(selection, user).with_state(day)
    return parties.prefetch_related(Prefetch("memberships", in_body, to_attr="in_body"))


@dataclass(frozen=True)
class Listing:
    """The parties of the selection as a paginator cuts them: a slice is read with its memberships; two queries."""

    selection: Selection
    user: User
    words: Q

    def __getitem__(self, part: slice) -> list[Party]:
        if part.start >= part.stop:  # an empty list has one page with nothing on it
            return []
        found = asked_of(page_of, self.selection, self.user, self.words, part.start, part.stop)
        keys = [party.pk for party in found]
        rows = in_register(self.user, self.selection.of_body, timezone.localdate(), parties=keys)
        by_party = {membership.party_id: membership for membership in rows}
        for party in found:
            party.in_body = [by_party[party.pk]] if party.pk in by_party else []
        return found


@Prepared
def in_register(user: User, body: str, day: date, *, parties: list[int]) -> QuerySet[Membership]:
    rows = register(Selection(body=body), user).filter(party__in=parties).with_state(day)
    return rows.only("party_id", "joined_on", "confidence")


def row(
    party: Party,
    languages: Iterable[str],
    spoken_in: Mapping[str | None, list[str]],
    practised: Mapping[int, list[str]],
) -> list[Any]:
    """One party as open data: nothing of it but what its public page shows."""
    names, place = getattr(party.names, "data", party.names), party.place
    names = names if isinstance(names, dict) else {"en": str(names)}
    membership = party.in_body[0] if party.in_body else None
    return [
        party.slug,
        *(names.get(language) for language in languages),
        party.kind,
        party.country_id,
        party.country.region.slug if party.country else None,
        ";".join(spoken_in.get(party.country_id, [])) or None,
        place.latitude if place else None,
        place.longitude if place else None,
        place.population if place else None,
        place.population_on if place else None,
        party.website,
        membership.state if membership else None,
        membership.joined_on if membership else None,
        membership.confidence if membership else None,
        membership.source if membership else None,
        ";".join(practised.get(party.pk, [])) or None,
    ]
