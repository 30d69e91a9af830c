"""Assignments of jurors from a seed: ``python -m bench assigning [SEED]``, beside a greedy and scipy, in the same run.

Processor time of this process and its greatest memory so far. The greedy takes the best pair that the rules still let
in, which leaves reviews missing; scipy's ``linear_sum_assignment`` gets a row for each review and a column for each
place of a juror, and knows neither regions nor least loads nor that nobody sits twice on a panel: what it reaches is
more than the rules allow. Its ``milp`` states the whole problem; both on the smallest size only.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from hamshahr.juries.assigning.pairs import BARRED, pairs_of
from hamshahr.juries.assigning.repairing import repair
from hamshahr.juries.assigning.solving import assign
from hamshahr.juries.assigning.writing import assignment_as_csv, certificate_of
from hamshahr.juries.tests.instances import instance
from hamshahr.juries.tests.problems import optimum, write_files

SIZES = {(200, 40): 0.2, (5_000, 600): 6.0, (20_000, 2_000): 60.0}
SMALL, MIDDLE = 10_000, 4_000_000
VERIFIER = Path(__file__).resolve().parent.parent / "docs" / "verify_assignment.py"


def timed(act, *arguments):
    begun = time.process_time()
    answer = act(*arguments)
    return answer, time.process_time() - begun


def greedy(pairs):
    """The best pair that the rules still let in, one after the other."""
    order = np.argsort(-pairs.affinity, axis=None, kind="stable")
    needed = np.full(len(pairs.submissions), pairs.problem.reviews)
    left, total = pairs.most.copy(), 0
    seats = np.zeros((len(pairs.submissions), pairs.regions), int)
    for row, column in zip(*np.unravel_index(order, pairs.affinity.shape), strict=True):
        gain, region = pairs.affinity[row, column], pairs.region[column]
        if gain == BARRED:
            break
        if needed[row] and left[column] and seats[row, region] < pairs.problem.region_cap:
            needed[row], left[column] = needed[row] - 1, left[column] - 1
            seats[row, region] += 1
            total += int(gain)
    return total, int(needed.sum())


def slots(pairs):
    """A row for each review, a column for each place of a juror."""
    rows = np.repeat(np.arange(len(pairs.submissions)), pairs.problem.reviews)
    columns = np.repeat(np.arange(len(pairs.jurors)), pairs.most)
    gains = pairs.affinity[rows][:, columns].astype(np.float32)
    gains[gains == BARRED] = -10_000
    return int(gains[linear_sum_assignment(gains, maximize=True)].sum())


def verified(answer):
    """The seconds that the verifier takes for the files of an answer."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_files(answer.problem, Path(name))
        inputs = {path.name: path.read_bytes() for path in folder.iterdir()}
        (folder / "assignment.csv").write_text(assignment_as_csv(answer))
        (folder / "cert.json").write_text(json.dumps(certificate_of(answer, inputs)))
        begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run([sys.executable, VERIFIER, folder, folder / "assignment.csv", folder / "cert.json"], check=True)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begun


def main() -> None:
    """Print what each way takes and reaches."""
    seed = next((one for one in sys.argv[1:] if one != "assigning"), "2026")
    assign(instance(20, 40, seed))  # the library is loaded
    for (size, jurors), goal in SIZES.items():
        problem = instance(size, jurors, seed, most=1.25 if jurors > 100 else 1.75)
        answer, spent = timed(assign, problem)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:,} x {jurors:,}, seed {seed}")
        if not hasattr(answer, "total"):
            print(f"  impossible, found in {spent:.2f} s: {[(one.missing, one.invite) for one in answer.shortages]}")
            continue
        print(f"  optimum     {spent:7.2f} s (goal {goal}), {most} MiB, total {answer.total}, proven", flush=True)
        beside(problem, answer, spent)


def beside(problem, answer, spent):
    """The references, each on what it can carry."""
    pairs = pairs_of(problem)
    cells = pairs.affinity.size
    if cells <= MIDDLE:
        (total, missing), took = timed(greedy, pairs)
        print(f"  greedy      {took:7.2f} s, {total / answer.total:.4f} of the optimum, {missing} reviews missing")
        print(f"  certificate {verified(answer):7.2f} s to verify")
        late = frozenset(answer.pairs[:: len(answer.pairs) // 3][:3])
        again, took = timed(repair, replace(problem, conflicts=problem.conflicts | late), frozenset(answer.pairs))
        print(f"  repair      {took:7.2f} s, {len(set(answer.pairs) - set(again.pairs))} pairs changed for 3 conflicts")
    if cells <= SMALL:
        total, took = timed(slots, pairs)
        print(f"  scipy slots {took:7.2f} s ({took / spent:.0f} times as long), bound {total / answer.total:.4f}")
        total, took = timed(optimum, problem)
        print(f"  scipy milp  {took:7.2f} s ({took / spent:.0f} times as long), {total / answer.total:.4f}")
        fair, took = timed(assign, replace(problem, fair=True))
        shares = f"{answer.smallest_share:.3f} -> {fair.smallest_share:.3f} of at most {fair.share_bound:.3f}"
        print(
            f"  fair        {took:7.2f} s, smallest share {shares}, {fair.total / fair.best_total:.4f} of the optimum"
        )


if __name__ == "__main__":
    main()
