"""The seats of one juror, and the entries to read in each."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from hamshahr.accounts.models import User

from ..asked import given_rows, line_rows
from ..models import Assignment, FinalVote, Juror, OpenEntry
from ..models.conflicts import barred
from ..reading import Name, named
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
    """One jury a person sits in, with what is still to read and until when.

    ``votes`` counts the entries in deliberation without the person's last vote; ``talk`` is where they are given.
    """

    juror: Juror
    todo: int
    done: int
    days: int | None
    talk: str = ""
    votes: int = 0

    @property
    def all(self) -> int:
        return self.todo + self.done


def seats_of(user: User, *, today: date) -> list[Seat]:
    """The juries of a person, those one was asked into first; a query, and two more where there are any."""
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
    votes = votes_due(user)
    return [
        Seat(juror, *counts.get(juror.pk, (0, 0)), days_left(juror, today), *votes.get(juror.panel_id, ("", 0)))
        for juror in jurors
    ]


def votes_due(user: User) -> dict[int, tuple[str, int]]:
    """By panel the deliberation that waits for a person, and on how many entries the person has not voted."""
    voted = FinalVote.objects.filter(juror__user=user).values("entry")
    seats = Juror.objects.judging().filter(user=user).values("panel")
    rows = OpenEntry.objects.filter(deliberation__panel__in=seats, deliberation__closed_at=None)
    rows = rows.exclude(pk__in=voted).exclude(barred(user, "submission__")).order_by()
    found = rows.values_list("deliberation__panel", "deliberation__key").annotate(votes=Count("pk"))
    return {panel: (key, votes) for panel, key, votes in found}


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
    """The list of a juror: a query for the entries with their reviews, one for all scores, one for the criteria."""
    given: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for review, criterion, value in given_rows(None, juror=juror.pk):
        given[review][criterion] = value
    criteria = criteria_of(juror.panel)
    return [line_of(row, criteria, given) for row in line_rows(None, reader=user.pk, juror=juror.pk)]


def line_of(row: Assignment, criteria: list, given: Mapping[int, Mapping[int, Decimal]]) -> Line:
    review = getattr(row, "review", None)
    scores = given.get(review.pk, {}) if review else {}
    state = "done" if review and review.is_done else "begun" if review else "new"
    name = named(row.submission, blind=row.is_blind)
    return Line(row, name, state, len(scores), to_show(weighted_total(criteria, scores)))
