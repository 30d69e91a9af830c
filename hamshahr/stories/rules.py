"""Who works in the newsroom, and what stands in the way of a page there."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import StaffDuty, User

from .models import Page, Step

Stage = Page.Stage


def may_edit_stories(user: User) -> bool:
    """The secretariat keeps the newsroom."""
    return bool(user.is_active and getattr(user, "is_secretariat", False))


def editors() -> QuerySet[User]:
    """Everybody who may edit stories today."""
    staff = StaffDuty.objects.on(timezone.localdate()).filter(duty=StaffDuty.Duty.SECRETARIAT)
    return User.objects.filter(is_active=True, pk__in=staff.values("user"))


def obstacle_to_submit(page: Page) -> str | None:
    """Why this page cannot be put to review now, or None."""
    if page.stage not in (Stage.DRAFT, Stage.WITHDRAWN):
        return _("Only a draft is put to review; this page is past that.")
    if not drafted(page).paragraphs:
        return _("There is no text yet.")
    return None


def obstacle_to_review(page: Page, by: User | None) -> str | None:
    """Why this person cannot approve this page now, or None. Four eyes: who put it to review does not approve it."""
    if page.stage != Stage.REVIEW:
        return _("This page is not in review.")
    submitted = page.steps.filter(kind=Step.Kind.SUBMITTED).last()
    if by is not None and submitted.by_id == by.pk:
        return _("You put this page to review yourself; somebody else approves it.")
    return None


def obstacle_to_clear(page: Page) -> str | None:
    """Why the lawyers cannot clear this page now, or None."""
    return None if page.stage == Stage.LEGAL else _("This page is not with the lawyers.")


def obstacle_to_return(page: Page) -> str | None:
    """Why this page cannot be sent back to its author now, or None."""
    if page.stage in (Stage.REVIEW, Stage.LEGAL, Stage.APPROVED):
        return None
    return _("Only a page that waits for publication is sent back.")


def obstacle_to_publish(page: Page) -> str | None:
    """Why this page cannot be published now, or None."""
    if page.stage == Stage.APPROVED:
        return obstacle_of_changes(page)
    if page.stage == Stage.PUBLISHED:
        return _("This page is published already; a change of its text is a correction.")
    return _("This page was not approved yet.")


def obstacle_of_changes(page: Page) -> str | None:
    """What is approved is what is published: a text changed since goes through review again."""
    approved = page.steps.filter(kind__in=(Step.Kind.REVIEWED, Step.Kind.CLEARED)).last()
    if approved and page.latest_revision_id != approved.revision_id:
        return _("The text was changed after it was approved; send it back and put it to review again.")
    return None


def obstacle_to_correct(page: Page) -> str | None:
    """Why this published page cannot be corrected now, or None."""
    if page.stage != Stage.PUBLISHED:
        return _("Only a published page is corrected.")
    if not page.has_unpublished_changes:
        return _("Change the text first and save it as a draft; then publish the correction with its notice.")
    return None


def obstacle_to_withdraw(page: Page) -> str | None:
    """Why this page cannot be taken off the site now, or None."""
    return None if page.stage == Stage.PUBLISHED else _("This page is not published.")


def drafted(page: Page) -> Page:
    """The page with the text as the editors have it now."""
    return page.get_latest_revision_as_object() if page.latest_revision_id else page.specific
