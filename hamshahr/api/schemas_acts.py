"""The shapes of what parties did: gatherings, awards, entries, claims."""

from typing import Any
from uuid import UUID

from ninja import Schema

from hamshahr.record.kinds import KINDS
from hamshahr.record.proving import said
from hamshahr.record.queries import definition

from .schemas import Fact, Names, PartialDay, by_language


class GatheringOut(Fact):
    slug: str
    kind: str
    names: Names
    series: str
    number: int | None
    body: str | None
    part_of: str | None
    place: str | None
    place_name: str
    country: str | None
    mode: str
    starts_on: PartialDay
    ends_on: PartialDay
    organiser: str

    @staticmethod
    def resolve_body(gathering):
        return gathering.body.slug if gathering.body else None

    @staticmethod
    def resolve_part_of(gathering):
        return gathering.parent.slug if gathering.parent else None

    @staticmethod
    def resolve_place(gathering):
        return gathering.place.slug if gathering.place else None

    @staticmethod
    def resolve_country(gathering):
        return gathering.country_id


class PartOut(Fact):
    gathering: str
    party: str
    role: str

    @staticmethod
    def resolve_gathering(part):
        return part.gathering.slug

    @staticmethod
    def resolve_party(part):
        return part.party.slug


class EditionOut(Fact):
    slug: str
    award: str
    number: int
    cycle_year: int
    ceremony_on: PartialDay
    submissions: int | None
    cities: int | None
    countries: int | None
    shortlisted: int | None
    winners: int | None
    prize: str
    selection: str

    @staticmethod
    def resolve_award(edition):
        return edition.award.slug


class DistinctionOut(Fact):
    edition: str
    level: str
    party: str | None
    city_name: str
    country: str | None
    project: Names

    @staticmethod
    def resolve_edition(distinction):
        return distinction.edition.slug

    @staticmethod
    def resolve_party(distinction):
        return distinction.party.slug if distinction.party else None

    @staticmethod
    def resolve_country(distinction):
        return distinction.country_id


class EntryOut(Schema):
    id: UUID
    party: str
    kind: str
    system: str
    happened_on: PartialDay
    confidence: str
    origin: str
    citation: str
    as_of: PartialDay
    note: str
    counts_as: str
    supersedes: UUID | None

    @staticmethod
    def resolve_party(entry):
        return entry.party.slug

    @staticmethod
    def resolve_system(entry):
        return KINDS[entry.kind].system

    @staticmethod
    def resolve_supersedes(entry):
        return entry.supersedes_id


class ClaimOut(Schema):
    """A published sentence with the query that proves it and what the record says to it now."""

    key: str
    party: str | None
    about: Names
    sentence: Names
    phrase: str
    unit: Names
    comparison: str
    quantity: float | None
    since: PartialDay | None
    until: PartialDay | None
    query: str
    parameters: dict[str, Any]
    definition: str
    published_in: str
    published_on: PartialDay
    state: str
    found: float | None
    confirmed: float | None
    weakest: str
    missing: list[str]

    @staticmethod
    def resolve_party(claim):
        return claim.party.slug if claim.party else None

    @staticmethod
    def resolve_about(claim):
        return by_language(claim.about)

    @staticmethod
    def resolve_sentence(claim):
        return by_language(claim.sentence)

    @staticmethod
    def resolve_unit(claim):
        return by_language(claim.unit)

    @staticmethod
    def resolve_query(claim):
        return claim.builder

    @staticmethod
    def resolve_definition(claim):
        return definition(claim)

    @staticmethod
    def resolve_found(claim):
        return claim.value

    @staticmethod
    def resolve_confirmed(claim):
        return claim.sure

    @staticmethod
    def resolve_missing(claim):
        return said(claim.missing)
