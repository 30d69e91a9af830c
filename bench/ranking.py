"""Rankings from scores of harsh and lenient jurors, beside mean, median and trimmed mean: ``python -m bench ranking``.

Arguments: a seed, and with it every figure, is chosen on the command line (``--seed 7``); ``--worlds 40`` is how many
panels of each kind are drawn.
"""

import resource
import sys
import time
from fractions import Fraction
from statistics import median

import numpy as np

from hamshahr.juries.ranking import Given, Sheet, rank

# name, submissions, jurors, spread of submissions, of jurors, of chance, criteria, how far criteria hang together
KINDS = (
    ("harsh and lenient jurors", 150, 25, 1.0, 1.2, 0.6, 1, 0.0),
    ("an award: 274 entries", 274, 40, 1.0, 1.0, 1.0, 1, 0.0),
    ("five criteria, whole points", 120, 24, 1.5, 1.5, 1.5, 5, 0.5),
    ("much chance", 150, 25, 0.5, 0.5, 1.5, 1, 0.0),
    ("nothing but chance", 150, 25, 0.0, 0.0, 1.0, 1, 0.0),
    ("a small panel", 30, 6, 1.0, 1.0, 1.0, 1, 0.0),
)
REVIEWS, LARGE, LARGE_PANEL, GOAL = 3, 20_000, 2_000, 3.0


def panels(dice, submissions, jurors):
    """Which jurors read each submission: three, loads as even as can be."""
    queue = [int(one) for _ in range(submissions * REVIEWS // jurors + 2) for one in dice.permutation(jurors)]
    found = []
    for _submission in range(submissions):
        chosen = []
        while len(chosen) < REVIEWS:
            place = next(place for place, one in enumerate(queue) if one not in chosen)
            chosen.append(queue.pop(place))
        found.append(chosen)
    return found


def drawn(dice, submissions, jurors, good, harsh, chance, criteria, together):
    """A sheet of scores to half a point, and how good each submission truly is."""

    def waves(size):
        common = dice.normal(size=size)
        return [np.sqrt(together) * common + np.sqrt(1 - together) * dice.normal(size=size) for _ in range(criteria)]

    quality, severity = waves(submissions), waves(jurors)
    given, step = [], 2 if criteria == 1 else 1
    for submission, chosen in enumerate(panels(dice, submissions, jurors)):
        for juror in chosen:
            for criterion, luck in enumerate(waves(1)):
                score = (
                    6 + good * quality[criterion][submission] + harsh * severity[criterion][juror] + chance * luck[0]
                )
                points = Fraction(round(score * step), step)
                given.append(Given(f"s{submission:05}", f"j{juror:04}", points, f"c{criterion}"))
    return Sheet.of(given), np.sum(quality, axis=0)


def means(sheet, of):
    """For each submission one figure from all its scores."""
    scores = [[] for _ in sheet.submissions]
    for column in sheet.columns:
        for place, points in zip(column.submissions, column.points, strict=True):
            scores[place].append(points / column.scale)
    return np.array([of(one) for one in scores])


def trimmed(scores):
    """The mean without the best and the worst."""
    kept = sorted(scores)[1:-1]
    return sum(kept) / len(kept)


def tau(one, other):
    """Kendall's tau-b of two lists of figures."""
    first, second = (np.sign(each[:, None] - each) for each in (one, other))
    return float((first * second).sum() / np.sqrt(np.abs(first).sum() * np.abs(second).sum()))


def hits(figures, truth):
    """The share of the true best tenth that stands in the best tenth."""
    many = max(1, len(truth) // 10)
    best, found = (set(np.argsort(-each, kind="stable")[:many].tolist()) for each in (truth, figures))
    return len(best & found) / many


def measured(dice, kind):
    """Tau and hits of each way, the share of true ranks inside our intervals, and their width."""
    sheet, truth = drawn(dice, *kind)
    ranking = rank(sheet)
    rows = sorted(ranking.placed, key=lambda one: one.submission)
    figures = {
        "mean": means(sheet, lambda scores: sum(scores) / len(scores)),
        "median": means(sheet, median),
        "trimmed": means(sheet, trimmed),
        "ours": np.array([one.estimate for one in rows]),
    }
    ranks = np.empty(len(truth))
    ranks[np.argsort(-truth)] = np.arange(1, len(truth) + 1)
    inside = [one.interval[0] <= place <= one.interval[1] for one, place in zip(rows, ranks, strict=True)]
    width = [(one.interval[1] - one.interval[0] + 1) / len(rows) for one in rows]
    return {name: (tau(each, truth), hits(each, truth)) for name, each in figures.items()}, inside, width


def study(seed, worlds):
    """Every kind of panel, so many times."""
    print(f"seed {seed}, {worlds} panels of each kind, {REVIEWS} readers; tau / hits in the top tenth")
    print(f"{'':30}{'mean':>13}{'median':>13}{'trimmed':>13}{'ours':>13}   covered  width")
    for name, *kind in KINDS:
        dice = np.random.default_rng([seed, len(name), kind[0]])
        found = [measured(dice, kind) for _ in range(worlds)]
        told = []
        for way in ("mean", "median", "trimmed", "ours"):
            both = np.mean([one[0][way] for one in found], axis=0)
            told.append(f"{both[0]:6.2f} /{both[1]:5.2f}")
        covered = f"{np.mean([inside for _, inside, _ in found]):6.1%}" if kind[2] else "  none"  # nothing to cover
        width = np.mean([each for _, _, each in found])
        print(f"{name:30}{''.join(told)}   {covered}  {width:5.0%}")


def large(seed):
    """A sheet of the largest size, ranked twice."""
    sheet, _truth = drawn(np.random.default_rng(seed), LARGE, LARGE_PANEL, 1.0, 1.0, 1.0, 1, 0.0)
    spent, found = [], []
    for _time in range(2):
        begun = time.perf_counter()
        found.append(rank(sheet, seed=str(seed)))
        spent.append(time.perf_counter() - begun)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    same = "the same twice" if found[0] == found[1] else "NOT THE SAME TWICE"
    taken = " and ".join(f"{one:.2f} s" for one in spent)
    print(f"{LARGE:,} submissions x {REVIEWS}, {LARGE_PANEL:,} jurors, {found[0].draws} draws: {taken} (goal {GOAL} s)")
    print(f"{same}; {most:.0f} MiB")


def main():
    """The study and the largest sheet."""
    words = sys.argv[1:]
    seed = int(words[words.index("--seed") + 1]) if "--seed" in words else 20260101
    worlds = int(words[words.index("--worlds") + 1]) if "--worlds" in words else 12
    study(seed, worlds)
    large(seed)


if __name__ == "__main__":
    main()
