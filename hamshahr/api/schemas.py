"""The shapes of the open data; names are objects of language and text, dates are texts of ISO 8601 or EDTF."""

from typing import Annotated, Any

from i18nfield.strings import LazyI18nString
from ninja import Schema
from pydantic import BeforeValidator


def by_language(value: Any) -> dict[str, str]:
    """The texts of a name by language, empty ones left out."""
    data = value.data if isinstance(value, LazyI18nString) else value
    if isinstance(data, dict):
        return {language: text for language, text in data.items() if text}
    return {"und": data} if data else {}


def as_text(value: Any) -> str | None:
    return str(value) if value else None


Names = Annotated[dict[str, str], BeforeValidator(by_language)]
PartialDay = Annotated[str | None, BeforeValidator(as_text)]


class Fact(Schema):
    """How sure a row is and what it rests on."""

    confidence: str
    source: str
    as_of: PartialDay
    note: str


class PartyOut(Schema):
    slug: str
    kind: str
    names: Names
    country: str | None
    region: str | None
    languages: list[str]
    latitude: float | None
    longitude: float | None
    population: int | None
    time_zone: str
    website: str
    source: str
    as_of: PartialDay

    @staticmethod
    def resolve_country(party):
        return party.country_id

    @staticmethod
    def resolve_region(party):
        return party.country.region.slug if party.country else None

    @staticmethod
    def resolve_languages(party):
        return [language.pk for language in party.country.languages.all()] if party.country else []

    @staticmethod
    def resolve_latitude(party):
        return party.place.latitude if party.place else None

    @staticmethod
    def resolve_longitude(party):
        return party.place.longitude if party.place else None

    @staticmethod
    def resolve_population(party):
        return party.place.population if party.place else None


class BodyOut(Fact):
    slug: str
    names: Names
    kind: str
    network: str
    parent: str | None
    founded_on: PartialDay
    ended_on: PartialDay
    term_years: int | None
    size: str
    rules_in_short: Names

    @staticmethod
    def resolve_parent(body):
        return body.parent.slug if body.parent else None


class HostingOut(Fact):
    body: str
    host: str
    starts_on: PartialDay
    ends_on: PartialDay

    @staticmethod
    def resolve_body(hosting):
        return hosting.body.slug

    @staticmethod
    def resolve_host(hosting):
        return hosting.host.slug


class MembershipOut(Fact):
    body: str
    party: str
    category: str
    state: str | None
    joined_on: PartialDay
    left_on: PartialDay

    @staticmethod
    def resolve_body(membership):
        return membership.body.slug

    @staticmethod
    def resolve_party(membership):
        return membership.party.slug


class HolderOut(Schema):
    person: str
    names: Names
    starts_on: PartialDay
    ends_on: PartialDay
    is_acting: bool

    @staticmethod
    def resolve_person(holding):
        return holding.person.slug

    @staticmethod
    def resolve_names(holding):
        return by_language(holding.person.names)


class MandateOut(Fact):
    body: str
    office: str
    office_names: Names
    party: str | None
    starts_on: PartialDay
    ends_on: PartialDay
    term_ends_on: PartialDay
    beginning: str
    ending: str
    holders: list[HolderOut]

    @staticmethod
    def resolve_body(mandate):
        return mandate.office.body.slug

    @staticmethod
    def resolve_office(mandate):
        return mandate.office.slug

    @staticmethod
    def resolve_office_names(mandate):
        return by_language(mandate.office.names)

    @staticmethod
    def resolve_party(mandate):
        return mandate.party.slug if mandate.party else None

    @staticmethod
    def resolve_holders(mandate):
        return [holding for holding in mandate.holdings.all() if holding.person.live]
