"""Check that no better assignment exists: ``python3 verify_assignment.py DIR ASSIGNMENT.csv CERTIFICATE.json``.

The certificate sets a price on each juror. Nobody can do better than the best panel of every submission, chosen freely
and paid for, plus what the limits of the loads are worth at these prices. Who reaches this bound has the optimum.
"""

import csv
import hashlib
import json
import sys
from collections import Counter
from math import isqrt
from pathlib import Path


def rows(path, order=1):
    for row in csv.DictReader(path.read_text("utf-8-sig").splitlines()):
        row = {word.strip(): value.strip() for word, value in row.items() if any(row.values())}
        if topics := row.get("topics", "")[::order]:  # as one number, so that the middle of a product is a dot product
            row |= {"number": int("00".join(topics), 16), "square": sum(int(digit) ** 2 for digit in topics)}
        yield from [row] if row else []


def affinity(one, juror):
    return 1000 * (one["number"] * juror["number"] >> 276 & 4095) // (isqrt(one["square"] * juror["square"]) or 1)


def allowed(one, juror):
    at_home = any(one[word] and one[word] == juror[word] for word in ("city", "country"))
    reads = set(one["languages"].split("+")) & set(juror["languages"].split("+"))
    return reads and not at_home and (one["submission"], juror["juror"]) not in conflicts


def best_panel(one):
    seats, bound = Counter(), 0
    for gain, name in sorted(((affinity(one, jurors[name]) - prices[name], name) for name in jurors), reverse=True):
        if seats.total() < reviews and seats[region := jurors[name]["region"]] < cap and allowed(one, jurors[name]):
            seats[region], bound = seats[region] + 1, bound + gain
    return bound


folder, listed, proof = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text("utf-8"))
reviews, cap, prices = proof["reviews"], proof["region_cap"], proof["prices"]
files = [folder / f"{name}.csv" for name in ("submissions", "jurors", "declared_conflicts")]
kept = all(hashlib.sha256(file.read_bytes()).hexdigest() == proof["inputs"][file.name] for file in files)
submissions = {row["submission"]: row for row in rows(files[0])}
jurors = {row["juror"]: row for row in rows(files[1], -1)}
conflicts = {(row["submission"], row["juror"]) for row in rows(files[2])}
pairs = {(row["submission"], row["juror"]): jurors[row["juror"]] for row in rows(listed)}

loads, bound = Counter(name for _, name in pairs), sum(map(best_panel, submissions.values()))
for name, juror in jurors.items():
    least, most = int(juror["min_load"]), int(juror["max_load"])
    kept, bound = kept and least <= loads[name] <= most, bound + max(prices[name] * least, prices[name] * most)
kept &= Counter(one for one, _ in pairs) == dict.fromkeys(submissions, reviews)
kept &= max(Counter((one, juror["region"]) for (one, _), juror in pairs.items()).values()) <= cap
kept &= all(allowed(submissions[one], juror) for (one, _), juror in pairs.items())
total = sum(affinity(submissions[one], juror) for (one, _), juror in pairs.items())
said = f"{reviews} reviews each, at most {cap} of a region; total {total}, nobody can exceed {bound}."
sys.exit(f"NOT TRUE: {said}" if not kept or total != bound else sys.stdout.write(f"TRUE: {said}\n") * 0)
