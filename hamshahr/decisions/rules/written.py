"""Who asks for a decision in writing and who answers, and what stands in the way."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.citing import cited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import reading_language

from ..articles import Applied
from ..models import Reply, WrittenProcedure
from .motions import FILING_DUTIES

State = WrittenProcedure.State


def may_ask(user: User, body: Body) -> bool:
    """The secretary of the body."""
    return may_keep_body(user, body)


def parties_to_reply_for(user: User) -> set[int]:
    """The keys of the cities whose votes this person has, or whose contact it is: for them it may answer."""
    if not user.is_authenticated or not user.is_active:
        return set()
    return set(user.liaisons.on(timezone.localdate()).filter(duty__in=FILING_DUTIES).values_list("party", flat=True))


def obstacle_to_ask(applied: Applied, way: str, *, on: date, closes_on: date) -> str | None:
    """Why nothing can be asked in this way until that day, or None."""
    if closes_on <= on:
        return _("The last day lies after today.")
    days = applied.extras.get("silence", {}).get("silence_days", 0)
    if (closes_on - on).days < days:
        said = ngettext(
            "The answers are awaited for %(days)s day at least.",
            "The answers are awaited for %(days)s days at least.",
            days,
        )
        return cited(said % {"days": localise(days)}, applied.article("silence"), reading_language())
    if way == WrittenProcedure.Way.SILENCE and applied.extras.get("silence", {}).get("silence") == "no vote":
        said = _("By the statutes silence is no consent; ask for the majority of the answers.")
        return cited(said, applied.article("silence"), reading_language())
    return None


def obstacle_to_reply(reply: Reply, *, at: datetime) -> str | None:
    """Why this member cannot answer any more, or None."""
    if reply.procedure.state != State.OPEN:
        return _("This is decided, or broken off.")
    if at >= reply.closes_at:
        return _("The last day is over where you are.")
    if reply.answer:
        return _("Your city has answered already.")
    return None


def obstacle_to_end(procedure: WrittenProcedure) -> str | None:
    """Why a procedure cannot be ended, or None."""
    if procedure.state != State.OPEN:
        return _("This is decided, or broken off.")
    return None
