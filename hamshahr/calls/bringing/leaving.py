"""The entries of a call as a table, for who keeps it; a conflict of interest leaves them out here too."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from hamshahr.accounts.models import User

from ..models import Call, Submission
from .cells import cell_of
from .tables import HEAD

BESIDE = ("number", "state", "handed_in_at", "eligible")


def columns_of(call: Call) -> list[str]:
    return [*HEAD, *BESIDE, *call.questions.standing().order_by("position", "pk").values_list("slug", flat=True)]


def rows_of(call: Call, user: User) -> Iterator[list[Any]]:
    """A row for each entry that was not withdrawn: its head, how far it is, and every answer."""
    slugs = columns_of(call)[len(HEAD) + len(BESIDE) :]
    rows = Submission.objects.visible_to(user).filter(call=call).exclude(state=Submission.State.WITHDRAWN)
    rows = rows.select_related("party", "screening").prefetch_related("answers__question")
    for entry in rows.order_by(F("number").asc(nulls_first=True), "pk"):
        answers = {answer.question.slug: cell_of(answer.value) for answer in entry.answers.all()}
        screening = getattr(entry, "screening", None)
        head = [entry.party.slug, entry.title, entry.language, entry.framework]
        beside = [entry.number, entry.state, entry.handed_in_at and entry.handed_in_at.isoformat(), eligible(screening)]
        yield [*head, *beside, *(answers.get(slug) for slug in slugs)]


def eligible(screening: Any) -> str | None:
    if screening is None:
        return None
    return "yes" if screening.is_eligible or screening.appeal_outcome == screening.Outcome.GRANTED else screening.reason
