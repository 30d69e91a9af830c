"""The files that an assignment leaves: its rows and the certificate that proves it."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import Any

from .problem import Assigned, Juror, Problem, Submission

FORMAT = "hamshahr assignment 1"


def assignment_as_csv(assigned: Assigned) -> str:
    return table(("submission", "juror"), assigned.pairs)


def certificate_of(assigned: Assigned, inputs: Mapping[str, bytes]) -> dict[str, Any]:
    """What ``docs/verify_assignment.py`` needs: the rules, the prices and the digests of the files they belong to."""
    return {
        "format": FORMAT,
        "reviews": assigned.problem.reviews,
        "region_cap": assigned.problem.region_cap,
        "seed": assigned.problem.seed,
        "total": assigned.total,
        "best_total": assigned.best_total,
        "inputs": {name: hashlib.sha256(content).hexdigest() for name, content in inputs.items()},
        "prices": assigned.prices,
    }


def files_of(problem: Problem) -> tuple[str, str, str]:
    """The three files that state a problem."""
    conflicts = table(("submission", "juror"), sorted(problem.conflicts))
    return submissions_as_csv(problem.submissions), jurors_as_csv(problem.jurors), conflicts


def submissions_as_csv(submissions: Sequence[Submission]) -> str:
    head = ("submission", "city", "country", "region", "languages", "topics")
    return table(head, [(one.id, one.city, one.country, one.region, *spelt(one)) for one in submissions])


def jurors_as_csv(jurors: Sequence[Juror]) -> str:
    head = ("juror", "city", "country", "region", "languages", "topics", "gender", "min_load", "max_load")
    rows = [
        (one.id, one.city, one.country, one.region, *spelt(one), one.gender, one.min_load, one.max_load)
        for one in jurors
    ]
    return table(head, rows)


def spelt(one: Submission | Juror) -> tuple[str, str]:
    return "+".join(sorted(one.languages)), "".join(map(str, one.topics))


def table(head: tuple[str, ...], rows: Any) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
