"""Who ranks, deliberates, compares and asks the public, and what stands in the way."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Call, Submission

from ..models import Assignment, Conflict, Deliberation, FinalVote, Juror, OpenEntry, Panel, PublicVote, Ranking
from ..models.conflicts import barred
from ..publishing import is_published
from ..ranking.kemeny import MOST_FINALISTS
from .panels import is_over, may_keep_panel

LONGEST_VOTE = timedelta(days=60)


def sits(user: User, panel: Panel) -> bool:
    """Whether a person is on the jury, or was asked and has not declined."""
    return panel.jurors.filter(user=user).exclude(state=Juror.State.DECLINED).exists()


def may_rank(user: User, panel: Panel) -> bool:
    """Who keeps the jury and does not sit on it."""
    return may_keep_panel(user, panel) and not sits(user, panel)


def may_keep_deliberation(user: User, panel: Panel) -> bool:
    """Who keeps the jury and does not sit on it."""
    return may_rank(user, panel)


def may_read_record(user: User, deliberation: Deliberation) -> bool:
    """Who keeps the deliberation and is kept from none of its entries: the record tells of them all."""
    is_kept_from_some = deliberation.entries.filter(barred(user, "submission__")).exists()
    return may_keep_deliberation(user, deliberation.panel) and not is_kept_from_some


def seat_in(user: User, panel: Panel) -> Juror | None:
    """The seat of a person who judges in this panel, or None."""
    if not user.is_authenticated or not user.is_active:
        return None
    return panel.jurors.judging().filter(user=user).first()


def may_compare(user: User, panel: Panel) -> bool:
    """Who keeps the jury and does not sit on it."""
    return may_rank(user, panel)


def may_keep_vote(user: User, panel: Panel) -> bool:
    """Who keeps the jury and does not sit on it."""
    return may_rank(user, panel)


def obstacle_to_rank(panel: Panel, *, at: datetime) -> str | None:
    """Why this jury's scores cannot be ranked now, or None."""
    if panel.rankings.filter(deliberations__isnull=False).exists():
        return _("The jury deliberates by an earlier ranking; it is not computed anew.")
    if is_over(panel.stage, at):
        return None
    open_reviews = Assignment.objects.active().filter(juror__panel=panel, review__done_at=None)
    if open_reviews.exclude(review__recused_at__isnull=False).exists():
        return _("Reviews are not finished and the stage is not over.")
    return None


def obstacle_to_deliberate(panel: Panel, ranking: Ranking | None) -> str | None:
    """Why this jury cannot begin to deliberate, or None."""
    if Deliberation.objects.filter(panel=panel).exists():
        return _("This jury deliberates already.")
    if ranking is None:
        return _("Nothing is ranked yet.")
    if not panel.jurors.judging().exists():
        return _("Nobody is on this jury.")
    return None


def obstacle_to_speak(entry: OpenEntry, juror: Juror) -> str | None:
    """Why this juror has no say on this entry now, or None."""
    if entry.deliberation.closed_at:
        return _("This deliberation is closed.")
    if juror.panel_id != entry.deliberation.panel_id or juror.state != Juror.State.ACCEPTED:
        return _("This person is not on the jury.")
    if Conflict.objects.standing().filter(juror=juror, submission=entry.submission_id).exists():
        return _("You are kept from this entry.")
    return None


def obstacle_to_close_deliberation(deliberation: Deliberation) -> str | None:
    """Why a deliberation cannot be closed, or None."""
    if deliberation.closed_at:
        return _("This deliberation is closed.")
    voted = FinalVote.objects.filter(entry__deliberation=deliberation).values("entry")
    if deliberation.entries.exclude(pk__in=voted).exists():
        return _("An entry has no vote yet.")
    return None


def obstacle_to_open_vote(
    call: Call, entries: list[Submission], *, opens_at: datetime, closes_at: datetime, at: datetime
) -> str | None:
    """Why the public cannot be asked about these entries, or None."""
    if PublicVote.objects.filter(call=call).exists():
        return _("The public was asked already.")
    if call.published_at is None:
        return _("This call is not published.")
    if not 2 <= len(entries) <= MOST_FINALISTS:
        return _("The public chooses among two to twenty finalists.")
    if any(entry.call_id != call.pk or entry.state != Submission.State.SUBMITTED for entry in entries):
        return _("A finalist is an entry of this call that stands.")
    if opens_at < at:
        return _("The hour of opening is over; leave it empty to open the vote at once.")
    if not opens_at < closes_at:
        return _("A vote closes after it opens.")
    if closes_at > at + LONGEST_VOTE:
        return _("The vote closes within sixty days.")
    return None


def is_open(vote: PublicVote, at: datetime) -> bool:
    return vote.closed_at is None and vote.opened_at <= at < vote.closes_at


def obstacle_to_cast(vote: PublicVote, *, at: datetime) -> str | None:
    """Why nobody can vote now, or None."""
    if at < vote.opened_at:
        return _("This vote has not begun.")
    return None if is_open(vote, at) else _("This vote is closed.")


def obstacle_to_close_vote(vote: PublicVote, *, at: datetime) -> str | None:
    """Why this vote cannot be closed now, or None."""
    if vote.closed_at:
        return _("This vote is closed.")
    return _("This vote runs until its hour.") if at < vote.closes_at else None


def is_told(vote: PublicVote, at: datetime) -> bool:
    """Whether anybody may read the result: when it is counted and the results of the call are public."""
    return vote.closed_at is not None and is_published(vote.call, at)
