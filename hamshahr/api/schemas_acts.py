"""The shapes of what parties did: gatherings, awards, entries, claims."""

from uuid import UUID

from ninja import Schema

from hamshahr.record.kinds import KINDS
from hamshahr.record.queries import Judged

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
    key: str
    party: str
    sentence: Names
    comparison: str
    quantity: int
    measure: str
    definition: str
    until: str
    published_in: str
    published_on: PartialDay
    state: str
    found: int

    @classmethod
    def of(cls, judged: Judged) -> "ClaimOut":
        claim = judged.claim
        return cls(
            key=claim.key,
            party=claim.party.slug,
            sentence=by_language(claim.sentence),
            comparison=claim.comparison,
            quantity=claim.quantity,
            measure=claim.measure,
            definition=str(judged.measure.definition) if judged.measure else "",
            until=claim.until.isoformat(),
            published_in=claim.published_in,
            published_on=claim.published_on,
            state=judged.state,
            found=judged.found,
        )
