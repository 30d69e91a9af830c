"""Arrivals and departures, each in its minute; what is sent twice is one, and a mistake is mended by a further row."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import Session

from .. import arrivals, rules
from ..models import Delegate, Presence
from .delegations import locked_delegate

Way, How = Presence.Way, Presence.How


def minute_of(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


@transaction.atomic
def arrive(
    *, delegate: Delegate, session: Session, how: str, at: datetime, by: User | None, way: str = Way.ROOM
) -> Presence:
    """Enter that a delegate is there from this minute on; who is there already stays as entered."""
    session = locked_session(session)
    delegate = locked_delegate(delegate)
    if there := open_presence(delegate, session):
        return there
    at = minute_of(at)
    if obstacle := rules.obstacle_to_arrive(delegate, session, at=at):
        raise Refused(obstacle)
    is_first = not others_of_city(delegate, session, at)
    presence = Presence(session=session, delegate=delegate, way=way, how=how, arrived_at=at, by=by)
    presence.full_clean()
    log.save(presence, "presence.began", by=by)
    if is_first:
        arrivals.tell(session, delegate.party, at, by)
    return presence


@transaction.atomic
def leave(*, delegate: Delegate, session: Session, at: datetime, by: User | None) -> Presence:
    """Enter that a delegate is no longer there from this minute on; who has left has left."""
    delegate = locked_delegate(delegate)
    if obstacle := rules.obstacle_to_leave(delegate, session):
        raise Refused(obstacle)
    presence = open_presence(delegate, session)
    if presence is None:
        return delegate.presences.standing().filter(session=session).latest("arrived_at", "pk")
    presence.left_at = max(minute_of(at), presence.arrived_at)
    presence.full_clean()
    log.save(presence, "presence.ended", by=by)
    return presence


@transaction.atomic
def enter_presence(
    *,
    delegate: Delegate,
    session: Session,
    arrived_at: datetime,
    left_at: datetime | None,
    reason: str,
    by: User | None,
    way: str = Way.ROOM,
) -> Presence:
    """Enter afterwards that somebody was there."""
    session = locked_session(session)
    delegate = locked_delegate(delegate)
    arrived_at, left_at = minute_of(arrived_at), left_at and minute_of(left_at)
    if delegate.gathering_id != session.gathering_id:
        raise Refused(rules.obstacle_to_arrive(delegate, session, at=arrived_at))
    if obstacle := rules.obstacle_of_overlap(delegate, session, arrived_at, left_at):
        raise Refused(obstacle)
    fields = {"way": way, "how": How.DESK, "arrived_at": arrived_at, "left_at": left_at, "reason": reason, "by": by}
    return written(Presence(session=session, delegate=delegate, **fields), "presence.entered")


@transaction.atomic
def correct_presence(
    *,
    presence: Presence,
    arrived_at: datetime,
    left_at: datetime | None,
    reason: str,
    at: datetime,
    by: User | None,
    way: str = "",
) -> Presence:
    """Mend a row by a further one, which stands in its place; the same minute twice says that nobody was there."""
    locked_session(presence.session)
    locked_delegate(presence.delegate)
    presence = Presence.objects.select_related("session__gathering", "delegate__delegation__party").get(pk=presence.pk)
    arrived_at, left_at = minute_of(arrived_at), left_at and minute_of(left_at)
    if obstacle := rules.obstacle_to_correct(presence, arrived_at=arrived_at, left_at=left_at):
        raise Refused(obstacle)
    presence.superseded_at = at
    log.save(presence, "presence.superseded", by=by, reason=reason)
    fields = {"way": way or presence.way, "how": How.DESK, "arrived_at": arrived_at, "left_at": left_at}
    mended = Presence(session=presence.session, delegate=presence.delegate, replaces=presence, **fields)
    mended.reason, mended.by = reason, by
    return written(mended, "presence.corrected")


def written(presence: Presence, verb: str) -> Presence:
    """Write a row of the past, and tell of the city it brings in."""
    is_first = not others_of_city(presence.delegate, presence.session, presence.arrived_at)
    presence.full_clean()
    log.save(presence, verb, by=presence.by, reason=presence.reason)
    if is_first and presence.left_at != presence.arrived_at:
        arrivals.tell(presence.session, presence.delegate.party, presence.arrived_at, presence.by)
    return presence


def locked_session(session: Session) -> Session:
    """The session, so that of two who arrive at once one is the first of the city."""
    return Session.objects.select_for_update(of=["self"]).select_related("gathering__body").get(pk=session.pk)


def open_presence(delegate: Delegate, session: Session) -> Presence | None:
    return delegate.presences.standing().filter(session=session, left_at=None).first()


def others_of_city(delegate: Delegate, session: Session, at: datetime) -> bool:
    """Whether the city has no need of this arrival: another voice of it is there, or this one has none."""
    if not delegate.has_voice or delegate.role == Delegate.Role.SUBSTITUTE:
        return True
    there = Presence.objects.at(at).filter(session=session, delegate__delegation=delegate.delegation_id)
    return there.filter(delegate__in=Delegate.objects.titular()).exclude(delegate=delegate).exists()
