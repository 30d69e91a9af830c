"""The shapes of practices and their topics."""

from ninja import Schema

from .schemas import Fact, Names, PartialDay


class PracticeOut(Fact):
    slug: str
    party: str
    country: str | None
    names: Names
    summary: Names
    topics: list[str]
    goals: list[int]
    starts_on: PartialDay
    ends_on: PartialDay
    origin: Names

    @staticmethod
    def resolve_party(practice):
        return practice.party.slug

    @staticmethod
    def resolve_country(practice):
        return practice.party.country_id

    @staticmethod
    def resolve_topics(practice):
        return [topic.slug for topic in practice.topics.all()]

    @staticmethod
    def resolve_goals(practice):
        return [goal.number for goal in practice.goals.all()]


class TopicOut(Schema):
    slug: str
    names: Names
    part_of: str | None
    goals: list[int]

    @staticmethod
    def resolve_part_of(topic):
        return topic.parent.slug if topic.parent else None

    @staticmethod
    def resolve_goals(topic):
        return [goal.number for goal in topic.goals.all()]
