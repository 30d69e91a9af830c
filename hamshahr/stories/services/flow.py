"""The way of a page: put to review, approved by a second person, cleared, published, corrected, withdrawn."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Correction, FormerAddress, Page, Step, Story
from ..wording import canonical_text, fingerprint
from .indexing import index_story
from .steps import locked, move, shown_fields, take_step

Stage, Kind = Page.Stage, Step.Kind


@transaction.atomic
def submit_page(page: Page, *, by: User | None, reason: str = "") -> Page:
    """Put a draft to review."""
    return _moved(page, Stage.REVIEW, Kind.SUBMITTED, rules.obstacle_to_submit, by, reason)


@transaction.atomic
def review_page(page: Page, *, by: User | None, reason: str = "") -> Page:
    """Approve a page, by somebody else than who put it to review; where the lawyers are asked, they come next."""
    needs_legal = isinstance(page.specific, Story) and rules.drafted(page.specific).needs_legal
    stage = Stage.LEGAL if needs_legal else Stage.APPROVED
    return _moved(page, stage, Kind.REVIEWED, lambda held: rules.obstacle_to_review(held, by), by, reason)


@transaction.atomic
def clear_page(page: Page, *, by: User | None, reason: str) -> Page:
    """Record that the lawyers see nothing against publication, and who of them said so."""
    return _moved(page, Stage.APPROVED, Kind.CLEARED, rules.obstacle_to_clear, by, reason)


@transaction.atomic
def return_page(page: Page, *, by: User | None, reason: str) -> Page:
    """Send a page that waits back to its author, with the reason."""
    return _moved(page, Stage.DRAFT, Kind.RETURNED, rules.obstacle_to_return, by, reason)


def _moved(page, stage, kind, obstacle_to, by, reason):
    page = locked(page)
    if obstacle := obstacle_to(page):
        raise Refused(obstacle)
    before = shown_fields(page)
    move(page, stage)
    take_step(page, kind, by=by, before=before, reason=reason)
    return page


@transaction.atomic
def publish_page(page: Page, *, by: User | None, at: datetime | None = None, reason: str = "") -> Page:
    """Show an approved page to its readers, now or from an hour to come; an imported moment stays the one shown."""
    page = locked(page)
    if obstacle := rules.obstacle_to_publish(page):
        raise Refused(obstacle)
    now = timezone.now()
    if at is not None and at <= now:
        raise Refused(_("That hour has passed; leave it empty to publish now."))
    before = shown_fields(page)
    page = _shown(page, by=by, published_at=at or page.published_at or now)
    take_step(page, Kind.SCHEDULED if at else Kind.PUBLISHED, by=by, before=before, reason=reason)
    return page


@transaction.atomic
def correct_page(page: Page, *, by: User | None, notice: str) -> Correction:
    """Publish the changed text of a published page with a notice to its readers; the text before is kept."""
    page = locked(page)
    if obstacle := rules.obstacle_to_correct(page):
        raise Refused(obstacle)
    if not notice.strip():
        raise Refused(_("Say to the readers what was wrong."))
    before, text_before, digest_before = shown_fields(page), canonical_text(page), page.digest
    page = _shown(page, by=by, published_at=page.published_at)
    correction = Correction.objects.create(
        page_id=page.pk, notice=notice.strip(), text_before=text_before, digest_before=digest_before
    )
    take_step(page, Kind.CORRECTED, by=by, before=before, reason=notice.strip())
    return correction


@transaction.atomic
def withdraw_page(page: Page, *, by: User | None, reason: str) -> Page:
    """Take a page off the site; its address says that it was withdrawn, and when."""
    page = locked(page)
    if obstacle := rules.obstacle_to_withdraw(page):
        raise Refused(obstacle)
    before = shown_fields(page)
    UnpublishPageAction(page, user=by, log_action=False).execute(skip_permission_checks=True)
    page = locked(page)
    move(page, Stage.WITHDRAWN)
    index_story(page)
    take_step(page, Kind.WITHDRAWN, by=by, before=before, reason=reason)
    return page


def _shown(page, *, by, published_at):
    """The latest text of a page made the one that readers see, with its moment and fingerprint."""
    address = page.address if page.live else ""
    text = rules.drafted(page)
    text.published_at = published_at
    fields = {"published_at": published_at, "digest": fingerprint(text)}
    move(page, Stage.PUBLISHED, **fields)
    # Read anew: the revision at hand still holds the page as it was before the act.
    revision = Revision.objects.get(pk=page.latest_revision_id)
    revision.publish(user=by, log_action=False, skip_permission_checks=True)
    page = locked(page)
    if isinstance(page, Story):
        page.filings.update(language=page.language, published_at=published_at)
        page.mentions.update(language=page.language, published_at=published_at)
        index_story(page)
    if address and address != page.address:
        FormerAddress.objects.update_or_create(address=address, defaults={"page_id": page.pk})
    FormerAddress.objects.filter(address=page.address).delete()
    return page
