"""What a juror's pages ask for at every key that is typed: an entry to read, its review and what belongs to them.

The SQL of each is written once (``kernel.prepared``); whose it is stands in the question itself as a value, so that it
gives nobody more than one's own.
"""

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from hamshahr.calls.models import Answer, AttachmentPage, Copy, Question, Redaction
from hamshahr.kernel.prepared import Prepared

from .models import Assignment, Juror, Review, Score
from .models.conflicts import shut_to

OF_A_TASK = ("juror__panel__stage__call", "juror__user", "submission__party")
OF_A_LOCK = ("juror__panel__stage__call", "juror__user", "submission")


def own_rows(reader: int) -> QuerySet[Assignment]:
    """What a person is to read, in every jury; nothing of what the person is kept from."""
    rows = Assignment.objects.active().filter(juror__user=reader, juror__state=Juror.State.ACCEPTED)
    return rows.exclude(submission__in=shut_to(reader, Now()))


@Prepared
def seat_rows(_user: None, *, reader: int, key: str) -> QuerySet[Juror]:
    """A person's own seat in a jury."""
    return Juror.objects.filter(user=reader, key=key).select_related("panel__stage__call__body", "user", "party")


@Prepared
def task_rows(_user: None, *, reader: int, key: str) -> QuerySet[Assignment]:
    """One entry to read with its review, where there is one."""
    return own_rows(reader).filter(key=key).select_related(*OF_A_TASK, "submission__call", "review")


@Prepared
def line_rows(_user: None, *, reader: int, juror: int) -> QuerySet[Assignment]:
    """All that is to be read in one seat, each with its review and whether it is judged without names."""
    copies = Copy.objects.filter(submission=OuterRef("submission"), kind=Copy.Kind.REDACTED)
    words = Redaction.objects.standing().filter(submission=OuterRef("submission"))
    rows = own_rows(reader).filter(juror=juror).select_related("submission__party", "review")
    return rows.annotate(is_blind=Exists(copies) | Exists(words)).order_by("submission__number", "pk")


@Prepared
def given_rows(_user: None, *, juror: int) -> QuerySet[Score]:
    """(review, criterion, score) of every score a juror has given."""
    rows = Score.objects.filter(review__assignment__juror=juror, value__isnull=False).order_by("review", "criterion")
    return rows.values_list("review", "criterion", "value")


@Prepared
def locked_rows(_user: None, *, task: int) -> QuerySet[Assignment]:
    """One entry to read, held until the transaction is over."""
    return Assignment.objects.select_for_update(of=["self"]).select_related(*OF_A_LOCK).filter(pk=task)


@Prepared
def review_rows(_user: None, *, task: int) -> QuerySet[Review]:
    return Review.objects.filter(assignment=task).order_by()


@Prepared
def score_rows(_user: None, *, review: int) -> QuerySet[Score]:
    return Score.objects.filter(review=review).select_related("criterion").order_by("criterion__position")


@Prepared
def copy_rows(_user: None, *, entry: int) -> QuerySet[Copy]:
    """The copies of an entry, the newest of each kind and language first."""
    return Copy.objects.filter(submission=entry).order_by("-made_at", "-pk")


@Prepared
def copied_rows(_user: None, *, entry: int) -> QuerySet[Copy]:
    """(kind, language) of the copies of an entry, without their texts."""
    return Copy.objects.filter(submission=entry).order_by("kind", "language").values_list("kind", "language")


@Prepared
def word_rows(_user: None, *, entry: int) -> QuerySet[Redaction]:
    """The words that are blacked out in an entry."""
    return Redaction.objects.standing().filter(submission=entry).order_by("pk").values_list("words")


@Prepared
def question_rows(_user: None, *, call: int) -> QuerySet[Question]:
    """All questions of a call in their order, those too whose answers no juror reads."""
    return Question.objects.filter(call=call).order_by("position", "pk")


@Prepared
def file_rows(_user: None, *, entry: int) -> QuerySet[AttachmentPage]:
    """(key, name, key of the question, page) of every page of the files of an entry, without the pictures."""
    rows = AttachmentPage.objects.filter(attachment__submission=entry, attachment__removed_at=None)
    order = ("attachment__question__position", "attachment", "number")
    return rows.order_by(*order).values_list(
        "attachment__key", "attachment__name", "attachment__question__slug", "number"
    )


@Prepared
def answer_rows(_user: None, *, entry: int) -> QuerySet[Answer]:
    """(key of the question, answer) of everything an entry says."""
    return Answer.objects.filter(submission=entry).order_by().values_list("question__slug", "value")
