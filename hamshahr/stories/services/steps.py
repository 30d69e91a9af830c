"""Every act of the newsroom leaves a step on its page and an act in the log."""

from typing import Any

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import Page, Step

VERBS = {
    Step.Kind.DRAFTED: "page.drafted",
    Step.Kind.SUBMITTED: "page.submitted",
    Step.Kind.REVIEWED: "page.reviewed",
    Step.Kind.CLEARED: "page.cleared",
    Step.Kind.RETURNED: "page.returned",
    Step.Kind.SCHEDULED: "page.scheduled",
    Step.Kind.PUBLISHED: "page.published",
    Step.Kind.CORRECTED: "page.corrected",
    Step.Kind.CONFIRMED: "page.confirmed",
    Step.Kind.WITHDRAWN: "page.withdrawn",
}


OF_THE_TREE = {"body", "path", "depth", "numchild", "url_path", "draft_title", "latest_revision_created_at"}


def locked(page: Page) -> Page:
    """The page in its own kind, held until the act is done."""
    return Page.objects.select_for_update().get(pk=page.pk).specific


def shown_fields(page: Page) -> dict[str, Any]:
    """What the log keeps of a page: its columns, and its text as words."""
    fields = log.fields_of(page, without=OF_THE_TREE)
    if hasattr(page, "body"):
        fields["body"] = "\n\n".join(page.paragraphs)
    return fields


def take_step(
    page: Page, kind: Step.Kind, *, by: User | None, before: dict[str, Any], reason: str = "", **fields: Any
) -> Step:
    """Write the step and its act, in the transaction of the act; ``before`` is the page as it stood."""
    last = page.steps.order_by("-number").values_list("number", flat=True).first() or 0
    step = Step.objects.create(
        page_id=page.pk,
        number=last + 1,
        kind=kind,
        by=by,
        reason=reason,
        revision_id=page.latest_revision_id,
        digest=page.digest,
        **fields,
    )
    log.write(VERBS[kind], page, by=by, reason=reason, changes=log.difference(before, shown_fields(page)))
    return step


def move(page: Page, stage: Page.Stage, **fields: Any) -> None:
    """Set the stage, and what changes with it, on the row alone: the drafts keep their text."""
    for name, value in {"stage": stage, **fields}.items():
        setattr(page, name, value)
    Page.objects.filter(pk=page.pk).update(stage=stage, **fields)
