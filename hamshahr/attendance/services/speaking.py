"""The speakers' list: asked, given, interrupted, ended; one has the floor, and a pause does not count."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import AgendaItem, Session

from .. import rules
from ..models import Delegate, Speaking, SpeakingLimits
from ..models.speaking import SpeakingQuerySet

Kind = Speaking.Kind


def locked_list(session: Session) -> Session:
    """The session, so that two who chair come one after the other."""
    rows = Session.objects.select_for_update(of=["self"]).select_related("gathering")
    return rows.get(pk=session.pk)


def fresh(speaking: Speaking) -> Speaking:
    """The entry as it stands, once its list is locked."""
    locked_list(speaking.session)
    return Speaking.objects.select_related("session", "delegate__delegation").get(pk=speaking.pk)


@transaction.atomic
def ask_for_floor(
    *,
    delegate: Delegate,
    session: Session,
    kind: str,
    at: datetime,
    by: User | None,
    item: AgendaItem | None = None,
    note: str = "",
) -> Speaking:
    """Put a delegate on the list; who is on it for the same already stays in their place."""
    session = locked_list(session)
    waiting = Speaking.objects.waiting().filter(session=session, delegate=delegate, kind=kind)
    if again := waiting.first():
        return again
    if obstacle := rules.obstacle_to_ask(delegate, session, item, at=at):
        raise Refused(obstacle)
    limits = SpeakingLimits.objects.filter(session=session).first() or SpeakingLimits(session=session)
    speaking = Speaking(session=session, item=item, delegate=delegate, kind=kind, limit=limits.of(kind))
    speaking.asked_at, speaking.asked_by, speaking.note = at, by, note.strip()
    speaking.full_clean()
    log.save(speaking, "floor.asked", by=by)
    return speaking


@transaction.atomic
def give_floor(*, speaking: Speaking, at: datetime, by: User | None) -> Speaking:
    """Let a delegate speak; a point of order interrupts who speaks, anything else ends it."""
    speaking = fresh(speaking)
    if speaking.started_at:
        return speaking
    if obstacle := rules.obstacle_to_give_floor(speaking):
        raise Refused(obstacle)
    for other in running(speaking.session):
        if speaking.kind == Kind.ORDER:
            interrupt(other, at=at, by=by)
        else:
            end(other, at=at, by=by)
    speaking.started_at = at
    log.save(speaking, "floor.given", by=by)
    return speaking


@transaction.atomic
def pause(*, speaking: Speaking, at: datetime, by: User | None) -> Speaking:
    """Stop the clock of a speech."""
    speaking = fresh(speaking)
    if obstacle := rules.obstacle_to_pause(speaking):
        raise Refused(obstacle)
    return speaking if speaking.paused_at else interrupt(speaking, at=at, by=by)


@transaction.atomic
def resume(*, speaking: Speaking, at: datetime, by: User | None) -> Speaking:
    """Let a speech go on, which ends who speaks meanwhile; the seconds between do not count."""
    speaking = fresh(speaking)
    if obstacle := rules.obstacle_to_resume(speaking):
        raise Refused(obstacle)
    if speaking.paused_at:
        for other in running(speaking.session):
            end(other, at=at, by=by)
        speaking.paused_seconds += seconds_between(speaking.paused_at, at)
        speaking.paused_at = None
        log.save(speaking, "floor.resumed", by=by)
    return speaking


@transaction.atomic
def stop(*, speaking: Speaking, at: datetime, by: User | None) -> Speaking:
    """End a speech."""
    speaking = fresh(speaking)
    if obstacle := rules.obstacle_to_stop(speaking):
        raise Refused(obstacle)
    return speaking if speaking.ended_at else end(speaking, at=at, by=by)


@transaction.atomic
def withdraw_wish(*, speaking: Speaking, at: datetime, by: User | None) -> Speaking:
    """Take a delegate off the list."""
    speaking = fresh(speaking)
    if obstacle := rules.obstacle_to_withdraw_wish(speaking):
        raise Refused(obstacle)
    if speaking.withdrawn_at is None:
        speaking.withdrawn_at = at
        log.save(speaking, "floor.withdrawn", by=by)
    return speaking


@transaction.atomic
def set_limits(*, session: Session, by: User | None, **seconds: int | None) -> SpeakingLimits:
    """Say how long each kind of speaking is; who is on the list already keeps their seconds."""
    session = locked_list(session)
    limits = SpeakingLimits.objects.filter(session=session).first() or SpeakingLimits(session=session)
    for name, value in seconds.items():
        setattr(limits, name, value)
    limits.full_clean()
    log.save(limits, "speaking_limits.set", by=by)
    return limits


def on_the_floor(session: Session) -> SpeakingQuerySet:
    return Speaking.objects.on_the_floor().filter(session=session)


def running(session: Session) -> list[Speaking]:
    """Who speaks at this moment."""
    return list(on_the_floor(session).filter(paused_at=None))


def interrupt(speaking: Speaking, *, at: datetime, by: User | None) -> Speaking:
    speaking.paused_at = at
    log.save(speaking, "floor.interrupted", by=by)
    return speaking


def end(speaking: Speaking, *, at: datetime, by: User | None) -> Speaking:
    """The clock stands from here on; a pause that lasts to the end is no time of the speaker."""
    if speaking.paused_at:
        speaking.paused_seconds += seconds_between(speaking.paused_at, at)
        speaking.paused_at = None
    speaking.ended_at = max(at, speaking.started_at or at)
    log.save(speaking, "floor.ended", by=by)
    return speaking


def seconds_between(first: datetime, last: datetime) -> int:
    return max(round((last - first).total_seconds()), 0)
