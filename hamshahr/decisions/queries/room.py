"""What a meeting room shows at a moment: the item under way, the motion, the vote, the quorum, who speaks."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import LogHead, User
from hamshahr.attendance.models import Speaking
from hamshahr.ballots.queries import Progress, progress
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.prepared import Prepared
from hamshahr.meetings.agendas import Point, numbered
from hamshahr.meetings.models import Audience, Session

from .. import quorum
from ..models import Amendment, Block, Election, Motion, Putting, Round
from ..quorum import Quorum
from ..workflow import State

SHOWN = (Audience.PUBLIC, Audience.INTERNAL)
ON_THE_TABLE = (State.FILED, State.OPEN, State.DEBATED, State.PUT, State.TIED, State.NO_QUORUM)


@dataclass(frozen=True)
class Chosen:
    """Whom a round that was counted elected; nobody, where nobody had enough."""

    row: Round
    names: list[LazyI18nString]


@dataclass(frozen=True)
class RoomNow:
    """One session at a moment; hidden items are in none of it."""

    session: Session
    points: list[Point]
    current: Point | None
    coming: Point | None
    motions: list[Motion]
    putting: Putting | Round | None
    progress: Progress | None
    last: Putting | None
    elections: list[Election]
    chosen: Chosen | None
    quorum: Quorum | None
    speaking: Speaking | None
    waiting: list[Speaking]

    @property
    def share(self) -> tuple[int, int, int]:
        """Counted, needed and entitled as whole numbers for the bar."""
        if self.quorum is None:
            return (0, 0, 1)
        found = self.quorum
        return tuple(int(figure) for figure in (found.counted, found.needed, found.entitled or 1))  # type: ignore[return-value]


def session_at_hand(gathering: Gathering) -> Session | None:
    """The session that sits, else the next that will, else the last that sat."""
    rows = list(gathering.sessions.standing().select_related("chair").order_by("starts_at", "pk"))
    sits = next((each for each in rows if each.is_open), None)
    coming = next((each for each in rows if each.opened_at is None), None)
    session = sits or coming or (rows[-1] if rows else None)
    if session is not None:
        session.gathering = gathering
    return session


def room_now(session: Session, at: datetime) -> RoomNow:
    """Everything the room shows, read anew."""
    points = numbered(session, SHOWN)
    under_way = [point for point in points if point.item.opened_at and not point.item.closed_at]
    current = max(under_way, key=lambda point: (point.item.opened_at, point.depth), default=None)
    coming = next((point for point in points if point.item.opened_at is None), None)
    shown = [point.item.pk for point in points]
    here = [current.item.pk] if current else []
    motions = Motion.objects.filter(item__in=here, state__in=ON_THE_TABLE).select_related("mover", "block")
    putting, (last, chosen) = open_vote(session, shown), outcome_of(session, here or shown)
    return RoomNow(
        session=session,
        points=points,
        current=current,
        coming=coming,
        motions=list(motions),
        putting=putting,
        progress=progress(putting.ballot) if putting else None,
        last=last,
        elections=list(Election.objects.filter(item__in=here).order_by("pk")),
        chosen=chosen,
        quorum=quorum.at(session, at) if session.opened_at else None,
        speaking=next((row for row in speakers(session) if row.started_at and not row.paused_at), None),
        waiting=[row for row in speakers(session) if not row.started_at],
    )


def open_vote(session: Session, items: list[int]) -> Putting | Round | None:
    """The ballot that is open in this session, on a motion or in an election."""
    rows = Putting.objects.undecided().filter(session=session, item__in=items, ballot__closed_at=None)
    rows = rows.filter(ballot__annulled_at=None)
    found = rows.select_related("ballot", "motion", "block", "amendment__motion").first()
    if found is not None:
        return found
    rounds = session.rounds.filter(decided_at=None, election__item__in=items, ballot__closed_at=None)
    return rounds.filter(ballot__annulled_at=None).select_related("ballot", "election").first()


def outcome_of(session: Session, items: list[int]) -> tuple[Putting | None, Chosen | None]:
    """What was decided last under these items: a vote on a motion, or a round of an election."""
    last = last_vote(session, items)
    rows = session.rounds.filter(election__item__in=items, decided_at__isnull=False).select_related("election")
    row = rows.order_by("-decided_at", "-pk").first()
    if row is None or (last is not None and last.decided_at > row.decided_at):
        return last, None
    elected = row.ballot.options.filter(key__in=row.elected).order_by("position")
    return None, Chosen(row, list(elected.values_list("names", flat=True)))


def last_vote(session: Session, items: list[int]) -> Putting | None:
    """The vote that was decided last under these items."""
    rows = Putting.objects.filter(session=session, item__in=items, decided_at__isnull=False)
    related = ("ballot", "motion", "block", "amendment__motion")
    return rows.select_related(*related).order_by("-decided_at", "-pk").first()


def speakers(session: Session) -> list[Speaking]:
    """Who speaks and who waits, in turn."""
    rows = Speaking.objects.filter(session=session, withdrawn_at=None, ended_at=None).in_turn()
    return list(rows.select_related("delegate__delegation__party"))


def to_put(now: RoomNow) -> list[Motion | Block | Amendment]:
    """What the chair could put to the vote next under the current item, in its order."""
    from ..services.amendments import voting_order  # noqa: PLC0415  services read these queries

    found: list[Motion | Block | Amendment] = []
    for motion in now.motions:
        found += voting_order(motion) if motion.state == State.OPEN else []
        if motion.block is not None and motion.block not in found:
            found.append(motion.block)
        elif motion.block is None and motion.state in {State.DEBATED, State.TIED, State.NO_QUORUM}:
            found.append(motion)
    return found


def to_end(now: RoomNow) -> list[Motion]:
    """The motions whose debate the chair could end: those that wait for no amendment."""
    return [
        motion for motion in now.motions if motion.state == State.OPEN and not motion.amendments.standing().exists()
    ]


@Prepared
def meetings_at(user: User | None, *, slug: str) -> QuerySet[Gathering]:
    return Gathering.objects.visible_to(user).select_related("body__parent").filter(slug=slug).order_by()


def meeting_at(user: User, slug: str) -> Gathering | None:
    """The gathering at this address, asked as of the public first: a hundred screens ask every second."""
    shown = meetings_at(None, slug=slug) or meetings_at(user, slug=slug)
    return next(iter(shown), None)


@Prepared
def heads_of_log(_user: object, *, log: int) -> QuerySet[LogHead]:
    return LogHead.objects.filter(pk=log).order_by().values_list("digest")


def head_of_log() -> str:
    """A sign that changes with every act that is written, whatever it is about."""
    return next((digest for (digest,) in heads_of_log(None, log=1)), "")
