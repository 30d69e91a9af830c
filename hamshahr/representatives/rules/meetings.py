"""What stands in the way of a meeting elsewhere, of an instruction, and of whoever says to have sat there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.bodies.lineage import Lineage
from hamshahr.bodies.models import Body, Decision, LocalOffice
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import NO, YES, holds_on
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Person

from ..models import OutsideMeeting, Point, Presence, Quota, Representative
from .seats import Role, sits_on


def obstacle_to_follow(quota: Quota, gathering: Gathering) -> str | None:
    """Why a gathering cannot be entered as one of these seats, or None."""
    if gathering.starts_on is None:
        return _("The days of this meeting are not known; enter them first.")
    if gathering.body_id is None or not of_one_tree(gathering.body, quota.outside):
        return _("This meeting is not one of %(body)s.") % {"body": say(quota.outside.names)}
    if quota.meetings.filter(gathering=gathering).exists():
        return _("This meeting is already in the register.")
    return None


def of_one_tree(one: Body, other: Body) -> bool:
    lineage = Lineage()
    return lineage.root(one.pk) == lineage.root(other.pk)


def obstacle_to_point(meeting: OutsideMeeting) -> str | None:
    """Why no further point can be entered, or None: what was reported upon stays as it was."""
    if meeting.reports.filter(given_on__isnull=False).exists():
        return _("A report on this meeting has been given; its points stay as they are.")
    return None


def obstacle_to_instruct(
    meeting: OutsideMeeting, *, body: Body, decision: Decision | None, given_on: date, today: date
) -> str | None:
    """Why no such instruction can be given, or None."""
    if given_on > today:
        return _("An instruction is given on a day that has come.")
    if given_on > meeting.first_day:
        return _("The meeting had begun by then; an instruction is given before it.")
    if not of_one_tree(body, meeting.quota.sender):
        return _("The body that instructs is of another network.")
    if decision is not None and decision.body_id != body.pk:
        return _("This decision was taken by another body.")
    return None


def obstacle_of_texts(
    text: Any, authentic_language: str, votes: Mapping[Point, str], meeting: OutsideMeeting
) -> str | None:
    """Why the words of an instruction cannot stand, or None."""
    said = getattr(text, "data", text)
    written = said if isinstance(said, dict) else {authentic_language: said}
    if not str(written.get(authentic_language) or "").strip():
        return _("The authentic text is missing; write it in its language.")
    if any(point.meeting_id != meeting.pk for point in votes):
        return _("A vote is asked for on a point of another meeting.")
    return None


def obstacle_to_sit(presence: Presence, *, today: date) -> str | None:
    """Why this cannot be who sat on the seat, or None; never titular and substitute at once."""
    meeting, seat, representative = presence.meeting, presence.seat, presence.representative
    if seat.quota_id != meeting.quota_id:
        return _("This seat is not one of this meeting.")
    if today < meeting.first_day:
        return _("The meeting has not begun.")
    if obstacle := obstacle_of_another(presence):
        return obstacle
    if representative is None:
        return None
    if representative.seat_id != seat.pk:
        return _("%(party)s represents another seat.") % {"party": say(representative.party.names)}
    if not sits_on(representative, meeting.first_day):
        return _("%(party)s does not have this seat on the day of the meeting.") % {
            "party": say(representative.party.names)
        }
    if obstacle := obstacle_of_local_office(representative, presence.person, presence.local_office, meeting.first_day):
        return obstacle
    return obstacle_of_substitute(presence) if representative.role == Role.SUBSTITUTE else None


def obstacle_of_another(presence: Presence) -> str | None:
    """Why nobody else can sit there: the seat is taken at this meeting, or the person sits on another one."""
    others = presence.meeting.presences.exclude(pk=presence.pk).select_related("representative__mandate__party")
    taken = others.filter(seat=presence.seat).first()
    if taken is not None and taken.representative is not None:
        words = {"party": say(taken.representative.party.names), "role": taken.representative.get_role_display()}
        return _("%(party)s sat there as %(role)s; titular and substitute do not vote on one seat at once.") % words
    if taken is not None:
        return _("The register says that nobody sat there; correct that entry.")
    if presence.person is not None and others.filter(person=presence.person).exists():
        return _("%(person)s sat on another seat at this meeting.") % {"person": say(presence.person.names)}
    return None


def obstacle_of_local_office(
    representative: Representative, person: Person | None, office: LocalOffice | None, on: date
) -> str | None:
    """Why nobody sits there by virtue of this local office that day, or None."""
    if office is None:
        return None
    if person is None or office.person_id != person.pk or office.party_id != representative.mandate.party_id:
        return _("This local office is not one of that person in that party.")
    if holds_on(office.starts_on, office.ends_on, on) == NO:
        return _("The local office was not held on the day of the meeting.")
    return None


def obstacle_of_substitute(presence: Presence) -> str | None:
    """Why the substitute cannot vote: the titular was there, or no local political mandate is known."""
    if not presence.absence.strip():
        return _("The substitute votes only where the titular is absent: say why the titular was not there.")
    office = presence.local_office
    if presence.person is None or office is None:
        return _("The substitute votes only with a local political mandate: name the person and the local office.")
    if holds_on(office.starts_on, office.ends_on, presence.meeting.first_day) != YES:
        return _("Whether the substitute held the local office on that day is not sure: enter its days.")
    return None


def obstacle_to_correct(presence: Presence, reason: str) -> str | None:
    """Why what was entered cannot be mended, or None."""
    if not reason.strip():
        return _("Give the reason for the correction.")
    if presence.meeting.reports.filter(seat=presence.seat, given_on__isnull=False).exists():
        return _("Who sat there has reported; that stands as it was read.")
    return None
