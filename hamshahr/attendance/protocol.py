"""The protocol order of delegations: by office in the body, then by how long it is held, then by the alphabet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hamshahr.bodies.models import Mandate, Membership
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import Voices, body_of_members, voices_in
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import sort_key
from hamshahr.meetings.circle import day_of
from hamshahr.parties.models import Party

NO_OFFICE = 10_000


@dataclass(frozen=True)
class Rank:
    """Why a city stands where it does: its office in the body, and since when it has what it sits there by."""

    position: int
    since: date
    office: str

    @property
    def key(self) -> tuple[int, date]:
        return self.position, self.since


def rule_in_words() -> str:
    """The rule as the page cites it."""
    return _(
        "Protocol order: cities that hold an office of the body, in the order of its offices; "
        "within one office, and among those without, who has held the seat or the membership longest; "
        "where that is equal, the alphabet of the reader."
    )


def order_within() -> str:
    """The rule for the people of one delegation."""
    return _("Within a delegation: the head, the deputies, the members, the companions, each as the city placed them.")


def ranks(gathering: Gathering) -> tuple[dict[int, Rank], Voices]:
    """The rank of each city by its key, and what gives each its voice on the day of the meeting."""
    day = day_of(gathering)
    if day is None or gathering.body is None:
        return {}, {}
    voices = voices_in(gathering.body, day)
    found = {key: rank_of(ground) for key, ground in voices.items()}
    members = {ground.body_id for ground in voices.values() if isinstance(ground, Membership)}
    bodies = {gathering.body_id, *(members if voices else {body_of_members(gathering.body)})} - {None}
    offices = Mandate.objects.perhaps_on(day).filter(office__body__in=bodies).exclude(party=None)
    for mandate in offices.select_related("office__body"):
        rank = rank_of(mandate)
        if rank.key < found.get(mandate.party_id, rank_of(None)).key:
            found[mandate.party_id] = rank
    return found, voices


def rank_of(ground: object) -> Rank:
    """By its office where the voice is a seat; by the day it joined where it is a membership."""
    if isinstance(ground, Mandate):
        return Rank(ground.office.position, first_day(ground.starts_on), say(ground.office.names))
    return Rank(NO_OFFICE, first_day(getattr(ground, "joined_on", None)), "")


def first_day(day: PartialDate | None) -> date:
    """What is not known stands last."""
    return day.first_day if day else date.max


def in_order(parties: Iterable[Party], found: dict[int, Rank]) -> list[Party]:
    """The cities by protocol, in the alphabet of the reader where they are equal."""
    language, none = reading_language(), rank_of(None)
    return sorted(parties, key=lambda party: (found.get(party.pk, none).key, sort_key(say(party.names), language)))
