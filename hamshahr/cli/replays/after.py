"""What comes of a session: the duties its resolutions lay, its minutes, and their approval a year later."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone
from i18nfield.strings import LazyI18nString

from hamshahr.cli.past import clock_at
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.models import Session
from hamshahr.meetings.services import add_item, close_item, close_session, open_item, open_session, plan_session
from hamshahr.parties.models import Party
from hamshahr.resolutions.models import Minutes, Resolution
from hamshahr.resolutions.services import approve, circulate, close_duty, draft_minutes, lay_duty

from .playing import Desk, moment

NEXT = "bod-2022"
OPENED = datetime(2022, 7, 14, 14, 0, tzinfo=UTC)
APPROVAL = {
    "en": "Minutes of the board meeting of 8 November 2021",
    "fa": "صورت‌جلسهٔ نشست هیئت‌مدیره، ۱۷ آبان ۱۴۰۰",
    "es": "Acta de la reunión del consejo del 8 de noviembre de 2021",
    "fr": "Procès-verbal de la réunion du conseil du 8 novembre 2021",
}


def after(session: Session, said: Mapping[str, Any], desk: Desk) -> None:
    """Lay the duties of the session and write its minutes in two languages, the next day."""
    for item, each in zip(session.items.order_by("position"), said["items"], strict=True):
        if "duty" in each:
            lay(Resolution.objects.get(item=item), each["duty"], session.ends_at + timedelta(hours=1), desk)
    with clock_at(session.ends_at + timedelta(days=1)):
        minutes = draft_minutes(session=session, languages=["fa", "en"], by=desk.secretary)
    with clock_at(session.ends_at + timedelta(days=7)):
        circulate(minutes=minutes, by=desk.secretary)


def lay(resolution: Resolution, said: Mapping[str, Any], at: datetime, desk: Desk) -> None:
    """A duty on a desk, and its proof."""
    words, party = LazyI18nString(said["words"]), Party.objects.get(slug=said["party"])
    with clock_at(at):
        due_on = date.fromisoformat(said["due_on"])
        duty = lay_duty(resolution=resolution, words=words, due_on=due_on, party=party, by=desk.secretary)
    done_at = moment(said["done_at"])
    with clock_at(done_at):
        close_duty(duty=duty, proof=said["proof"], done_on=timezone.localdate(done_at), by=desk.secretary)


def approve_at_next(session: Session, desk: Desk) -> None:
    """The minutes are approved as the first point of the board's next meeting, and sealed."""
    gathering, by = Gathering.objects.select_related("body__parent").get(slug=NEXT), desk.secretary
    with clock_at(OPENED - timedelta(days=30)):
        ends_at = OPENED + timedelta(hours=2)
        later = plan_session(gathering=gathering, starts_at=OPENED, ends_at=ends_at, zone="America/Bogota", by=by)
        names = LazyI18nString(APPROVAL)
        item = add_item(session=later, names=names, kind="decision", minutes_planned=5, audience="public", by=by)
    with clock_at(OPENED):
        open_session(session=later, by=by)
        open_item(item=item, by=by)
        approve(minutes=Minutes.objects.get(session=session), item=item, by=by)
        close_item(item=item, by=by)
    with clock_at(ends_at):
        close_session(session=later, by=by)
