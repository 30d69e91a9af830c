"""What the values of a rule make of a small case, by the engine that decides."""

from fractions import Fraction
from itertools import chain, repeat
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.bodies.models import Rule
from hamshahr.kernel.languages import reading_language

from ..applying import rule_from_values
from ..verdicts import Case, Choice, Member, Proxy, decide
from ..verdicts.words import sentences

NAMES = {Rule.Topic.QUORUM: "quorum", Rule.Topic.MAJORITY: "majority", Rule.Topic.TIES: "ties"}
MOST = 2_000


def work_out(topic: str, values: dict[str, Any], figures: dict[str, int]) -> list[str]:
    """Every step of the verdict on a case of so many members, each with one vote of the same weight."""
    if obstacle := obstacle_of(figures):
        return [obstacle]
    rule = rule_from_values({NAMES[topic]: values})
    ids = [str(number) for number in range(figures["entitled"])]
    there, present = figures["present"] + figures["represented"], figures["present"]
    members = [Member(id, Fraction(1), fees_paid=True, present=number < present) for number, id in enumerate(ids)]
    proxies = [Proxy(giver, ids[0]) for giver in ids[present:there]]
    answers = chain(*(repeat(choice, figures[choice]) for choice in Choice))
    votes = dict(zip(ids[:there], answers, strict=False))
    verdict = decide(Case("", rule, tuple(members), tuple(proxies), votes))
    return list(sentences(verdict, reading_language()))


def obstacle_of(figures: dict[str, int]) -> str | None:
    """Why these numbers are no case, or None."""
    if min(figures.values()) < 0 or figures["entitled"] > MOST:
        return _("Write numbers from 0 to 2,000.")
    there = figures["present"] + figures["represented"]
    if there > figures["entitled"]:
        return _("More are present or represented than are entitled.")
    if figures["represented"] and not figures["present"]:
        return _("Nobody is present who could hold a proxy.")
    if figures["yes"] + figures["no"] + figures["abstain"] > there:
        return _("More votes are cast than members are present or represented.")
    return None
