"""Motions of one meeting as its page lists them, and one motion whole."""

from dataclasses import dataclass, field

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import sort_key
from hamshahr.meetings.circle import called_to, day_of
from hamshahr.meetings.models import AgendaItem
from hamshahr.meetings.queries import agenda
from hamshahr.parties.models import Party

from ..models import Amendment, Motion, Putting
from ..rules import motions as rules
from ..services.amendments import voting_order
from ..workflow import Way
from .texts import Texts, texts_by_motion


@dataclass
class Listed:
    """An item of the agenda with the motions that stand under it."""

    item: AgendaItem
    name: str
    motions: list[tuple[Motion, Texts]] = field(default_factory=list)


def items_for(gathering: Gathering, user: User) -> list[tuple[AgendaItem, str]]:
    """Every item that a reader is shown, with its number and title, session after session."""
    found = []
    for session in gathering.sessions.standing().order_by("starts_at", "pk"):
        session.gathering = gathering
        found += [(point.item, f"{point.number} {point.item}".strip()) for point in agenda(session, user)]
    return found


def listed(gathering: Gathering, user: User) -> list[Listed]:
    """The motions of a meeting under their items, in the order of the agenda."""
    rows = (
        Motion.objects.visible_to(user, called_to(user, gathering))
        .filter(gathering=gathering)
        .select_related("mover", "block")
    )
    motions = list(rows)
    texts = texts_by_motion(motions)
    by_item: dict[int, list[tuple[Motion, Texts]]] = {}
    for motion in motions:
        by_item.setdefault(motion.item_id, []).append((motion, texts[motion.pk]))
    items = items_for(gathering, user)
    return [Listed(item, name, by_item[item.pk]) for item, name in items if item.pk in by_item]


def steps_for(motion: Motion, user: User) -> list[tuple[Way, str | None]]:
    """The steps that this reader may take a motion, each with what stands in its way; a vote has its own page."""
    ways = [way for way in rules.ways_of(motion.gathering) if way.before == motion.state and way.after != "put"]
    return [(way, rules.obstacle_to_step(motion, way.after)) for way in ways if rules.may_step(user, motion, way)]


def amendments_of(motion: Motion) -> tuple[list[Amendment], list[Amendment]]:
    """Those that wait, in the order of the vote, and those that are dealt with."""
    waiting = voting_order(motion)
    rows = motion.amendments.exclude(pk__in=[each.pk for each in waiting]).select_related("mover", "motion", "basis")
    return waiting, list(rows)


def puttings_of(motion: Motion) -> list[Putting]:
    """The votes on a motion, on its block and on its amendments, latest first."""
    rows = Putting.objects.filter(motion=motion) | Putting.objects.filter(amendment__motion=motion)
    rows = rows | Putting.objects.filter(block__motions=motion)
    return list(rows.distinct().select_related("ballot", "motion", "amendment__motion", "block"))


def parties_with_a_voice(gathering: Gathering) -> list[Party]:
    """Every party with a voice at a meeting, in the order of the reader's alphabet."""
    day, language = day_of(gathering), reading_language()
    grounds = voices_in(gathering.body, day).values() if day else []
    return sorted((ground.party for ground in grounds), key=lambda party: sort_key(say(party.names), language))
