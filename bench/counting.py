"""Elections of 100,000 ranked ballots: ``python bench/counting.py [PYTHON]``.

PYTHON is an interpreter of another environment that has the references: ``pip install pyrankvote pref_voting``. They
count the same file in the same run; only counting is timed (for pref_voting with the profile, which adds up the pairs).
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hamshahr.decisions.counting import Method, count
from hamshahr.decisions.counting.reading import ballots_from

BALLOTS, CANDIDATES, SEATS = 100_000, 12, 5
GOALS = {Method.SCOTTISH_STV: 2.0, Method.SCHULZE: 1.0}
REFERENCES = {Method.SCOTTISH_STV: "pyrankvote", Method.SCHULZE: "pref_voting"}
OTHERS = r"""
import json, sys, time, warnings
warnings.simplefilter("ignore")
name, path, seats, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
rows = [line.strip().split(",") for line in open(path)]
rankings = [(int(number), [int(one) for one in ranking.split(">")]) for number, ranking in rows]
if name == "pyrankvote":
    import pyrankvote
    people = [pyrankvote.Candidate(str(one + 1)) for one in range(size)]
    papers = [pyrankvote.Ballot([people[one - 1] for one in ranking]) for _, ranking in rankings]
    begun = time.perf_counter()
    elected = [int(one.name) for one in pyrankvote.single_transferable_vote(people, papers, seats).get_winners()]
else:
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.profiles import Profile
    beat_path(Profile([[0, 1], [1, 0]], [2, 1]))
    ranks, numbers = [[one - 1 for one in ranking] for _, ranking in rankings], [number for number, _ in rankings]
    begun = time.perf_counter()
    elected = [int(one) + 1 for one in beat_path(Profile(ranks, numbers))]
print(json.dumps([time.perf_counter() - begun, elected]))
"""


def election(seed: int = 1) -> str:
    """Voters in a plane who rank every candidate, the nearest first, but none too surely: few papers are alike."""
    chance = random.Random(seed)
    places = [(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(CANDIDATES)]
    rows = []
    for _ in range(BALLOTS):
        x, y = chance.gauss(0, 1.2), chance.gauss(0.2, 1)
        far = [(a - x) ** 2 + (b - y) ** 2 + chance.gauss(0, 0.9) for a, b in places]
        ranked = sorted(range(1, CANDIDATES + 1), key=lambda one: far[one - 1])
        rows.append("1," + ">".join(map(str, ranked)))
    return "\n".join(rows) + "\n"


def main() -> None:
    """Print what each method takes, beside its reference."""
    reference = next((one for one in sys.argv[1:] if "python" in Path(one).name), None)
    text = election()
    begun = time.perf_counter()
    ballots = ballots_from(text)
    print(f"{ballots.valid:,} ballots, {len(ballots.papers):,} different, {CANDIDATES} candidates, {SEATS} seats")
    print(f"reading the file            {time.perf_counter() - begun:6.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ballots.csv"
        path.write_text(text)
        for method in Method:
            seats = 1 if method == Method.TWO_ROUND else SEATS
            begun = time.perf_counter()
            elected = [one + 1 for one in count(method, ballots, seats).elected]
            spent = time.perf_counter() - begun
            goal = f"  (goal {GOALS[method]} s)" if method in GOALS else ""
            print(f"{method:13} {elected!s:14}{spent:6.2f} s{goal}")
            if method in REFERENCES:
                print_reference(reference, REFERENCES[method], path, spent)


def print_reference(reference: str | None, name: str, path: Path, ours: float) -> None:
    """What the reference says and takes on the same file."""
    if reference is None:
        print(f"  {name:12} give an interpreter that has it as the argument")
        return
    arguments = [reference, "-c", OTHERS, name, str(path), str(SEATS), str(CANDIDATES)]
    ran = subprocess.run(arguments, capture_output=True, text=True, check=True)
    spent, elected = json.loads(ran.stdout.splitlines()[-1])
    print(f"  {name:12}{elected!s:14}{spent:6.2f} s  ({spent / ours:.0f} times as long)")


if __name__ == "__main__":
    main()
