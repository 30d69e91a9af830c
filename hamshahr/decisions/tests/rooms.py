"""Assemblies and elections for the tests, written as short as they can be read."""

import itertools
from fractions import Fraction
from typing import Any

from hamshahr.decisions.counting.reading import ballots_from
from hamshahr.decisions.verdicts import Base, Case, Choice, Member, Proxy, Rule

SIMPLE: dict[str, Any] = {
    "quorum": (1, 2),
    "majority": (1, 2),
    "strict": True,
    "base": "cast",
    "weighted": False,
    "limit": 1,
}


def a_rule(**changes):
    """Half there, more than half of the votes cast, one voice each, one proxy a holder; what differs is given."""
    said = SIMPLE | changes
    return Rule(
        quorum=Fraction(*said["quorum"]),
        majority=Fraction(*said["majority"]),
        strict=said["strict"],
        base=Base(said["base"]),
        weighted=said["weighted"],
        max_proxies_per_holder=said["limit"],
    )


def a_member(id, *marks, weight=1):
    """Paid and there; the marks ``unpaid``, ``absent`` and ``suspended`` say otherwise."""
    return Member(id, Fraction(weight), "unpaid" not in marks, "absent" not in marks, "suspended" in marks)


def a_case(members, votes, proxies=(), **changes):
    """``members`` as ``{"a": ""}`` or ``{"a": "absent unpaid"}``; ``votes`` as ``{"a": "yes"}``."""
    people = tuple(a_member(id, *marks.split()) for id, marks in members.items())
    choices = {id: Choice(said) for id, said in votes.items()}
    return Case("case", a_rule(**changes), people, tuple(itertools.starmap(Proxy, proxies)), choices)


def an_election(rows, candidates=None):
    """Ballots from rows as ``"5,1>2 3,2"``; candidates are letters from A where their number is given."""
    names = candidates and [chr(ord("A") + one) for one in range(candidates)]
    return ballots_from("\n".join(rows.split()), names)


def by_letters(rows, letters):
    """Ballots from rows as ``"5 ACBED"``, each letter a candidate in the order of ``letters``."""
    lines = (row.split() for row in rows.strip().splitlines())
    return ballots_from(
        "\n".join(f"{number},{'>'.join(str(letters.index(one) + 1) for one in ranking)}" for number, ranking in lines),
        letters,
    )


def names(count, letters):
    return "".join(letters[one] for one in count.elected)
