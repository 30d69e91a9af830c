"""Interpretation planned and ended, and the letters that send interpreters to their papers."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter

from .. import notices, rules
from ..models import Interpretation, PaperVersion, Session
from .sessions import locked


@transaction.atomic
def plan_interpretation(*, session: Session, by: User | None, **fields: Any) -> Interpretation:
    """Plan a language of a session, with its channel and its interpreter; planned again it is the same."""
    session = locked(session)
    if obstacle := rules.obstacle_to_interpret(session):
        raise Refused(obstacle)
    known = {"language": fields["language"], "person_name": fields.get("person_name", "")}
    if again := session.interpretations.filter(ended_on=None, **known).first():
        return again
    row = Interpretation(session=session, **fields)
    row.full_clean()
    log.save(row, "interpretation.planned", by=by)
    return row


@transaction.atomic
def end_interpretation(*, interpretation: Interpretation, reason: str, on: date, by: User | None) -> Interpretation:
    """Plan a language or an interpreter no longer."""
    locked(interpretation.session)
    row = Interpretation.objects.select_for_update(of=["self"]).get(pk=interpretation.pk)
    if row.ended_on is None:
        row.ended_on = on
        log.save(row, "interpretation.ended", by=by, reason=reason)
    return row


def send_to_interpreters(*, on: date) -> list[Letter]:
    """Write to each interpreter whose papers are due, and again when one of them has changed; called daily."""
    rows = Interpretation.objects.planned().filter(session__opened_at=None)
    rows = rows.select_related("session__gathering__body", "user").order_by("pk")
    return [letter for row in rows if is_due(row, on) for letter in letters_to(row)]


def is_due(row: Interpretation, on: date) -> bool:
    return row.session.day - timedelta(days=row.days_before) <= on <= row.session.day


@transaction.atomic
def letters_to(row: Interpretation) -> list[Letter]:
    papers = PaperVersion.objects.filter(paper__gathering=row.session.gathering, paper__withdrawn_at=None)
    last = papers.order_by("-brought_at", "-pk").first()
    edition = f"{row.session.edition}:{last.pk if last else 0}"
    letter = notices.papers_for_interpreter(row, edition=edition, language=settings.LANGUAGE_CODE)
    return [letter] if letter else []
