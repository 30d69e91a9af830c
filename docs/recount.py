"""Count a published ballot again: python3 recount.py BOX.json [--head DIGEST] [--receipt RECEIPT]

Needs nothing but Python. It checks that every receipt is that of its slip, that the box, the roll and the result are
those the log of the ballot committed to, that the log is one unbroken chain (with the head printed in the minutes,
where you give it), and that the figures follow from the slips. It exits with 1 where anything is wrong, and says what.

A file in which parties are not named, because they are not shown to everybody, has stand-ins for them. Their digests
cannot be worked out from it: the script says which acts it could not read, and checks all the others, each of which
holds the digest of the act before it.
"""

import argparse
import hashlib
import json
import sys
from decimal import Decimal
from pathlib import Path


def digest_of(content):
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(number):
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def acts_of(box, verb):
    return [facts for _number, said, _at, facts, _digest in box["acts"] if said == verb]


def chain_faults(box, head):
    previous, withheld = digest_of(box["ballot"]), box.get("withheld", {}).get("acts", [])
    for place, (number, verb, at, facts, digest) in enumerate(box["acts"], start=1):
        text = json.dumps([number, verb, at, facts], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        is_unread = number in withheld and verb in ("opened", "handed")
        is_next = is_unread or hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest() == digest
        if number != place or not is_next:
            yield f"act {place} of the log does not follow the one before it"
        previous = digest
    if head and head not in {act[4] for act in box["acts"]}:
        yield "the given head is not in the log"


def roll_faults(box):
    (opened,) = acts_of(box, "opened")
    roll = {slug: [slug, weight, cast_by] for slug, weight, cast_by in box["roll"]}
    for handed in reversed(acts_of(box, "handed")):
        roll[handed["voice"]][2] = handed["from"]
    if len(roll) != opened["electors"] or sorted(roll.values()) != opened["roll"]:
        yield "the roll is not the one the ballot was opened with"
    for name in ("question", "way", "form", "seats", "choices", "options", "entitled"):
        if box[name] != opened[name]:
            yield f"the {name} is not the one the ballot was opened with"


def slip_faults(box):
    seen = set()
    for slip in box["slips"]:
        text = "\n".join([box["ballot"], ">".join(slip["choice"]), slip["nonce"]])
        if hashlib.sha256(text.encode()).hexdigest() != slip["receipt"]:
            yield f"the receipt {slip['receipt']} is not that of its slip"
        if slip["receipt"] in seen:
            yield f"the receipt {slip['receipt']} stands twice"
        seen.add(slip["receipt"])
    (closed,) = acts_of(box, "closed")
    withheld = set(box.get("withheld", {}).get("names", []))
    entries = sorted(f"{slip.get('party', '')} {slip['receipt']}".strip() for slip in box["slips"])
    is_nameless = not withheld & {slip.get("party") for slip in box["slips"]}
    if closed["slips"] != len(entries) or (is_nameless and closed["box"] != digest_of(entries)):
        yield "the slips are not those that were in the box when it closed"
    is_nameless = not withheld & set(box["voted"])
    if closed["voted"] != len(box["voted"]) or (is_nameless and closed["who"] != digest_of(box["voted"])):
        yield "those who voted are not those the log names"
    weights = {slug: Decimal(weight) for slug, weight, _cast_by in box["roll"]}
    if box["way"] != "paper" and sum(Decimal(s["weight"]) for s in box["slips"]) != sum(
        weights[slug] for slug in box["voted"]
    ):
        yield "the voices in the box are not those of who voted"


def papers_of(box):
    """[choice, heads or None, voices] of equal slips, as the result states them; those split; invalid papers."""
    if box["way"] == "paper":
        papers, blank, invalid = acts_of(box, "papers compared")[-1]["counts"][0]
        each = Decimal(box["roll"][0][1])
        rows = papers | ({"": blank} if blank else {})
        return [[choice, number, number * each] for choice, number in sorted(rows.items())], 0, invalid
    by_party, weights, heads = {}, {}, {}
    for slip in box["slips"]:
        by_party.setdefault(slip.get("party", slip["receipt"]), []).append(slip)
        choice = ">".join(slip["choice"])
        weights[choice] = weights.get(choice, 0) + Decimal(slip["weight"])
    for slips in by_party.values():
        if len(slips) == 1:
            choice = ">".join(slips[0]["choice"])
            heads[choice] = heads.get(choice, 0) + 1
    is_known = box["way"] == "named" or len(box["slips"]) == len(box["voted"])
    rows = [[choice, heads.get(choice, 0) if is_known else None, weight] for choice, weight in sorted(weights.items())]
    return rows, sum(len(slips) > 1 for slips in by_party.values()), 0


def names(choice, key, form):
    return choice.split(">")[:1] == [key] if form == "ranking" else key in choice.split(">")


def result_of(box):
    papers, split, invalid = papers_of(box)
    roll = [(slug, Decimal(weight), cast_by) for slug, weight, cast_by in box["roll"]]
    present = [weight for slug, weight, cast_by in roll if slug == cast_by]
    represented = [weight for slug, weight, cast_by in roll if slug != cast_by]
    voted = [weight for slug, weight, _cast_by in roll if slug in set(box["voted"])]
    if box["way"] == "paper":
        voted = [roll[0][1]] * (sum(row[1] for row in papers) + invalid)
    keys = [key for key, _names in box["options"]]
    is_known = all(row[1] is not None for row in papers)
    blank = next((row for row in papers if not row[0]), ["", 0, Decimal(0)])
    found = {"papers": [[choice, heads, plain(weight)] for choice, heads, weight in papers], "heads": None}
    out = {"blank": blank[2], "invalid": invalid * (roll[0][1]), "not_voting": sum(present + represented) - sum(voted)}
    said = {key: sum(row[2] for row in papers if names(row[0], key, box["form"])) for key in keys} | out
    found["weights"] = {key: plain(Decimal(weight)) for key, weight in said.items()}
    if is_known:
        found["heads"] = {key: sum(row[1] for row in papers if names(row[0], key, box["form"])) for key in keys}
        not_voting = len(present + represented) - len(voted)
        found["heads"] |= {"blank": blank[1], "invalid": invalid, "not_voting": not_voting, "split": split}
    heads = [box["entitled"][0], len(present), len(represented), len(voted), len(voted) - invalid - (blank[1] or 0)]
    voices = [box["entitled"][1], sum(present), sum(represented), sum(voted), sum(voted) - out["invalid"] - blank[2]]
    words = ("entitled", "present", "represented", "cast", "valid")
    found["figures"] = {
        unit: {word: plain(Decimal(number)) for word, number in zip(words, numbers, strict=True)}
        for unit, numbers in (("heads", heads), ("weights", voices))
    }
    return found


def result_faults(box):
    (counted,) = acts_of(box, "counted")
    if digest_of(box["result"]) != counted["result"]:
        yield "the result is not the one the log names"
    for part, found in result_of(box).items():
        if box["result"][part] != found:
            yield f"the {part} of the result do not follow from the slips: {found}"


def tell(sentence):
    sys.stdout.write(f"{sentence}\n")


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("box")
    asked.add_argument("--head", default="", help="the digest printed in the minutes")
    asked.add_argument("--receipt", default="", help="your own receipt")
    given = asked.parse_args()
    box = json.loads(Path(given.box).read_text(encoding="utf-8"))
    faults = [*chain_faults(box, given.head), *roll_faults(box)]
    if "slips" in box:
        faults += [*slip_faults(box), *result_faults(box)]
    else:
        tell("this ballot is not counted yet: only its log was checked")
    if "withheld" in box:
        names, acts = (", ".join(map(str, box["withheld"][part])) for part in ("names", "acts"))
        tell(f"names are withheld here as {names}: the words of acts {acts} were not checked")
    for slip in box.get("slips", []):
        if slip["receipt"] == given.receipt.strip().lower():
            tell(f"your slip lies in the box: {' > '.join(slip['choice']) or 'blank'}, voices {slip['weight']}")
            break
    else:
        if given.receipt:
            faults.append("no slip has this receipt")
    for fault in faults:
        tell(f"WRONG: {fault}")
    if not faults:
        tell(f"whole: {len(box.get('slips', []))} slips, head {box['acts'][-1][4]}")
        tell(json.dumps(box.get("result", {}).get("weights", {})))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
