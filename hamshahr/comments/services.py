"""Comments written, published, refused, removed and withdrawn; pages closed to further ones."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.text import search_text
from hamshahr.parties.models import Party

from . import notices, rules
from .models import Closing, Comment
from .places import thread_of
from .wording import fingerprint, tidied

Stage = Comment.Stage


@transaction.atomic
def write_comment(
    *,
    thing: models.Model,
    text: str,
    language: str,
    by: User,
    party: Party | None = None,
    for_secretariat: bool = False,
    at: datetime | None = None,
) -> Comment:
    """Put a reader's words into the queue of the secretariat."""
    at, text = at or timezone.now(), tidied(text)
    by = User.objects.select_for_update().get(pk=by.pk)
    obstacle = rules.obstacle_to_talk(thing) or rules.fault_of_text(text)
    obstacle = obstacle or rules.obstacle_of_repeating(text, by) or rules.obstacle_of_pace(by, at)
    if obstacle:
        raise Refused(obstacle)
    if (party is not None and not rules.may_speak_for(by, party)) or (for_secretariat and not by.is_secretariat):
        raise Refused(_("You do not act for them today; choose again under which name you write."))
    comment = Comment(
        **under(thing),
        text=text,
        language=language,
        writer=by,
        party=party,
        is_of_secretariat=for_secretariat,
        written_at=at,
        fingerprint=fingerprint(text),
        folded=search_text(text),
    )
    comment.full_clean()
    log.save(comment, "comment.written", by=by)
    return comment


def under(thing: models.Model) -> dict:
    """What ties a row to a page."""
    return {
        "thing_type": ContentType.objects.get_for_model(thing),
        "thing_id": thing.pk,
        "thread": thread_of(thing),
    }


@transaction.atomic
def publish_comment(*, comment: Comment, by: User, at: datetime | None = None) -> Comment:
    """Show a comment that waits under its page, or one again that was removed."""
    comment = settled(comment, Stage.PUBLISHED, "comment.published", by=by, at=at)
    notices.tell_published(comment)
    return comment


@transaction.atomic
def refuse_comment(*, comment: Comment, by: User, reason: str, at: datetime | None = None) -> Comment:
    """Do not publish a comment; its writer reads the reason in a letter."""
    comment = settled(comment, Stage.REFUSED, "comment.refused", by=by, reason=reason, at=at)
    notices.tell_refused(comment)
    return comment


@transaction.atomic
def hide_comment(*, comment: Comment, by: User, reason: str, at: datetime | None = None) -> Comment:
    """Take a published comment off its page, where a notice says so; its writer reads the reason in a letter."""
    comment = settled(comment, Stage.HIDDEN, "comment.hidden", by=by, reason=reason, at=at)
    notices.tell_hidden(comment)
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: User, at: datetime | None = None) -> Comment:
    """Take one's own words back: they leave the page and the store."""
    comment = locked(comment)
    if obstacle := rules.obstacle_to_move(comment, Stage.WITHDRAWN):
        raise Refused(obstacle)
    comment.text = comment.folded = ""
    return moved(comment, Stage.WITHDRAWN, "comment.withdrawn", by=by, reason="", at=at)


def settled(
    comment: Comment, stage: str, verb: str, *, by: User, reason: str = "", at: datetime | None = None
) -> Comment:
    """A decision of the secretariat on a comment of somebody else."""
    comment = locked(comment)
    obstacle = rules.obstacle_to_move(comment, stage) or rules.obstacle_to_decide_on_own(comment, by)
    if obstacle:
        raise Refused(obstacle)
    return moved(comment, stage, verb, by=by, reason=reason, at=at)


def moved(comment: Comment, stage: str, verb: str, *, by: User, reason: str, at: datetime | None) -> Comment:
    comment.stage, comment.reason = stage, reason
    comment.settled_at, comment.settled_by = at or timezone.now(), by
    comment.full_clean()
    log.save(comment, verb, by=by, reason=reason)
    return comment


def locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=["self"]).select_related("writer", "party").get(pk=comment.pk)


@transaction.atomic
def close_comments(*, thing: models.Model, by: User, reason: str, at: datetime | None = None) -> Closing:
    """Let nothing more be said under a page and its translations; what was said stays."""
    if Closing.objects.select_for_update().in_force().filter(thread=thread_of(thing)).exists():
        raise Refused(_("Comments are closed here already."))
    closing = Closing(**under(thing), reason=reason, closed_by=by, closed_at=at or timezone.now())
    closing.full_clean()
    log.save(closing, "comments.closed", by=by, reason=reason)
    return closing


@transaction.atomic
def reopen_comments(*, thing: models.Model, by: User, reason: str, at: datetime | None = None) -> Closing:
    """Let more be said under a page again."""
    closing = Closing.objects.select_for_update().in_force().filter(thread=thread_of(thing)).first()
    if closing is None:
        raise Refused(_("Comments are open here already."))
    closing.reopened_at = at or timezone.now()
    log.save(closing, "comments.reopened", by=by, reason=reason)
    return closing
