"""Files beside an answer: drawn anew before they are kept, taken out without being lost to the history."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.drawing import Paper
from hamshahr.kernel.errors import Refused

from ..models import Answer, Attachment, AttachmentPage, Question, Submission
from ..rules import entering as rules
from .entering import locked


@transaction.atomic
def bring_attachment(
    *, submission: Submission, question: Question, paper: Paper, name: str, by: User, at: datetime
) -> Attachment:
    """Keep the pages of a file; the same file again is the same attachment."""
    submission = locked(submission)
    if again := submission.attachments.filter(question=question, digest=paper.digest, removed_at=None).first():
        return again
    if obstacle := rules.obstacle_to_attach(submission, question, at=at):
        raise Refused(obstacle)
    size = sum(len(page) for page in paper.pages)
    attachment = Attachment(submission=submission, question=question, name=" ".join(name.split()), size=size)
    attachment.digest, attachment.brought_at, attachment.brought_by = paper.digest, at, by
    attachment.full_clean()
    log.save(attachment, "attachment.brought", by=by)
    AttachmentPage.objects.bulk_create(
        AttachmentPage(attachment=attachment, number=number, picture=picture)
        for number, picture in enumerate(paper.pages, start=1)
    )
    answer_with_files(submission, question, at)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: User, at: datetime) -> Attachment:
    """Take a file out of a draft; taken out before is taken out."""
    submission = locked(attachment.submission)
    attachment = Attachment.objects.select_for_update(of=["self"]).select_related("question").get(pk=attachment.pk)
    if attachment.removed_at is not None:
        return attachment
    if obstacle := rules.obstacle_to_answer(submission, attachment.question, at=at):
        raise Refused(obstacle)
    attachment.removed_at = at
    attachment.full_clean()
    log.save(attachment, "attachment.removed", by=by)
    answer_with_files(submission, attachment.question, at)
    return attachment


def answer_with_files(submission: Submission, question: Question, at: datetime) -> None:
    """The answer to a question of files is the list of their keys."""
    kept = submission.attachments.filter(question=question, removed_at=None).order_by("pk")
    answer, _is_new = Answer.objects.get_or_create(submission=submission, question=question)
    answer.value, answer.version, answer.saved_at = [*kept.values_list("key", flat=True)], answer.version + 1, at
    answer.save()
