"""The verdict on what was put to the vote: from the room as it was kept and the count of the ballot alone."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hamshahr.ballots.counts import Count

from .verdicts import Case, Choice, Member, Proxy, Room, Rule, Tally, Verdict, room_of
from .verdicts.facts import Outcome
from .verdicts.room import voices
from .verdicts.rules import denominator_of, settled

ANSWERS = ("yes", "no", "abstain")
WITHOUT_ANSWER = ("not_voting", "blank", "invalid")


def room_as_json(room: Room, lent: list[Proxy]) -> dict[str, Any]:
    """Who was entitled, who was there and whose voice was lent to whom, to be kept with what was put to the vote."""
    members = [[each.id, str(each.weight), each.id in room.present, each.circle] for each in room.entitled.values()]
    return {"members": members, "proxies": [[each.grantor, each.holder, each.written] for each in lent]}


def room_from(kept: Mapping[str, Any], rule: Rule) -> Room:
    """The room as it was kept."""
    members = [
        Member(id, Fraction(weight), True, is_there, circle=circle) for id, weight, is_there, circle in kept["members"]
    ]
    return room_of(rule, members, [Proxy(giver, holder, written=written) for giver, holder, written in kept["proxies"]])


def tally_from(figures: Mapping[str, Any]) -> Tally:
    """The voices by answer; a paper that is blank or not valid is no answer."""
    answered = [Fraction(figures.get(name, 0)) for name in ANSWERS]
    return Tally(*answered, not_voting=sum((Fraction(figures.get(name, 0)) for name in WITHOUT_ANSWER), Fraction(0)))


def conclude(name: str, rule: Rule, room: Room, count: Count, *, casting_vote: str = "", seed: str = "") -> Verdict:
    """What was decided. In heads, or by weight under a weighted rule; both where the rule asks for two majorities."""
    is_double = rule.double is not None
    tally = tally_from((count.heads or {}) if is_double else count.weights)
    weights = tally_from(count.weights) if is_double else None
    entitled_voices, by_weight = voices(rule, room.entitled.values()), replace(rule, weighted=True)
    all_weights = voices(by_weight, room.entitled.values())
    verdict = Verdict(
        case=name,
        rule=rule,
        entitled=len(room.entitled),
        participating=len(room.participating),
        entitled_voices=entitled_voices,
        quorum_met=room.has_quorum,
        rejections=room.rejections,
        ignored_votes=(),
        tally=tally,
        denominator=denominator_of(rule, tally, entitled_voices),
        outcome=Outcome.NO_QUORUM,
        present=len(room.present),
        present_voices=voices(rule, room.present.values()),
        weights=weights,
        weights_denominator=denominator_of(rule, weights, all_weights) if weights else Fraction(0),
        seed=seed or None,
    )
    if not verdict.quorum_met:
        return verdict
    vote = Choice(casting_vote) if casting_vote else None
    case = Case(name, rule, tuple(room.entitled.values()), (), {}, casting_vote=vote, seed=seed or None)
    return settled(verdict, case, int((count.heads or {}).get("yes", tally.yes)))
