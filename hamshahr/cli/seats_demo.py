"""The seats of the demonstration in another network: nine, of which the sources name one holder, and no other."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from i18nfield.strings import LazyI18nString

from hamshahr.bodies.models import Body, Mandate, Office
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.representatives import services
from hamshahr.representatives.models import OutsideMeeting, Quota

Said = Mapping[str, Any]


def load_seats(said: Said) -> int:
    """Enter the quota, who of it is known, and one meeting as an example, unless it was; how many seats."""
    fields = dict(said["quota"])
    body, slug = Body.objects.get(slug=fields.pop("body")), fields.pop("office")
    office = Office.objects.get(body=body, slug=slug)
    if Quota.objects.filter(office=office).exists():
        return 0
    fields["sender"] = Body.objects.get(slug=fields["sender"])
    fields["rule"], fields["as_of"] = LazyI18nString(fields["rule"]), PartialDate(fields["as_of"])
    quota = services.agree_quota(office=office, is_open=True, by=None, **fields)
    for number, party in enumerate(said["known"], start=1):
        mandate = Mandate.objects.get(office=office, party__slug=party)
        services.tie_mandate(seat=quota.outside_seats.get(number=number), mandate=mandate, by=None)
    load_meeting(quota, said["meeting"])
    return quota.seats


def load_meeting(quota: Quota, said: Said) -> None:
    """One real meeting there, with an instruction and a report that say of themselves that they are examples."""
    gathering = Gathering.objects.get(slug=said["gathering"])
    meeting = services.follow_meeting(quota=quota, gathering=gathering, by=None)
    for names in said["points"]:
        services.add_point(meeting=meeting, names=LazyI18nString(names), by=None)
    instruct(meeting, said["instruction"])
    report(meeting, said["report"])


def instruct(meeting: OutsideMeeting, said: Said) -> None:
    day = date.fromisoformat(said["given_on"])
    services.give_instruction(
        meeting=meeting,
        text=LazyI18nString(said["text"]),
        authentic_language=said["authentic_language"],
        body=meeting.quota.sender,
        given_on=day,
        votes=dict(zip(meeting.points.all(), said["votes"], strict=True)),
        today=day,
        by=None,
    )


def report(meeting: OutsideMeeting, said: Said) -> None:
    votes = {point: tuple(vote) for point, vote in zip(meeting.points.all(), said["votes"], strict=True)}
    seat = meeting.quota.outside_seats.get(representatives__mandate__party__slug=said["party"])
    words = {name: said[name] for name in ("language", "text", "source")}
    day = date.fromisoformat(said["given_on"])
    services.give_report(meeting=meeting, seat=seat, votes=votes, today=day, confidence="claimed", by=None, **words)
