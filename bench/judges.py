"""A store for the benchmark of judging: a call with five criteria, its jurors signed in, their entries assigned.

``python -m bench.judges JURORS ENTRIES`` prints for each juror the session and the keys of what is to be read;
``python -m bench.judges stored`` prints every score that stands in the store.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import django

django.setup()

from django.core.management import call_command  # noqa: E402  only when Django stands
from django.db import transaction  # noqa: E402

from bench.voters import delegates, session_of  # noqa: E402
from hamshahr.bodies.models import Body  # noqa: E402
from hamshahr.calls.models import Answer, Call, Criterion, Question, Stage, Submission  # noqa: E402
from hamshahr.juries.models import Assignment, Juror, Panel, Score  # noqa: E402

SINCE = datetime(2021, 1, 1, tzinfo=UTC)
READERS = 3


def a_panel() -> Panel:
    body = Body.objects.create(slug="award", names={"en": "Award"}, network="Bench", kind="award", live=True)
    call = Call.objects.create(
        slug="bench", kind="award", body=body, names={"en": "Award"}, languages=["en"], published_at=SINCE
    )
    until = datetime.now(UTC) + timedelta(days=7)
    stage = Stage.objects.create(call=call, position=1, kind="review", opens_at=SINCE, closes_at=until)
    Criterion.objects.bulk_create(
        Criterion(stage=stage, position=n, slug=f"c{n}", names={"en": f"Criterion {n}"}, weight=Decimal(n))
        for n in range(1, 6)
    )
    said = {"call": call, "section": {"en": "Project"}, "kind": "long text"}
    Question.objects.bulk_create(
        Question(position=n, slug=f"q{n}", names={"en": f"Question {n}"}, **said) for n in range(1, 9)
    )
    return Panel.objects.create(stage=stage, seed="bench")


@transaction.atomic
def build(jurors: int, entries: int) -> list:
    """The jurors, and as many entries as give each juror that many with three readers an entry."""
    panel = a_panel()
    call, dice = panel.stage.call, Random(1)
    users, parties = delegates(jurors)
    moments = {"state": "submitted", "begun_at": SINCE, "handed_in_at": SINCE, "submitted_at": SINCE, "digest": "x"}
    Submission.objects.bulk_create(
        Submission(call=call, party=dice.choice(parties), number=n, title=f"Entry {n}", language="en", **moments)
        for n in range(1, -(-jurors * entries // READERS) + 1)
    )
    judged = list(call.submissions.order_by("number"))
    Answer.objects.bulk_create(
        Answer(submission=each, question=question, value="What was done in the city. " * 40, version=1)
        for each in judged
        for question in call.questions.all()
    )
    said = {"panel": panel, "state": "accepted", "invited_at": SINCE, "answered_at": SINCE}
    seats = Juror.objects.bulk_create(Juror(user=user, max_load=entries, **said) for user in users)
    tasks = [
        Assignment(juror=seat, submission=judged[(place * entries + step) % len(judged)])
        for place, seat in enumerate(seats)
        for step in range(entries)
    ]
    Assignment.objects.bulk_create(tasks)
    keys = {seat.pk: [each.key for each in tasks if each.juror_id == seat.pk] for seat in seats}
    return [[session_of(user), seat.key, keys[seat.pk]] for user, seat in zip(users, seats, strict=True)]


def stored() -> dict:
    """Each score by the key of its assignment and criterion; and how many reviews are finished."""
    rows = Score.objects.values_list("review__assignment__key", "criterion__slug", "value", "review__is_done")
    return {f"{key} {slug}": [format(value.normalize(), "f"), done] for key, slug, value, done in rows}


if __name__ == "__main__":
    if sys.argv[1] == "stored":
        print(json.dumps(stored()))
    else:
        call_command("migrate", verbosity=0)
        print(json.dumps(build(int(sys.argv[1]), int(sys.argv[2]))))
