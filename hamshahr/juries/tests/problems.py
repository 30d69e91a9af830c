"""Small problems of assignment, drawn by Hypothesis, and a second program that solves them from the definitions."""

import csv

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from hamshahr.juries.assigning.pairs import affinity_of
from hamshahr.juries.assigning.problem import TOPICS, Juror, Problem, Submission
from hamshahr.juries.assigning.reading import FILES
from hamshahr.juries.assigning.shortage import rule_against
from hamshahr.juries.assigning.writing import files_of

PLACES = st.sampled_from(["tehran ir", "mashhad ir", "seoul kr", "busan kr", "lyon fr", "quito ec"])
LANGUAGES = st.frozensets(st.sampled_from(["en", "fa", "fr"]), min_size=1, max_size=2)
TOPIC_DIGITS = st.lists(st.integers(0, 9), min_size=4, max_size=4).map(lambda few: (*few, *[0] * (TOPICS - 4)))


@st.composite
def problems(draw, submissions=5, jurors=7):
    """A problem that may have a solution or not."""
    entrants = [
        Submission(f"s{number}", *draw(PLACES).split(), draw(LANGUAGES), draw(TOPIC_DIGITS))
        for number in range(draw(st.integers(1, submissions)))
    ]
    judges = []
    for number in range(draw(st.integers(1, jurors))):
        least = draw(st.integers(0, 2))
        limits = least, draw(st.integers(max(least, 1), 5))
        region = draw(st.sampled_from(["asia", "europe", "america"]))
        judges.append(Juror(f"j{number}", *draw(PLACES).split(), region, draw(LANGUAGES), draw(TOPIC_DIGITS), *limits))
    pairs = [(one.id, other.id) for one in entrants for other in judges]
    conflicts = draw(st.frozensets(st.sampled_from(pairs), max_size=3))
    rules = {"reviews": draw(st.integers(1, 3)), "region_cap": draw(st.integers(1, 2))}
    return Problem(entrants, judges, conflicts, seed=draw(st.sampled_from(["", "a", "b"])), **rules)


def optimum(problem):
    """The greatest total by an integer program over all pairs, or None where there is no assignment."""
    size, judges = len(problem.submissions), len(problem.jurors)
    gain = np.array([[affinity_of(one, other) for other in problem.jurors] for one in problem.submissions])
    may = np.array([[allowed(problem, one, other) for other in problem.jurors] for one in problem.submissions])
    rows, low, high = [], [], []

    def limit(which, least, most):
        rows.append(which.ravel())
        low.append(least)
        high.append(most)

    for row in range(size):
        for region in {one.region for one in problem.jurors}:
            which = np.zeros((size, judges))
            which[row] = [one.region == region for one in problem.jurors]
            limit(which, 0, problem.region_cap)
        limit(np.eye(size)[:, [row]] * np.ones(judges), problem.reviews, problem.reviews)
    for column, juror in enumerate(problem.jurors):
        limit(np.ones((size, 1)) * np.eye(judges)[column], juror.min_load, juror.max_load)
    found = milp(
        -gain.ravel(),
        integrality=np.ones(gain.size),
        bounds=Bounds(0, may.ravel().astype(float)),
        constraints=LinearConstraint(np.array(rows), low, high),
    )
    return None if found.x is None else round(-found.fun)


def allowed(problem, submission, juror):
    return rule_against(submission, juror, problem.conflicts) is None


def faults_of(answer):
    """The rules an assignment breaks."""
    problem, pairs = answer.problem, answer.pairs
    submissions, jurors = ({one.id: one for one in each} for each in (problem.submissions, problem.jurors))
    if len(set(pairs)) < len(pairs):
        yield "a pair stands twice"
    for one in submissions.values():
        panel = [jurors[name] for of, name in pairs if of == one.id]
        regions = [juror.region for juror in panel]
        if len(panel) != problem.reviews or any(regions.count(each) > problem.region_cap for each in regions):
            yield f"the panel of {one.id}"
        if not all(allowed(problem, one, juror) for juror in panel):
            yield f"a juror of {one.id}"
    for juror in jurors.values():
        if not juror.min_load <= sum(name == juror.id for _, name in pairs) <= juror.max_load:
            yield f"the load of {juror.id}"


def write_files(problem, folder):
    """The three files of ``hamshahr assign``."""
    folder.mkdir(exist_ok=True)
    for name, text in zip(FILES, files_of(problem), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))
