"""Cases worked out by hand, each decided under the values of its statutes and with their articles cited."""

import itertools
import json
from fractions import Fraction
from pathlib import Path

import pytest

from hamshahr.decisions.applying import rule_from_values
from hamshahr.decisions.articles import Applied, explained
from hamshahr.decisions.verdicts import Case, Choice, Member, Outcome, Proxy, decide
from hamshahr.decisions.verdicts.reading import rule_from
from hamshahr.decisions.verdicts.writing import rule_as_json

CASES = json.loads((Path(__file__).parent / "samples" / "statute_cases.json").read_text(encoding="utf-8"))
ANSWERS = {"+": Choice.YES, "-": Choice.NO, "0": Choice.ABSTAIN}
OF_VERDICT = {"quorum", "majority", "ties", "voting right"}


def applied(group):
    citations = {name: {"article": article} for name, article in group["articles"].items()}
    return Applied(rule_from_values(group["values"]), citations, group["values"])


def counted_case(rule, row):
    """A case of so many members, those represented by as many of those present."""
    entitled, present, represented, *said = row[:6]
    ids = [f"m{number:03}" for number in range(entitled)]
    there = ids[: present + represented]
    members = [Member(id, Fraction(1), fees_paid=True, present=number < present) for number, id in enumerate(ids)]
    proxies = [Proxy(giver, holder) for giver, holder in zip(ids[present : present + represented], ids, strict=False)]
    answers = itertools.chain.from_iterable(
        [answer] * count for answer, count in zip(ANSWERS.values(), said, strict=True)
    )
    last = row[7] if len(row) == 8 else None
    seed = last.removeprefix("seed ") if last and last.startswith("seed ") else None
    casting = Choice(last) if last and seed is None else None
    votes = dict(zip(there, answers, strict=False))
    return Case("x", rule, tuple(members), tuple(proxies), votes, casting_vote=casting, seed=seed)


def member(word):
    who, *marks = word.split("/")
    name, _equals, weight = who.partition("=")
    weight, _at, circle = (weight or "1").partition("@") if "=" in who else ("1", "@", name.partition("@")[2])
    return Member(
        name.partition("@")[0],
        Fraction(weight),
        fees_paid="unpaid" not in marks,
        present="absent" not in marks,
        suspended="suspended" in marks,
        circle=circle,
        substitute_present="substitute" in marks,
        substitute_mandated="mandated" in marks,
    )


def room_case(rule, row):
    members, proxies, votes = (row[place].split() for place in range(3))
    lent = [Proxy(*pair.removesuffix("!").split(">"), written=not pair.endswith("!")) for pair in proxies]
    said = {vote[:-1]: ANSWERS[vote[-1]] for vote in votes}
    return Case("x", rule, tuple(member(word) for word in members), tuple(lent), said)


def cases():
    for kind, build in (("counted", counted_case), ("rooms", room_case)):
        for group in CASES[kind]:
            yield from ((group, row, build) for row in group["rows"])


def outcome_of(row, build):
    return row[6] if build is counted_case else row[3]


def cited_in(said, article):
    return any(line.endswith("(article not known)" if article == "?" else f"(Article {article})") for line in said)


def test_every_case_comes_out_as_worked_out_by_hand_with_its_articles():
    rows = list(cases())
    assert len(rows) >= 120
    wrong = []
    for group, row, build in rows:
        found = applied(group)
        verdict = decide(build(found.rule, row))
        said = list(explained(found, verdict, "en"))
        rejected = {one.grantor: str(one.reason) for one in verdict.rejections}
        expected = (outcome_of(row, build), row[4] if build is room_case and len(row) == 5 else {})
        silent = {"majority", "ties"} if verdict.outcome is Outcome.NO_QUORUM else set()
        silent |= set() if verdict.is_tied else {"ties"}
        silent |= set() if found.rule.weighted else {"voting right"}
        names = (group["articles"].keys() & OF_VERDICT) - silent
        is_cited = all(cited_in(said, group["articles"][name]) for name in names)
        if (str(verdict.outcome), rejected) != expected or not is_cited:
            wrong.append((group["name"], row, str(verdict.outcome), rejected, said))
    assert wrong == []


@pytest.mark.parametrize("group", [*CASES["counted"], *CASES["rooms"]], ids=lambda group: group["name"])
def test_a_rule_is_kept_as_json_and_read_back_the_same(group):
    found = applied(group)

    assert rule_from(json.loads(json.dumps(rule_as_json(found.rule))), "rule") == found.rule
    assert Applied.from_json(json.loads(json.dumps(found.as_json()))) == found
