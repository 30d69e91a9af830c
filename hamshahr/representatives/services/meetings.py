"""Meetings elsewhere entered with their points, instructions given before them, and who sat there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision, LocalOffice
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Person

from .. import notices, rules
from ..models import Instruction, OutsideMeeting, OutsideSeat, Point, Presence, Quota, Representative, Wish


@transaction.atomic
def follow_meeting(
    *, quota: Quota, gathering: Gathering, by: User | None, report_days: int | None = None
) -> OutsideMeeting:
    """Enter a gathering of the other network as one at which our seats vote and report."""
    quota = Quota.objects.select_for_update(of=["self"]).select_related("outside").get(pk=quota.pk)
    if obstacle := rules.obstacle_to_follow(quota, gathering):
        raise Refused(obstacle)
    meeting = OutsideMeeting(quota=quota, gathering=gathering, report_days=report_days or quota.report_days)
    meeting.full_clean()
    log.save(meeting, "outside_meeting.entered", by=by)
    return meeting


def locked_meeting(meeting: OutsideMeeting) -> OutsideMeeting:
    rows = OutsideMeeting.objects.select_for_update(of=["self"])
    return rows.select_related("gathering", "quota__sender", "quota__outside").get(pk=meeting.pk)


@transaction.atomic
def add_point(*, meeting: OutsideMeeting, names: Any, by: User | None) -> Point:
    """Enter a further point that is put to the vote there."""
    meeting = locked_meeting(meeting)
    if obstacle := rules.obstacle_to_point(meeting):
        raise Refused(obstacle)
    last = meeting.points.aggregate(last=Max("position"))["last"] or 0
    point = Point(meeting=meeting, position=last + 1, names=names)
    point.full_clean()
    log.save(point, "outside_meeting.point_added", by=by)
    return point


@transaction.atomic
def give_instruction(
    *,
    meeting: OutsideMeeting,
    text: Any,
    authentic_language: str,
    body: Body,
    given_on: date,
    by: User | None,
    decision: Decision | None = None,
    votes: Mapping[Point, str] | None = None,
    today: date | None = None,
) -> Instruction:
    """Instruct the representatives before a meeting; those who have a seat get a letter."""
    meeting, votes, today = locked_meeting(meeting), votes or {}, today or timezone.localdate()
    asked = {"body": body, "decision": decision, "given_on": given_on, "today": today}
    obstacle = rules.obstacle_to_instruct(meeting, **asked)
    if obstacle := obstacle or rules.obstacle_of_texts(text, authentic_language, votes, meeting):
        raise Refused(obstacle)
    last = meeting.instructions.aggregate(last=Max("number"))["last"] or 0
    made = Instruction(meeting=meeting, number=last + 1, text=text, authentic_language=authentic_language)
    made.body, made.decision, made.given_on = body, decision, given_on
    made.full_clean()
    log.save(made, "instruction.given", by=by)
    for point, vote in votes.items():
        wish = Wish(instruction=made, point=point, vote=vote)
        wish.full_clean()
        log.save(wish, "instruction.vote_asked", by=by)
    if today <= meeting.last_day:
        notices.instruction_given(made, today)
    return made


@transaction.atomic
def record_presence(
    *,
    meeting: OutsideMeeting,
    seat: OutsideSeat,
    representative: Representative | None,
    by: User | None,
    person: Person | None = None,
    local_office: LocalOffice | None = None,
    absence: str = "",
    today: date | None = None,
) -> Presence:
    """Enter who sat on a seat, or that nobody did; the substitute only for an absent titular, never both."""
    meeting = locked_meeting(meeting)
    found = Presence(meeting=meeting, seat=seat, representative=representative, person=person)
    found.local_office, found.absence, found.entered_by = local_office, absence.strip(), by
    return stored(found, "sitting.entered", by=by, today=today)


@transaction.atomic
def correct_presence(
    *, presence: Presence, reason: str, by: User | None, today: date | None = None, **fields: Any
) -> Presence:
    """Mend who sat there; the log keeps what was entered before."""
    locked_meeting(presence.meeting)
    presence = Presence.objects.select_for_update(of=["self"]).select_related("meeting__gathering").get(pk=presence.pk)
    if obstacle := rules.obstacle_to_correct(presence, reason):
        raise Refused(obstacle)
    for name in ("representative", "person", "local_office"):
        setattr(presence, name, fields.get(name))
    presence.absence = fields.get("absence", "").strip()
    return stored(presence, "sitting.corrected", by=by, today=today, reason=reason)


def stored(presence: Presence, verb: str, *, by: User | None, today: date | None, reason: str = "") -> Presence:
    """Check and store who sat there."""
    if obstacle := rules.obstacle_to_sit(presence, today=today or timezone.localdate()):
        raise Refused(obstacle, article=presence.seat.quota.article)
    presence.full_clean()
    log.save(presence, verb, by=by, reason=reason)
    return presence
