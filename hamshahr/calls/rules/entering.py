"""Who enters and writes, and what stands in the way of an entry being begun, written and changed."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.parties.models import Liaison, Party

from .. import stages
from ..caps import frameworks_of
from ..models import Call, Question, Stage, Submission
from ..models.submissions import DESK_DUTIES

State = Submission.State
BEGINNING_DUTIES = DESK_DUTIES
DESK = (Liaison.Duty.CONTACT,)
JOINING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES)


def acts_for(user: User, party: Party, duties: tuple[str, ...]) -> bool:
    """Whether a user has one of these duties for the party today."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.liaisons.on(timezone.localdate()).filter(party=party, duty__in=duties).exists()


def may_keep_call(user: User, call: Call) -> bool:
    """Who keeps the body that calls."""
    return user.is_authenticated and may_keep_body(user, call.body)


def may_enter(user: User, party: Party) -> bool:
    """Whoever acts for a city or reads for it, its departments among them; its desk endorses what they enter."""
    return acts_for(user, party, BEGINNING_DUTIES)


def may_write(user: User, submission: Submission) -> bool:
    """The authors of an entry, and the desk of the city in the lead."""
    if not user.is_authenticated or not user.is_active:
        return False
    wrote = submission.authors.filter(user=user, ended_at=None).exists()
    return wrote or acts_for(user, submission.party, DESK)


def may_endorse(user: User, submission: Submission) -> bool:
    """The contact of the city in the lead: its desk."""
    return acts_for(user, submission.party, DESK)


def obstacle_to_enter(call: Call, *, at: datetime) -> str | None:
    """Why nothing can be entered in this call at the moment, or None."""
    if call.published_at is None or call.published_at > at:
        return _("This call is not published yet.")
    if call.closed_at is not None and call.closed_at <= at:
        return _("This call was closed on %(day)s.") % {"day": day_in(call, call.closed_at)}
    stage = stages.stage_of(call, Stage.Kind.OPEN)
    if stage is None:
        return _("This call takes no entries.")
    if at < stage.opens_at:
        return _("Entries are taken from %(day)s on.") % {"day": day_in(call, stage.opens_at)}
    if stage.closes_at <= at:
        words = {"day": day_in(call, stage.closes_at), "rules": cited(call)}
        return _("The deadline for entries was %(day)s (%(rules)s).") % words
    return None


def day_in(call: Call, moment: datetime) -> str:
    """The day of a moment where the call is at home, in the reader's calendar."""
    return format_day(moment.astimezone(call.place_zone).date())


def cited(call: Call) -> str:
    """The rules of the call as they are in force, by their version."""
    last = call.versions.order_by("-number").values_list("number", flat=True).first()
    return _("rules of the call, version %(number)s") % {"number": localise(last or 1)}


def obstacle_of_head(call: Call, *, language: str, framework: str) -> str | None:
    """What is wrong with the language or the framework of an entry, or None."""
    if language not in call.languages:
        return _("Entries in this language are not taken (%(rules)s).") % {"rules": cited(call)}
    named = frameworks_of(call.frameworks)
    if named and framework and framework not in named:
        return _("This call does not know the framework.")
    if framework and not named:
        return _("This call has no frameworks.")
    return None


def obstacle_to_begin(call: Call, party: Party, *, at: datetime) -> str | None:
    """Why this city cannot begin an entry, or None."""
    if party.merged_into_id is not None:
        return _("This party was merged into another one.")
    return obstacle_to_enter(call, at=at)


def obstacle_to_write(submission: Submission, *, at: datetime) -> str | None:
    """Why an entry cannot be written at the moment, or None."""
    if submission.state == State.WITHDRAWN:
        return _("This entry was withdrawn.")
    if submission.state != State.DRAFT:
        return _("This entry is handed in; take it back to change it.")
    return obstacle_to_enter(submission.call, at=at)


def obstacle_to_answer(submission: Submission, question: Question, *, at: datetime) -> str | None:
    """Why this question cannot be answered in the entry, or None."""
    if question.call_id != submission.call_id or question.withdrawn_at is not None:
        return _("This question is not asked any more.")
    return obstacle_to_write(submission, at=at)


def obstacle_to_attach(submission: Submission, question: Question, *, at: datetime) -> str | None:
    """Why no further file can be brought for this question, or None."""
    if question.kind != Question.Kind.FILE:
        return _("This question is not answered with a file.")
    kept = submission.attachments.filter(question=question, removed_at=None).count()
    most = question.limit or 1
    if kept >= most:
        return _("At most %(most)s files are taken here; take one out first.") % {"most": localise(most)}
    return obstacle_to_answer(submission, question, at=at)
