"""One project, further lives: an entry becomes a case of the exchange where its entrant gave leave."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Question, Submission
from hamshahr.calls.texts import asked, values_of
from hamshahr.calls.uses import use_of
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.parties.services.registers import free_address
from hamshahr.practices.models import Practice
from hamshahr.practices.services import add_practice

from .. import rules

PRACTICE, LONGEST = "practice", 1500


@transaction.atomic
def use_entry(*, submission: Submission, use: str, by: User | None) -> Any:
    """Carry out a further use of an entry; what it makes, the same when asked again."""
    submission = Submission.objects.select_for_update(of=["self"]).select_related("call__edition").get(pk=submission.pk)
    if obstacle := rules.obstacle_to_use(submission, use):
        raise Refused(obstacle)
    return use_of(use).act(submission=submission, by=by)


def to_practice(*, submission: Submission, by: User | None) -> Practice:
    """Publish an entry in the exchange, in its own language and words."""
    if again := practice_of(submission):
        return again if again.live else publish_again(again, by)
    language = submission.language
    return add_practice(
        slug=free_address(Practice, submission.title),
        party=submission.party,
        names=LazyI18nString({language: submission.title}),
        summary=LazyI18nString({language: first_words(submission)}),
        origin=submission.call.names,
        starts_on=PartialDate(timezone.localdate(submission.submitted_at).isoformat()),
        source=source_of(submission),
        live=True,
        by=by,
    )


def source_of(submission: Submission) -> str:
    return f"{submission.call.slug} {submission.key}"


def practice_of(submission: Submission) -> Practice | None:
    """The case that an entry became."""
    return Practice.objects.filter(source=source_of(submission)).first()


def publish_again(practice: Practice, by: User | None) -> Practice:
    practice.live = True
    log.save(practice, "practice.published_again", by=by)
    return practice


def take_practice_back(*, submission: Submission, by: User | None) -> None:
    """Without the leave the case stands in the exchange no longer; it is kept, for the leave may come again."""
    practice = practice_of(submission)
    if practice is not None and practice.live:
        practice.live = False
        log.save(practice, "practice.taken_back", by=by)


def lead_to_practice(submission: Submission, user: User) -> tuple[str, str] | None:
    """The case that an entry became, where the reader may see it."""
    practice = Practice.objects.visible_to(user).filter(source=source_of(submission)).first()
    return None if practice is None else (address_of("practices:practice", practice.slug), say(practice.names))


def first_words(submission: Submission) -> str:
    """The first long answer that is not private."""
    values = values_of(submission)
    for question in asked(submission.call.questions.standing(), values):
        if question.kind == Question.Kind.LONG_TEXT and not question.is_private and values.get(question.slug):
            return str(values[question.slug])[:LONGEST]
    return ""
