"""Reading the directory of parties: what the filters leave, how many there are of each sort, one page of rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership, MembershipStep
from hamshahr.kernel.languages import reading_language
from hamshahr.parties.models import Country, Party
from hamshahr.practices.queries import parties_by_topic, practising
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


def bodies_with_members(user: User) -> list[Body]:
    """The bodies in whose register somebody stands."""
    registered = Exists(Membership.objects.filter(body=OuterRef("pk")))
    return list(Body.objects.visible_to(user).filter(registered).only("slug", "names"))


def countries() -> list[Country]:
    """Every country with its region and its official languages."""
    return list(Country.objects.select_related("region").prefetch_related("languages"))


def spoken(world: Iterable[Country]) -> dict[str | None, list[str]]:
    """The codes of the official languages of each country."""
    return {country.pk: [language.pk for language in country.languages.all()] for country in world}


def memberships(selection: Selection, user: User) -> QuerySet[Membership]:
    """The register of the body in question, with the state of each membership."""
    return Membership.objects.visible_to(user).with_state().filter(body__slug=selection.of_body)


def sought(selection: Selection) -> Q:
    """The parties whose names hold the words; a few are named one by one, so that the index is read only once."""
    if not selection.q:
        return Q()
    found = matching("party", selection.q).values_list("thing_id", flat=True)
    few = list(found[: MOST_NAMED + 1])
    return Q(pk__in=few if len(few) <= MOST_NAMED else found)


def with_status(selection: Selection, user: User) -> Q:
    """The parties whose membership is in the wanted state."""
    wanted, register = selection.wanted_status, memberships(selection, user)
    if not wanted:
        return Q()
    if wanted == NO_MEMBERSHIP:
        return ~Q(pk__in=register.values("party"))
    return Q(pk__in=register.filter(state__in=STATUSES[wanted]).values("party"))


def on_topic(selection: Selection, user: User, topics: Vocabulary) -> Q:
    """The parties with a practice on the wanted topic, or on a narrower one under it."""
    return Q(pk__in=practising(user, topics.within(selection.topic))) if selection.topic else Q()


def at_place(selection: Selection, world: Iterable[Country], path: str = "") -> Q:
    """The parties in the wanted region or country, of the wanted language and kind; ``path`` leads to them."""
    condition = Q()
    if selection.country:
        condition &= Q((f"{path}country", selection.country))
    if selection.region:
        inside = [country.pk for country in world if country.region.slug == selection.region]
        condition &= Q((f"{path}country__in", inside))
    if selection.language:
        speaking = [country for country, codes in spoken(world).items() if selection.language in codes]
        condition &= Q((f"{path}country__in", speaking))
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


def facets(selection: Selection, user: User, world: list[Country], words: Q) -> Facets:
    """Two queries, however many parties there are: one by country and kind, one by state of membership."""
    found = Party.objects.visible_to(user).filter(words, with_status(selection, user)).order_by()
    rows = found.values_list("country", "kind").annotate(Count("pk"))
    region_of, spoken_in = {country.pk: country.region.slug for country in world}, spoken(world)
    result = Facets()
    for country, kind, number in rows:
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
    result.statuses = statuses(selection, user, world, words)
    return result


def statuses(selection: Selection, user: User, world: list[Country], words: Q) -> Counter:
    """How many of the parties are members, candidates and so on of the body in question."""
    register = memberships(selection, user).filter(at_place(selection, world, "party__")).order_by()
    if words:
        register = register.filter(party__in=Party.objects.filter(words))
    group_of = {state: name for name, states in STATUSES.items() for state in states}
    counted: Counter = Counter()
    for state, number in register.values_list("state").annotate(Count("pk")):
        counted[group_of.get(state, "")] += number
    return counted


def topics_of(selection: Selection, user: User, world: list[Country], words: Q, topics: Vocabulary) -> Counter:
    """How many of the parties have a practice on each topic; one query."""
    limits = words & with_status(selection, user) & at_place(selection, world)
    practised = parties_by_topic(user, topics, Party.objects.visible_to(user).filter(limits))
    return Counter({slug: len(parties) for slug, parties in practised.items()})


def chosen(selection: Selection, user: User, world: list[Country], words: Q) -> QuerySet[Party]:
    """The parties of the selection in its order, with country and place."""
    limits = words & with_status(selection, user) & at_place(selection, world)
    parties = Party.objects.visible_to(user).filter(limits)
    parties = parties.select_related("country", "place")
    if selection.sort == "population":
        return parties.order_by(F("place__population").desc(nulls_last=True), "pk")
    return parties.sorted_by_name(reading_language())


def with_memberships(parties: QuerySet[Party], selection: Selection, user: User) -> QuerySet[Party]:
    """Each with its row in the register of the body in question, as ``in_body``."""
    return parties.prefetch_related(Prefetch("memberships", memberships(selection, user), to_attr="in_body"))


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
