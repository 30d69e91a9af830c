"""Who keeps the newsletter, and what stands in the way of an issue."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User

from .models import Issue, Story, Subscriber
from .rules import may_edit_stories

MOST_STORIES = 60


def may_keep_newsletter(user: User, thing: object = None) -> bool:
    """Whoever edits stories keeps the newsletter made of them."""
    return may_edit_stories(user)


def obstacle_to_draft(stories: list[Story]) -> str | None:
    """Why no issue can be made of these stories, or None."""
    if not stories:
        return _("No story was published in this language since then that stood in no issue yet.")
    if len(stories) > MOST_STORIES:
        return _("These are too many stories for one letter; begin at a later day.")
    return None


def obstacle_to_describe(issue: Issue, kept: Collection[int] | None = None) -> str | None:
    """Why this issue cannot be written otherwise, or None."""
    if issue.approved_at:
        return _("This issue has been approved; it goes out as it is.")
    if kept is not None and not issue.tellings.filter(story__in=kept).exists():
        return _("An issue tells at least one story.")
    return None


def obstacle_to_approve(issue: Issue, by: User | None = None) -> str | None:
    """Why this person cannot approve this issue now, or None. Four eyes: who wrote it does not approve it."""
    if issue.approved_at:
        return _("This issue has been approved already.")
    if by is not None and issue.written_by_id == by.pk:
        return _("You wrote this issue yourself; somebody else approves it.")
    return None


def obstacle_to_release(issue: Issue) -> str | None:
    """Why this issue cannot go out now, or None."""
    if issue.released_at:
        return _("This issue went out already.")
    if not issue.approved_at:
        return _("This issue was not approved yet.")
    return None


def obstacle_to_unsubscribe(subscriber: Subscriber) -> str | None:
    """Why there is nothing to unsubscribe, or None."""
    if subscriber.state == Subscriber.State.UNSUBSCRIBED:
        return _("This address has been unsubscribed already.")
    return None
