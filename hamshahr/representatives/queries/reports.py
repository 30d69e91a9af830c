"""Which reports are due, given in time, late or missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from hamshahr.kernel.dates import NO, holds_on
from hamshahr.parties.models import Party

from ..models import OutsideMeeting, OutsideSeat, Presence, Report, Representative

GIVEN, LATE, DUE, MISSING, NOTHING, UNKNOWN = "given", "late", "due", "missing", "nothing", "unknown"


@dataclass(frozen=True)
class Missing:
    """A seat whose report on a meeting was not given in time."""

    meeting: OutsideMeeting
    seat: OutsideSeat
    party: Party | None


@dataclass(frozen=True)
class SeatAtMeeting:
    """One seat at one meeting: who sat there, who reports, the report, and what it is on a day."""

    meeting: OutsideMeeting
    seat: OutsideSeat
    presence: Presence | None
    party: Party | None
    report: Report | None
    state: str


def with_seats(meetings: Iterable[OutsideMeeting]) -> Iterable[OutsideMeeting]:
    """Meetings with all that is asked of their seats, at a fixed price."""
    people = Representative.objects.select_related("mandate__party").order_by("-role", "pk")
    seats = OutsideSeat.objects.select_related("quota__office__body").prefetch_related(
        Prefetch("representatives", people)
    )
    sat = Presence.objects.select_related(
        *("representative__mandate__party", "representative__seat", "person", "local_office")
    )
    given = Report.objects.select_related("party").prefetch_related("votes")
    rows = meetings.select_related("gathering", "quota__outside", "quota__sender", "quota__readers")
    return rows.prefetch_related(
        Prefetch("quota__outside_seats", seats), Prefetch("presences", sat), Prefetch("reports", given)
    )


def seats_at(meeting: OutsideMeeting, on: date) -> list[SeatAtMeeting]:
    """Each seat at a meeting that ``with_seats`` has loaded."""
    sat = {row.seat_id: row for row in meeting.presences.all()}
    reports = {row.seat_id: row for row in meeting.reports.all()}
    found = []
    for seat in meeting.quota.outside_seats.all():
        presence, report = sat.get(seat.pk), reports.get(seat.pk)
        party = party_of(seat, presence, meeting.first_day)
        state = state_of(meeting, presence, party, report, on)
        found.append(SeatAtMeeting(meeting, seat, presence, party, report, state))
    return found


def party_of(seat: OutsideSeat, presence: Presence | None, on: date) -> Party | None:
    """As ``rules.reporting_party`` has it, for a seat already loaded."""
    if presence is not None:
        return presence.representative.party if presence.representative is not None else None
    titulars = [row for row in seat.representatives.all() if row.role == Representative.Role.TITULAR]
    parties = [row.party for row in titulars if row.party is not None and holds(row, on)]
    return parties[0] if len(parties) == 1 else None


def holds(row: Representative, on: date) -> bool:
    return holds_on(row.mandate.starts_on, row.mandate.ends_on, on) != NO


def state_of(
    meeting: OutsideMeeting, presence: Presence | None, party: Party | None, report: Report | None, on: date
) -> str:
    """Given, given late, still due, missing; nothing where nobody sat there; unknown where nobody knows who."""
    if report is not None and report.given_on is not None:
        return GIVEN if report.given_on <= meeting.due_on else LATE
    if presence is not None and presence.representative_id is None:
        return NOTHING
    if party is None:
        return UNKNOWN
    return DUE if on <= meeting.due_on else MISSING


def missing_reports(on: date) -> list[Missing]:
    """Every seat whose holder is known and whose report is late, the oldest meeting first."""
    meetings = with_seats(OutsideMeeting.objects.order_by("gathering__starts_on", "pk"))
    lines = [line for meeting in meetings for line in seats_at(meeting, on) if line.state == MISSING]
    return [Missing(line.meeting, line.seat, line.party) for line in lines]
