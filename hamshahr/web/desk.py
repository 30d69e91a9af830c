"""The desk: what awaits a city, composed from what each room asks of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.accounts.middleware import zone_named
from hamshahr.accounts.models import User
from hamshahr.attendance.queries import awaiting as of_attendance
from hamshahr.awards.queries import awaiting as of_awards
from hamshahr.ballots.queries import awaiting as of_ballots
from hamshahr.bodies.queries import awaiting as of_bodies
from hamshahr.calls.queries.standing import awaiting as of_calls
from hamshahr.decisions.queries import awaiting as of_decisions
from hamshahr.dues.queries import awaiting as of_dues
from hamshahr.fund.queries import awaiting as of_fund
from hamshahr.kernel.awaiting import Awaited
from hamshahr.meetings.queries import awaiting as of_meetings
from hamshahr.parties.awaiting import awaiting as of_liaisons
from hamshahr.parties.models import Liaison, Party
from hamshahr.record.awaiting import awaiting as of_record
from hamshahr.representatives.queries import awaiting as of_representatives
from hamshahr.resolutions.queries import awaiting as of_resolutions
from hamshahr.rolls.queries import awaiting as of_rolls

WEEK, MONTH = 7, 30
UNSURE = "entry.unsure"
ACTS = {
    "voice.uncast": gettext_lazy("Vote"),
    "seat.flagged": gettext_lazy("See the seat"),
    "seat.prolonged": gettext_lazy("See the seat"),
    "seat.vacant": gettext_lazy("See the seat"),
    "seat.expiring": gettext_lazy("See the seat"),
    "liaison.missing": gettext_lazy("Name somebody"),
    "liaison.ending": gettext_lazy("Name who follows"),
    "written.asked": gettext_lazy("Answer"),
    "proxy.silent": gettext_lazy("See the proxy"),
    "delegation.missing": gettext_lazy("Name the delegation"),
    "duty.open": gettext_lazy("Report it done"),
    "meeting.called": gettext_lazy("See the meeting"),
    "dues.open": gettext_lazy("Pay or bring the proof"),
    "honour.accept": gettext_lazy("Accept it"),
    "fund.sign": gettext_lazy("Read and sign"),
    "fund.report": gettext_lazy("Write the report"),
    "fund.paper": gettext_lazy("Bring a new paper"),
    "submission.draft": gettext_lazy("Write on"),
    "submission.endorse": gettext_lazy("Read and endorse"),
    "partner.asked": gettext_lazy("Answer"),
    "screening.out": pgettext_lazy("against a screening", "Appeal"),
    "roll.excluded": gettext_lazy("See how it is mended"),
    "objection.answered": gettext_lazy("Read the answer"),
    "seat.report": gettext_lazy("Write the report"),
    "seat.report_missing": gettext_lazy("Write the report"),
    "instruction.given": gettext_lazy("Read the instruction"),
    "nomination.open": gettext_lazy("Name a candidate"),
}


@dataclass(frozen=True)
class Room:
    """One room that asks something of cities."""

    key: str
    name: str | Promise
    awaiting: Callable[[Party, date], list[Awaited]]


ROOMS = (
    Room("bodies", gettext_lazy("Seats and memberships"), of_bodies),
    Room("liaisons", gettext_lazy("Who acts for the city"), of_liaisons),
    Room("attendance", gettext_lazy("Delegations"), of_attendance),
    Room("meetings", gettext_lazy("Meetings"), of_meetings),
    Room("decisions", gettext_lazy("Votes"), of_decisions),
    Room("resolutions", gettext_lazy("Duties from resolutions"), of_resolutions),
    Room("ballots", gettext_lazy("Ballots"), of_ballots),
    Room("calls", gettext_lazy("Calls and entries"), of_calls),
    Room("dues", gettext_lazy("Dues"), of_dues),
    Room("fund", pgettext_lazy("page", "Fund"), of_fund),
    Room("awards", gettext_lazy("Honours"), of_awards),
    Room("rolls", gettext_lazy("Rolls"), of_rolls),
    Room("representatives", gettext_lazy("Seats elsewhere"), of_representatives),
    Room("record", gettext_lazy("Record"), of_record),
)


@dataclass(frozen=True)
class Task:
    """One line of the desk for one reader."""

    awaited: Awaited
    room: Room
    days: int | None
    urgency: str
    owners: tuple[str, ...]
    duty: str
    may_act: bool

    @property
    def act(self) -> str | Promise:
        """What the button says."""
        return ACTS.get(self.awaited.kind, _("See what to do"))

    @property
    def days_over(self) -> int:
        return -self.days if self.days is not None and self.days < 0 else 0


@dataclass(frozen=True)
class Desk:
    """A city's desk as one reader sees it on one day."""

    party: Party
    today: date
    zone: str
    tasks: list[Task]
    liaisons: list[Liaison]
    duties: frozenset[str]

    def within(self, *urgencies: str) -> list[Task]:
        return [task for task in self.tasks if task.urgency in urgencies]

    @property
    def sections(self) -> list[tuple[str, list[Task]]]:
        """The tasks under their headings, empty headings left out."""
        parts = [
            (_("This week"), self.within("late", "week")),
            (_("Within a month"), self.within("soon")),
            (_("Later"), self.within("later")),
            (_("Without a day"), [task for task in self.within("undated") if task.awaited.kind != UNSURE]),
            (_("Waiting for others"), self.within("waits")),
        ]
        return [(title, tasks) for title, tasks in parts if tasks]

    @property
    def unsure(self) -> list[Task]:
        """The facts that lack a source: there may be hundreds, so that they stand in one plain list."""
        return [task for task in self.tasks if task.awaited.kind == UNSURE]

    @property
    def late(self) -> int:
        return len(self.within("late"))

    @property
    def week(self) -> int:
        return len(self.within("week"))

    @property
    def duty_names(self) -> list[str]:
        return [duty.label for duty in Liaison.Duty if duty in self.duties]

    @property
    def colleagues(self) -> int:
        return len({row.user_id for row in self.liaisons}) - 1


