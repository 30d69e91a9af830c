"""Writing the report of a seat as a kept draft, and giving it; who is late is reminded once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.services import enter

from .. import notices, rules
from ..models import OutsideMeeting, OutsideSeat, Point, Report, ReportedVote
from ..queries import missing_reports
from .meetings import locked_meeting

Votes = Mapping[Point, tuple[str, str]]


@transaction.atomic
def keep_draft(
    *,
    meeting: OutsideMeeting,
    seat: OutsideSeat,
    language: str,
    text: str,
    votes: Votes,
    by: User | None,
    version: int = 0,
    today: date | None = None,
) -> Report:
    """Keep what a representative has written so far, upon the version before them; a lost update is refused."""
    meeting, today = locked_meeting(meeting), today or timezone.localdate()
    party = rules.reporting_party(meeting, seat)
    if obstacle := rules.obstacle_to_report(meeting, seat, party, today=today):
        raise Refused(obstacle)
    report = meeting.reports.filter(seat=seat).first()
    if report is not None and says(report, language, text, votes):
        return report
    if obstacle := rules.obstacle_of_version(report, version):
        raise Refused(obstacle)
    report = report or Report(meeting=meeting, seat=seat, version=0)
    report.party, report.language, report.text, report.written_by = party, language, text.strip(), by
    report.version += 1
    report.full_clean()
    log.save(report, "report.kept", by=by)
    keep_votes(report, votes, by)
    return report


def says(report: Report, language: str, text: str, votes: Votes) -> bool:
    """Whether the draft says this already."""
    kept = {vote.point_id: (vote.vote, vote.remark) for vote in report.votes.all()}
    same = all(kept.get(point.pk, ("", "")) == said for point, said in votes.items())
    return same and (report.language, report.text) == (language, text.strip())


def keep_votes(report: Report, votes: Votes, by: User | None) -> None:
    """Keep how the seat voted on each point of the meeting."""
    kept = {vote.point_id: vote for vote in report.votes.all()}
    for point in report.meeting.points.all():
        said, remark = votes.get(point, ("", ""))
        row = kept.get(point.pk) or ReportedVote(report=report, point=point)
        row.vote, row.remark = said, remark.strip()
        row.full_clean()
        log.save(row, "report.vote_kept", by=by)


@transaction.atomic
def give_report(
    *,
    meeting: OutsideMeeting,
    seat: OutsideSeat,
    language: str,
    text: str,
    votes: Votes,
    by: User | None,
    version: int = 0,
    today: date | None = None,
    **grounds: Any,
) -> Report:
    """Give the report: from now on the member cities read it, and it enters the record of the city that sat there."""
    meeting, today = locked_meeting(meeting), today or timezone.localdate()
    if obstacle := rules.obstacle_to_give(meeting, text=text, votes=votes, today=today):
        raise Refused(obstacle)
    said = {"language": language, "text": text, "votes": votes, "version": version}
    report = keep_draft(meeting=meeting, seat=seat, by=by, today=today, **said)
    report.given_on, report.given_by = today, by
    for name, value in grounds.items():  # confidence and source, where they are not the city's own word
        setattr(report, name, value)
    report.full_clean()
    changes, day = log.saved(report), PartialDate.of(meeting.last_day)
    enter("representation.reported", party=report.party, source=report, happened_on=day, by=by, changes=changes)
    notices.report_given(report, today)
    return report


def remind_of_reports(*, on: date) -> int:
    """Write once to who did not report in time, and once to who keeps the seats; how many letters."""
    return sum(len(notices.report_missing(line, on)) for line in missing_reports(on))
