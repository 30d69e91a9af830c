"""The notice that the statutes ask for before a meeting, and whether a call keeps it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hamshahr.bodies.models import Rule
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.citing import article_shown
from hamshahr.kernel.languages import reading_language

from .models import Session


@dataclass(frozen=True)
class Notice:
    """The last legal day of a call, and the day of the call itself, both where the meeting is held."""

    called_on: date
    latest_on: date | None
    rule: Rule | None

    @property
    def is_late(self) -> bool:
        return self.latest_on is not None and self.called_on > self.latest_on

    @property
    def article(self) -> str:
        return self.rule.article if self.rule else ""


def notice_of(session: Session, *, at: datetime) -> Notice:
    """What the statutes in force on the day of the call say of calling this session at that moment."""
    called_on = at.astimezone(session.place_zone).date()
    rule = rule_for(session, called_on)
    latest_on = session.day - timedelta(days=rule.values["days"]) if rule else None
    return Notice(called_on, latest_on, rule)


def rule_for(session: Session, on: date) -> Rule | None:
    """The nearest rule of notice in days: one for this kind of session goes before one for every kind."""
    rules = StatuteBook(on).rules(session.gathering.body_id, Rule.Topic.NOTICE)
    fitting = [rule for rule in rules if "days" in rule.values and rule.values.get("session") in {None, session.kind}]
    return next((rule for rule in fitting if "session" in rule.values), fitting[0] if fitting else None)


def lateness(notice: Notice) -> str:
    """Why a call that day is too late, in a sentence with its article."""
    days = {"latest": format_day(notice.latest_on), "called": format_day(notice.called_on)}
    sentence = _("By article %(article)s the last day to call this meeting was %(latest)s; today is %(called)s there.")
    return sentence % {"article": article_shown(notice.article, reading_language()), **days}
