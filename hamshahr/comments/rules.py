"""Who may write and who decides, and what stands in the way of a comment."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise
from hamshahr.parties.models import Party

from .models import LONGEST, Closing, Comment
from .places import thread_of
from .wording import fingerprint, number_of_links

Stage = Comment.Stage
MOST_LINKS, MOST_A_DAY = 2, 5
PAUSE = timedelta(minutes=1)
STEPS = {
    Stage.PUBLISHED: (Stage.WAITING, Stage.HIDDEN),
    Stage.REFUSED: (Stage.WAITING,),
    Stage.HIDDEN: (Stage.PUBLISHED,),
    Stage.WITHDRAWN: (Stage.WAITING, Stage.PUBLISHED),
}


def may_comment(user: User) -> bool:
    """Whoever has an account; nobody writes without a name."""
    return user.is_authenticated and user.is_active


def may_moderate(user: User) -> bool:
    """The secretariat decides what is published."""
    return user.is_authenticated and user.is_secretariat


def may_withdraw(user: User, comment: Comment) -> bool:
    """One's own words."""
    return user.is_authenticated and comment.writer_id == user.pk


def may_speak_for(user: User, party: Party) -> bool:
    """Whoever acts for a city today may have that shown beside their name."""
    return party.live and user.liaisons.on(timezone.localdate()).filter(party=party).exists()


def obstacle_to_talk(thing: models.Model) -> str | None:
    """Why nothing can be said under this page now, or None."""
    if not getattr(thing, "live", True):
        return _("Only what is published can be commented on.")
    if Closing.objects.in_force().filter(thread=thread_of(thing)).exists():
        return closed()
    return None


def closed() -> str:
    return _("Comments are closed here; what was said stays.")


def obstacle_of_pace(user: User, at: datetime) -> str | None:
    """Why this person cannot send a further comment at this moment, or None."""
    written = Comment.objects.filter(writer=user, written_at__gt=at - timedelta(days=1))
    last = written.order_by("written_at").values_list("written_at", flat=True).last()
    if last is not None and last > at - PAUSE:
        seconds = max(1, int((last + PAUSE - at).total_seconds()))
        wait = ngettext(
            "You have sent a comment within the last minute; send this one in %(seconds)s second. Your text is kept.",
            "You have sent a comment within the last minute; send this one in %(seconds)s seconds. Your text is kept.",
            seconds,
        )
        return wait % {"seconds": localise(seconds)}
    if written.count() >= MOST_A_DAY:
        enough = _("You have sent %(number)s comments within a day; send this one tomorrow. Your text is kept.")
        return enough % {"number": localise(MOST_A_DAY)}
    return None


def fault_of_text(text: str) -> str | None:
    """What is wrong with these words, whoever wrote them, or None."""
    if not text:
        return _("Write something first.")
    if len(text) > LONGEST:
        long = _("This is too long: %(length)s signs of at most %(most)s. Shorten it.")
        return long % {"length": localise(len(text)), "most": localise(LONGEST)}
    if number_of_links(text) > MOST_LINKS:
        return _("A comment holds at most %(most)s links; leave the others out.") % {"most": localise(MOST_LINKS)}
    return None


def obstacle_of_repeating(text: str, by: User) -> str | None:
    """Why this person cannot send these words, or None: the same is not said twice."""
    sent = Comment.objects.filter(writer=by, fingerprint=fingerprint(text)).exclude(stage=Stage.WITHDRAWN)
    return _("You have sent these words before.") if sent.exists() else None


def obstacle_to_move(comment: Comment, stage: str) -> str | None:
    """Why a comment cannot come to this stage, or None."""
    if comment.stage in STEPS[stage]:
        return None
    return {
        Stage.WAITING: _("This comment still waits to be published or refused."),
        Stage.PUBLISHED: _("This comment has been published."),
        Stage.REFUSED: _("This comment has been refused."),
        Stage.HIDDEN: _("This comment has been removed."),
        Stage.WITHDRAWN: _("Its writer has withdrawn this comment."),
    }[comment.stage]


def obstacle_to_decide_on_own(comment: Comment, by: User) -> str | None:
    """Four eyes: nobody of the secretariat decides on their own words."""
    if comment.writer_id == by.pk:
        return _("You wrote this comment yourself; somebody else decides on it.")
    return None
