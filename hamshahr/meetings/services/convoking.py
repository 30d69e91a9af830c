"""Calling a meeting: who must be called is called by letter, in time or with a decision that says why not."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from .. import notices, queries, rules
from ..models import Convocation, Session, Summons
from ..notice import lateness, notice_of
from .sessions import locked_meeting


@transaction.atomic
def convoke(*, gathering: Gathering, by: User | None, decision: str = "", at: datetime | None = None) -> Convocation:
    """Call everybody who must be called and was not yet; called again, with nobody missing, it is the same call."""
    gathering, at = locked_meeting(gathering), at or timezone.now()
    if obstacle := rules.obstacle_to_convoke(gathering, at=at):
        raise Refused(obstacle)
    session = queries.session_to_call(gathering)
    missing = queries.to_be_called(gathering, session)
    if not missing:
        return queries.standing_convocation(gathering)
    return called(session, missing, decision=decision, at=at, by=by)


def called(session: Session, parties: list[Party], *, decision: str, at: datetime, by: User | None) -> Convocation:
    """One call with its summonses and letters; a late one only with a decision."""
    notice = notice_of(session, at=at)
    if notice.is_late and not decision.strip():
        raise Refused(lateness(notice), article=notice.article)
    convocation = Convocation(
        gathering=session.gathering,
        session=session,
        starts_at=session.starts_at,
        called_at=at,
        called_on=notice.called_on,
        latest_on=notice.latest_on,
        article=notice.article,
        is_late=notice.is_late,
        decision=decision.strip() if notice.is_late else "",
        by=by,
    )
    convocation.full_clean()
    log.save(convocation, "meeting.called", by=by, reason=convocation.decision)
    for party in parties:
        summons = Summons(convocation=convocation, party=party, letters=notices.meeting_called(convocation, party))
        log.save(summons, "party.called", by=by)
    return convocation
