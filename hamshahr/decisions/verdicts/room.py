"""Who is entitled, who is there and who is represented, and whether that is a quorum."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from hamshahr.decisions.verdicts.facts import Member, Proxy, Reason, Rejection, Rule, Within


@dataclass(frozen=True, slots=True)
class Room:
    """The members of one decision by what they are in it; ``represented`` says by whom."""

    rule: Rule
    entitled: dict[str, Member]
    present: dict[str, Member]
    represented: dict[str, str]
    rejections: tuple[Rejection, ...]

    @property
    def participating(self) -> dict[str, Member]:
        """Those present and those represented, in the order of the members."""
        return {id: one for id, one in self.entitled.items() if id in self.present or id in self.represented}

    @property
    def counted(self) -> dict[str, Member]:
        """Those of whom the quorum is asked."""
        return self.present if self.rule.quorum_of_present else self.participating

    @property
    def needed(self) -> Fraction:
        """The share of the entitled voices that makes a quorum, in voices."""
        return self.rule.quorum * voices(self.rule, self.entitled.values())

    @property
    def has_quorum(self) -> bool:
        """The quorum is reached at its exact share and at its number; an empty room never has one."""
        there = voices(self.rule, self.counted.values())
        is_share = there > self.needed if self.rule.quorum_strict else there >= self.needed
        return there > 0 and is_share and len(self.counted) >= self.rule.quorum_number


def room_of(rule: Rule, members: Iterable[Member], proxies: Iterable[Proxy]) -> Room:
    """The room as the rule sees it: substitutes stand in for who is absent, proxies count in their order."""
    entitled = {member.id: member for member in members if member.is_entitled}
    present = {id: member for id, member in entitled.items() if is_there(rule, member)}
    represented, rejections = valid_proxies(rule, proxies, entitled, present)
    return Room(rule, entitled, present, represented, rejections)


def is_there(rule: Rule, member: Member) -> bool:
    """Whether a member is present: itself, or by the substitute that the statutes let sit in its absence."""
    may_stand_in = rule.substitutes and (member.substitute_mandated or not rule.substitutes_mandated)
    return member.present or (member.substitute_present and may_stand_in)


def valid_proxies(
    rule: Rule, proxies: Iterable[Proxy], entitled: dict[str, Member], present: dict[str, Member]
) -> tuple[dict[str, str], tuple[Rejection, ...]]:
    """Who is represented by whom, and the proxies that do not count; taken in the order they were lodged."""
    represented: dict[str, str] = {}
    held: dict[str, int] = {}
    rejections = []
    for proxy in proxies:
        reason = void_because(rule, proxy, entitled, present, represented)
        most, count = rule.max_proxies_per_holder, held.get(proxy.holder, 0)
        if reason is None and most is not None and count >= most:
            reason = Reason.HOLDER_AT_LIMIT
        if reason is not None:
            rejections.append(Rejection(proxy.grantor, reason))
        else:
            represented[proxy.grantor] = proxy.holder
            held[proxy.holder] = count + 1
    return represented, tuple(rejections)


def void_because(
    rule: Rule, proxy: Proxy, entitled: dict[str, Member], present: dict[str, Member], represented: dict[str, str]
) -> Reason | None:
    """Why this proxy does not count, or None; a proxy that was void does not use up its giver's one."""
    if proxy.grantor not in entitled:
        return Reason.GRANTOR_NOT_ENTITLED
    if proxy.holder not in present:
        return Reason.HOLDER_NOT_THERE
    if proxy.grantor in present:
        return Reason.GRANTOR_PRESENT
    if proxy.grantor in represented:
        return Reason.SECOND_PROXY
    if rule.proxies_written and not proxy.written:
        return Reason.NOT_WRITTEN
    shared = entitled[proxy.grantor].circle == entitled[proxy.holder].circle != ""
    return Reason.OTHER_CIRCLE if rule.proxies_within is not Within.ANYBODY and not shared else None


def voices(rule: Rule, members: Iterable[Member]) -> Fraction:
    """How much these members weigh: one each, or their weights under a weighted rule; never both in one table."""
    return sum((member.weight if rule.weighted else Fraction(1) for member in members), Fraction(0))
