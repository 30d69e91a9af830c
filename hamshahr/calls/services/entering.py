"""Entries begun and written: what is typed is saved under a version, and nobody writes over another unseen."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from ..meanwhile import WrittenMeanwhile
from ..models import Answer, AnswerText, Author, Call, Question, Submission
from ..rules import entering as rules

# What one person types in one page within this time is one text of the history.
ONE_SITTING = timedelta(minutes=10)


def locked(submission: Submission) -> Submission:
    """The entry, so that two who change it come one after the other."""
    rows = Submission.objects.select_for_update(of=["self"])
    return rows.select_related("call__body", "party").get(pk=submission.pk)


@transaction.atomic
def begin_submission(
    *, call: Call, party: Party, title: str, language: str, by: User, at: datetime, framework: str = ""
) -> Submission:
    """Begin an entry of a city as a draft; whoever begins it is its first author."""
    call = Call.objects.select_for_update(of=["self"]).select_related("body").get(pk=call.pk)
    if obstacle := rules.obstacle_to_begin(call, party, at=at):
        raise Refused(obstacle)
    if obstacle := rules.obstacle_of_head(call, language=language, framework=framework):
        raise Refused(obstacle)
    submission = Submission(call=call, party=party, title=" ".join(title.split()), language=language, begun_at=at)
    submission.framework = framework
    submission.full_clean()
    log.save(submission, "submission.begun", by=by)
    author = Author(submission=submission, user=by, role=Author.Role.FIRST, added_at=at)
    author.full_clean()
    log.save(author, "author.added", by=by)
    return submission


@transaction.atomic
def describe_submission(
    *, submission: Submission, title: str, language: str, framework: str, version: int, by: User, at: datetime
) -> Submission:
    """Change title, language and framework of a draft, unless another has changed them meanwhile."""
    submission = locked(submission)
    if obstacle := rules.obstacle_to_write(submission, at=at):
        raise Refused(obstacle)
    if obstacle := rules.obstacle_of_head(submission.call, language=language, framework=framework):
        raise Refused(obstacle)
    wanted = (" ".join(title.split()), language, framework)
    if wanted == (submission.title, submission.language, submission.framework):
        return submission
    if version != submission.version:
        raise Refused(_("Another author has changed this meanwhile; look at it and send it again."))
    submission.title, submission.language, submission.framework = wanted
    submission.version += 1
    submission.full_clean()
    log.save(submission, "submission.described", by=by)
    return submission


def save_answer(
    *, submission: Submission, question: Question, value: Any, version: int, by: User, at: datetime, page: str = ""
) -> Answer:
    """Save the answer to one question; of two who wrote the same the later is refused, and its text kept beside.

    The same text again, whichever version it comes with, is saved already: a cut line can be sent again. ``page`` is
    the key of the form: what is typed on in one page follows what was saved from it, also when no answer came back.
    """
    answer, aside = saved_or_set_aside(submission, question, value, version, by=by, at=at, page=page)
    if aside is not None:
        sentence = _("Another author has saved this answer meanwhile. Both texts are kept; choose which one stands.")
        raise WrittenMeanwhile(sentence, answer=answer, aside=aside)
    return answer


@transaction.atomic
def saved_or_set_aside(
    submission: Submission, question: Question, value: Any, version: int, *, by: User, at: datetime, page: str
) -> tuple[Answer, AnswerText | None]:
    submission = locked(submission)
    if obstacle := rules.obstacle_to_answer(submission, question, at=at):
        raise Refused(obstacle)
    answer, _is_new = Answer.objects.get_or_create(submission=submission, question=question)
    if answer.value == value:
        return answer, None
    last = answer.texts.filter(is_aside=False).order_by("-version").first()
    follows = last is not None and page != "" and last.page == page and last.written_by_id == by.pk
    if version != answer.version and not follows:
        return answer, set_aside(answer, value, by=by, at=at, page=page)
    return written(answer, value, last if follows else None, by=by, at=at, page=page), None


def set_aside(answer: Answer, value: Any, *, by: User, at: datetime, page: str) -> AnswerText:
    """Keep a text that came too late, once."""
    open_ones = answer.texts.filter(is_aside=True, settled_at=None, written_by=by)
    for again in open_ones:
        if again.value == value:
            return again
    return AnswerText.objects.create(
        answer=answer, version=answer.version, value=value, is_aside=True, written_by=by, written_at=at, page=page
    )


def written(answer: Answer, value: Any, last: AnswerText | None, *, by: User, at: datetime, page: str) -> Answer:
    """The answer with its new text; what is typed in one sitting is one text of the history."""
    answer.value, answer.version, answer.saved_at = value, answer.version + 1, at
    answer.full_clean()
    answer.save()
    text = last if last is not None and at - last.written_at < ONE_SITTING else None
    text = text or AnswerText(answer=answer, written_by=by, written_at=at, page=page)
    text.version, text.value = answer.version, value
    text.save()
    return answer


@transaction.atomic
def settle_text(*, text: AnswerText, take: bool, by: User, at: datetime) -> Answer:
    """Take a text that was set aside for the answer, or let it go; the other one stays in the history."""
    submission = locked(text.answer.submission)
    text = AnswerText.objects.select_for_update(of=["self"]).select_related("answer__question").get(pk=text.pk)
    answer = text.answer
    if text.settled_at is not None:
        return answer
    if obstacle := rules.obstacle_to_answer(submission, answer.question, at=at):
        raise Refused(obstacle)
    text.settled_at = at
    text.save()
    return written(answer, text.value, None, by=by, at=at, page="") if take and answer.value != text.value else answer
