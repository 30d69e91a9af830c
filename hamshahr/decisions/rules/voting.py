"""What stands in the way of putting something to the vote, and of settling a tie."""

from datetime import datetime

from django.utils.translation import gettext as _

from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.rolls.queries import roll_of

from .. import quorum
from ..models import Amendment, Block, Motion, Putting
from ..queries.texts import texts_by_motion
from ..verdicts import Outcome, Tie
from ..workflow import State
from . import motions as rules

Thing = Motion | Block | Amendment


def item_of(thing: Thing) -> AgendaItem:
    """The item under which something is put to the vote."""
    return thing.motion.item if isinstance(thing, Amendment) else thing.item


def motions_of(thing: Thing) -> list[Motion]:
    """The motions whose texts are voted upon."""
    if isinstance(thing, Block):
        return list(thing.motions.select_related("gathering__body", "item").order_by("number"))
    return [thing.motion if isinstance(thing, Amendment) else thing]


def kind_of(thing: Thing) -> str:
    """What the statutes call it, so that its majority is found."""
    return "amendment" if isinstance(thing, Amendment) else motions_of(thing)[0].kind


def obstacle_to_put(thing: Thing, session: Session, *, at: datetime) -> str | None:
    """Why this cannot be put to the vote in this session at that moment, or None."""
    return (
        obstacle_of_item(thing, session)
        or obstacle_of_thing(thing)
        or obstacle_of_texts(thing)
        or obstacle_of_roll(session)
        or quorum.obstacle_to_decide(session, at, kind=kind_of(thing))
    )


def obstacle_of_item(thing: Thing, session: Session) -> str | None:
    """Why its item is not under way in this session, or None."""
    item = item_of(thing)
    if item.session_id != session.pk:
        return _("This item stands on the agenda of another session.")
    if item.opened_at is None:
        return _("The item is not under way; the chair opens it first.")
    if item.closed_at is not None:
        return _("The item is closed.")
    return None


def obstacle_of_thing(thing: Thing) -> str | None:
    """Why its state lets nobody vote on it, or None."""
    if isinstance(thing, Amendment):
        if thing.state != Amendment.State.FILED:
            return _("This amendment is %(state)s.") % {"state": thing.get_state_display()}
        if thing.motion.state != State.OPEN:
            return _("The motion is not open for amendments any more.")
        return None
    if isinstance(thing, Motion) and thing.block_id is not None:
        return _("This motion is voted with its block.")
    motions = motions_of(thing)
    if not motions:
        return _("There is no motion in this block any more.")
    found = (rules.obstacle_to_step(motion, State.PUT) or rules.obstacle_of_amendments(motion) for motion in motions)
    return next((obstacle for obstacle in found if obstacle), None)


def obstacle_of_texts(thing: Thing) -> str | None:
    """Why the words that would be voted upon are not the same in every language, or None."""
    found = map(rules.obstacle_of_stale_texts, texts_by_motion(motions_of(thing)).values())
    return next((obstacle for obstacle in found if obstacle), None)


def obstacle_of_roll(session: Session) -> str | None:
    """Why nobody knows for sure who may vote, or None."""
    roll = roll_of(session.gathering)
    if roll is None or roll.frozen_at is None:
        return _("The roll is not frozen; the secretary freezes it before the first vote.")
    return None


def obstacle_to_settle(putting: Putting) -> str | None:
    """Why no casting vote and no lot settles this, or None."""
    if putting.outcome != Outcome.TIE:
        return _("This vote is not tied.")
    if putting.rule["rule"].get("tie") not in {Tie.CHAIR, Tie.LOT}:
        return _("The statutes know neither a casting vote nor a lot here; it may be put to the vote again.")
    return None
