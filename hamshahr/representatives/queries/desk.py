"""What seats elsewhere ask of a city: reports, instructions to read, calls for candidates."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.bodies.models import Membership
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Liaison, Party

from ..models import Instruction, Nomination, OutsideMeeting, Representative, Vacancy
from .reports import DUE, MISSING, SeatAtMeeting, holds, seats_at, with_seats

CONTACT = Liaison.Duty.CONTACT


def awaiting(party: Party, on: date) -> list[Awaited]:
    """What awaits a city that sits in another network, or may."""
    own = list(Representative.objects.filter(mandate__party=party).select_related("mandate"))
    found = [*reports(party, own, on), *instructions(own, on)] if own else []
    return found + candidates(party, on)


def reports(party: Party, own: list[Representative], on: date) -> list[Awaited]:
    """The reports that the city owes, due or missing."""
    seats = {row.seat_id for row in own}
    meetings = OutsideMeeting.objects.filter(quota__outside_seats__in=seats).distinct()
    begun = meetings.filter(gathering__starts_on__begins_by=on).order_by("gathering__starts_on", "pk")
    lines = [line for meeting in with_seats(begun) for line in seats_at(meeting, on)]
    return [to_report(line) for line in lines if line.party == party and line.state in (DUE, MISSING)]


def to_report(line: SeatAtMeeting) -> Awaited:
    meeting = line.meeting
    named = {"meeting": say(meeting.gathering.names), "body": say(meeting.quota.readers.names)}
    missing = _("It is missing: the members of %(body)s do not know what was voted in their name.")
    due = _("The members of %(body)s read it; without it the seat is shown with a missing report.")
    return Awaited(
        kind="seat.report_missing" if line.state == MISSING else "seat.report",
        title=_("Report on %(meeting)s") % named,
        due_on=meeting.due_on,
        owner_duty=CONTACT,
        consequence=(missing if line.state == MISSING else due) % named,
        address=address_of("representatives:report", meeting.key, line.seat.key),
    )


def instructions(own: list[Representative], on: date) -> list[Awaited]:
    """The instructions for meetings to come of which the city holds a seat."""
    seats = {row.seat_id: row for row in own}
    rows = Instruction.objects.filter(
        meeting__quota__outside_seats__in=seats, meeting__gathering__starts_on__begins_after=on
    )
    rows = rows.select_related("meeting__gathering", "body").order_by("meeting", "-number").distinct()
    latest = {row.meeting_id: row for row in reversed(list(rows))}
    sitting = [row for row in latest.values() if any(holds(each, row.meeting.first_day) for each in own)]
    return [to_read(row) for row in sitting]


def to_read(instruction: Instruction) -> Awaited:
    meeting = instruction.meeting
    named = {"meeting": say(meeting.gathering.names), "body": say(instruction.body.names)}
    return Awaited(
        kind="instruction.given",
        title=_("Instruction for %(meeting)s") % named,
        due_on=meeting.first_day,
        owner_duty=CONTACT,
        consequence=_("%(body)s has said how its representatives vote; read it before the meeting.") % named,
        address=address_of("representatives:meeting", meeting.key),
    )


def candidates(party: Party, on: date) -> list[Awaited]:
    """The calls for candidates that are open to the city and in which it has named nobody."""
    rows = Vacancy.objects.filter(opens_on__lte=on, closes_on__gte=on).exclude(nominations__party=party)
    rows = rows.exclude(nominations__state=Nomination.State.CHOSEN).order_by("closes_on", "pk")
    found = list(rows.select_related("seat__quota__office__body"))
    if not found:
        return []
    bodies = set(Membership.objects.members(on).filter(party=party).values_list("body", flat=True))
    return [to_name(row) for row in found if row.seat.quota.readers_id in bodies]


def to_name(vacancy: Vacancy) -> Awaited:
    office = vacancy.seat.quota.office
    named = {"office": say(office.names), "body": say(office.body.names), "day": format_day(vacancy.closes_on)}
    return Awaited(
        kind="nomination.open",
        title=_("Candidates for %(office)s, %(body)s") % named,
        due_on=vacancy.closes_on,
        owner_duty=CONTACT,
        consequence=_("After %(day)s nobody can be named any more.") % named,
        address=address_of("representatives:vacancy", vacancy.key),
    )
