"""The seats of one juror, and the entries to read in each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from hamshahr.accounts.models import User

from ..models import Assignment, Juror, Review, Score
from ..reading import Name, name_of
from ..totals import criteria_of, to_show, weighted_total


@dataclass(frozen=True)
class Line:
    """One entry on a juror's list: what it is called, how far the review is, and its total when it is whole."""

    assignment: Assignment
    name: Name
    state: str
    given: int
    total: Any


@dataclass(frozen=True)
class Seat:
    """One jury a person sits in, with what is still to read and until when."""

    juror: Juror
    todo: int
    done: int
    days: int | None

    @property
    def all(self) -> int:
        return self.todo + self.done


def seats_of(user: User, *, today: date) -> list[Seat]:
    """The juries of a person, those one was asked into first; a query, and one more where there are any."""
    rows = Juror.objects.filter(user=user, state__in=[Juror.State.INVITED, Juror.State.ACCEPTED])
    rows = rows.select_related("panel__stage__call__body").order_by("state", "panel__stage__closes_at", "pk")
    jurors = sorted(rows, key=lambda juror: juror.state != Juror.State.INVITED)
    if not jurors:
        return []
    counts = {
        row["juror"]: (row["all"] - row["done"], row["done"])
        for row in own_assignments(user)
        .order_by()
        .values("juror")
        .annotate(all=Count("pk"), done=Count("pk", filter=Q(review__is_done=True)))
    }
    return [Seat(juror, *counts.get(juror.pk, (0, 0)), days_left(juror, today)) for juror in jurors]


def seat_of(juror: Juror, lines: list[Line], *, today: date) -> Seat:
    done = sum(line.state == "done" for line in lines)
    return Seat(juror, len(lines) - done, done, days_left(juror, today))


def days_left(juror: Juror, today: date) -> int | None:
    closes: datetime | None = juror.panel.stage.closes_at
    return (timezone.localdate(closes) - today).days if closes else None


def own_assignments(user: User) -> QuerySet[Assignment]:
    """What a person is to read, in every jury; nothing of what the person is kept from."""
    return Assignment.objects.visible_to(user).active().filter(juror__user=user)


def lines_of(juror: Juror, user: User) -> list[Line]:
    """The list of a juror: a query for the entries, one for the reviews, one for their scores, one for the texts."""
    reviews = Review.objects.prefetch_related(Prefetch("scores", Score.objects.filter(value__isnull=False)))
    rows = own_assignments(user).filter(juror=juror).select_related("submission__party", "submission__call")
    rows = rows.prefetch_related(Prefetch("review", reviews), "submission__copies", "submission__redactions")
    criteria = criteria_of(juror.panel)
    return [line_of(row, criteria) for row in rows.order_by("submission__number", "pk")]


def line_of(assignment: Assignment, criteria: list) -> Line:
    review = getattr(assignment, "review", None)
    scores = {score.criterion_id: score.value for score in review.scores.all()} if review else {}
    state = "done" if review and review.is_done else "begun" if review else "new"
    return Line(
        assignment, name_of(assignment.submission), state, len(scores), to_show(weighted_total(criteria, scores))
    )
