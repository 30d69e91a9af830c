"""Reading the directory of parties: what the filters leave, how many there are of each sort, one page of rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership, MembershipStep
from hamshahr.kernel.languages import reading_language
from hamshahr.parties.models import Country, Party

from ..searching import matching, words_sought

State = MembershipStep.State
NO_MEMBERSHIP = "none"
STATUSES = {
    "member": MembershipStep.MEMBER_STATES,
    "candidate": (State.POTENTIAL, State.APPLIED, State.EXAMINED),
    "suspended": (State.SUSPENDED,),
    "former": (State.LEFT, State.EXCLUDED, State.DECLINED),
}
Cell = tuple[str, str]


@dataclass(frozen=True)
class Selection:
    """What the reader asked for; what is empty narrows nothing. A membership is one in ``body``."""

    q: str = ""
    region: str = ""
    country: str = ""
    kind: str = ""
    body: str = ""
    status: str = ""
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
    """Every country with its region."""
    return list(Country.objects.select_related("region"))


def memberships(selection: Selection, user: User) -> QuerySet[Membership]:
    """The register of the body in question, with the state of each membership."""
    return Membership.objects.visible_to(user).with_state().filter(body__slug=selection.of_body)


def sought(selection: Selection, user: User) -> QuerySet[Party]:
    """What the words leave of the parties that the user may see."""
    parties = Party.objects.visible_to(user)
    if words_sought(selection.q):
        return parties.filter(pk__in=matching("party", selection.q).values("thing_id"))
    return parties.none() if selection.q else parties


def with_status(parties: QuerySet[Party], selection: Selection, user: User) -> QuerySet[Party]:
    """Those of the parties whose membership is in the wanted state."""
    wanted, register = selection.wanted_status, memberships(selection, user)
    if not wanted:
        return parties
    if wanted == NO_MEMBERSHIP:
        return parties.exclude(pk__in=register.values("party"))
    return parties.filter(pk__in=register.filter(state__in=STATUSES[wanted]).values("party"))


def at_place(parties: QuerySet[Party], selection: Selection, world: Iterable[Country]) -> QuerySet[Party]:
    """Those of the parties in the wanted region or country and of the wanted kind."""
    if selection.country:
        parties = parties.filter(country=selection.country)
    if selection.region:
        parties = parties.filter(country__in=[c.pk for c in world if c.region.slug == selection.region])
    if selection.kind:
        parties = parties.filter(kind=selection.kind)
    return parties


@dataclass
class Facets:
    """How many parties there are of each sort; each facet counts under all filters but its own."""

    total: int = 0
    regions: Counter = field(default_factory=Counter)
    countries: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    statuses: Counter = field(default_factory=Counter)


def facets(selection: Selection, user: User, world: list[Country]) -> Facets:
    """Two queries, however many parties there are: one by country and kind, one by state of membership."""
    found = sought(selection, user)
    rows = with_status(found, selection, user).order_by().values_list("country", "kind").annotate(Count("pk"))
    region_of = {country.pk: country.region.slug for country in world}
    result = Facets()
    for country, kind, number in rows:
        region = region_of.get(country, "")
        in_region = selection.region in ("", region)
        in_country = selection.country in ("", country)
        is_kind = selection.kind in ("", kind)
        result.regions[region] += number * (is_kind and in_country)
        result.countries[country] += number * (is_kind and in_region)
        result.kinds[kind] += number * (in_region and in_country)
        result.total += number * (in_region and in_country and is_kind)
    result.statuses = statuses(at_place(found, selection, world), selection, user)
    return result


def statuses(parties: QuerySet[Party], selection: Selection, user: User) -> Counter:
    """How many of the parties are members, candidates and so on of the body in question."""
    register = memberships(selection, user).filter(party__in=parties.order_by()).order_by()
    group_of = {state: name for name, states in STATUSES.items() for state in states}
    counted: Counter = Counter()
    for state, number in register.values_list("state").annotate(Count("pk")):
        counted[group_of.get(state, "")] += number
    return counted


def chosen(selection: Selection, user: User, world: list[Country]) -> QuerySet[Party]:
    """The parties of the selection in its order, with country and place."""
    parties = at_place(with_status(sought(selection, user), selection, user), selection, world)
    parties = parties.select_related("country", "place")
    if selection.sort == "population":
        return parties.order_by(F("place__population").desc(nulls_last=True), "pk")
    return parties.sorted_by_name(reading_language())


def with_memberships(parties: QuerySet[Party], selection: Selection, user: User) -> QuerySet[Party]:
    """Each with its row in the register of the body in question, as ``in_body``."""
    return parties.prefetch_related(Prefetch("memberships", memberships(selection, user), to_attr="in_body"))


def row(party: Party, languages: Iterable[str]) -> list[Any]:
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
        place.latitude if place else None,
        place.longitude if place else None,
        place.population if place else None,
        place.population_on if place else None,
        party.website,
        membership.state if membership else None,
        membership.joined_on if membership else None,
        membership.confidence if membership else None,
        membership.source if membership else None,
    ]
