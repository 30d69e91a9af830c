"""Who reports for a seat, and what stands in the way of a report."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.calendars import format_day
from hamshahr.parties.models import Liaison, Party

from ..models import OutsideMeeting, OutsideSeat, Point, Report
from .seats import Role, may_keep_seats, sits_on


def reporting_party(meeting: OutsideMeeting, seat: OutsideSeat) -> Party | None:
    """Who reports: the city that sat there, else the titular of that day; None where nobody is known."""
    presence = meeting.presences.filter(seat=seat).select_related("representative__mandate__party").first()
    if presence is not None:
        return presence.representative.party if presence.representative is not None else None
    rows = seat.representatives.filter(role=Role.TITULAR).select_related("mandate__party")
    parties = [row.party for row in rows if row.party is not None and sits_on(row, meeting.first_day)]
    return parties[0] if len(parties) == 1 else None


def may_report(user: User, meeting: OutsideMeeting, party: Party | None) -> bool:
    """The contact of the city that sat there, or who keeps the seats."""
    if not user.is_authenticated or not user.is_active:
        return False
    if may_keep_seats(user, meeting):
        return True
    return party is not None and is_contact(user, party)


def is_contact(user: User, party: Party) -> bool:
    """Whether somebody acts for a city today as its contact."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(timezone.localdate()).filter(party=party, duty=Liaison.Duty.CONTACT).exists()


def obstacle_to_report(meeting: OutsideMeeting, seat: OutsideSeat, party: Party | None, *, today: date) -> str | None:
    """Why nothing can be reported, or None."""
    if today < meeting.first_day:
        return _("The meeting has not begun; it begins on %(day)s.") % {"day": format_day(meeting.first_day)}
    if party is None and meeting.presences.filter(seat=seat).exists():
        return _("Nobody sat on this seat at this meeting; there is nothing to report.")
    if party is None:
        return _("The register does not know who has this seat; enter that first.")
    if meeting.reports.filter(seat=seat, given_on__isnull=False).exists():
        return _("The report has been given; it stands as it was read.")
    return None


def obstacle_of_version(report: Report | None, version: int) -> str | None:
    """Why what was written upon an older draft is not kept over a newer one, or None."""
    if report is not None and report.version != version:
        return _("Somebody else has written this draft meanwhile; their text stands beside yours. Join the two.")
    return None


def obstacle_to_give(
    meeting: OutsideMeeting, *, text: str, votes: Mapping[Point, tuple[str, str]], today: date
) -> str | None:
    """Why the report cannot be given as it stands, or None."""
    if today < meeting.last_day:
        return _("The meeting is not over; its last day is %(day)s.") % {"day": format_day(meeting.last_day)}
    if not text.strip():
        return _("Say what was said there.")
    if any(not votes.get(point, ("", ""))[0] for point in meeting.points.all()):
        return _("Say of each point how the seat voted, or that it was not there.")
    return None