def desk_of(party: Party, user: User, *, room: str = "") -> Desk:
    """What awaits the city, as this reader's duties let them see it; a contact and a reader see all."""
    zone = user.time_zone or party.time_zone or settings.TIME_ZONE
    today = timezone.localdate(timezone=zone_named(zone))
    liaisons = list(party.liaisons.on(today).select_related("user"))
    duties = frozenset(row.duty for row in liaisons if row.user_id == user.pk)
    asked = [(each, awaited) for each in ROOMS if room in {"", each.key} for awaited in each.awaiting(party, today)]
    tasks = [task(awaited, each, today, liaisons, duties) for each, awaited in asked if sees(duties, awaited)]
    return Desk(party, today, zone, sorted(tasks, key=order), liaisons, duties)


def sees(duties: frozenset[str], awaited: Awaited) -> bool:
    """Whether what awaits the city is for these duties to know."""
    return bool(duties & {Liaison.Duty.CONTACT, Liaison.Duty.READER, awaited.owner_duty})


def task(awaited: Awaited, room: Room, today: date, liaisons: list[Liaison], duties: frozenset[str]) -> Task:
    """One line: how urgent it is, whose it is, and whether this reader may do it."""
    days = (awaited.due_on - today).days if awaited.due_on else None
    owners = [row for row in liaisons if row.duty == awaited.owner_duty]
    owners = owners or [row for row in liaisons if row.duty == Liaison.Duty.CONTACT]
    return Task(
        awaited,
        room,
        days,
        urgency_of(awaited, days),
        tuple(str(row.user) for row in owners),
        Liaison.Duty(awaited.owner_duty).label,
        bool(duties & {Liaison.Duty.CONTACT, awaited.owner_duty}),
    )


def urgency_of(awaited: Awaited, days: int | None) -> str:
    if awaited.kind.endswith(".waiting"):
        return "waits"
    if days is None:
        return "undated"
    if days < 0:
        return "late"
    return "week" if days <= WEEK else "soon" if days <= MONTH else "later"


def order(each: Task) -> tuple[date, str, str]:
    """By due date; what has none stands at the end."""
    return each.awaited.due_on or date.max, each.room.key, each.awaited.title


def far(today: date, tasks: list[Task]) -> tuple[date, date]:
    """The days a ruler of these tasks covers: from the first overdue one to the last, a year ahead at most."""
    days = [each.awaited.due_on for each in tasks if each.awaited.due_on]
    first = max(min([today - timedelta(days=7), *days]), today - timedelta(days=90))
    last = min(max([today + timedelta(days=45), *days]), today + timedelta(days=365))
    return first, last
