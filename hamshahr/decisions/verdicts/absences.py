"""The smallest number of members whose absence breaks a quorum."""

from collections.abc import Callable
from fractions import Fraction

from hamshahr.decisions.verdicts.facts import Member
from hamshahr.decisions.verdicts.room import Room, voices


def smallest_absence(room: Room) -> tuple[str, ...] | None:
    """The fewest members of a quorum that need stay away to break it; none of them where there is no quorum, now.

    Whoever stays away takes along the voices it holds; no giver is there, and each lends once, so what two take
    along never overlaps, and what is lost by an absence is a sum. Of all sets of a size the heaviest loses most:
    taking the heaviest first is exact, for each of the two things a quorum may ask. ``None``: nobody is there.
    """
    rule = room.rule
    if not room.counted:
        return None
    if not room.has_quorum:
        return ()
    there = voices(rule, room.counted.values())
    spare = there - room.needed if room.needed else there
    is_exact = rule.quorum_strict or not room.needed
    by_share = heaviest(taken_along(room, lambda one: voices(rule, [one])), spare, is_exact)
    by_number = None
    if rule.quorum_number:
        left = Fraction(len(room.counted) - rule.quorum_number)
        by_number = heaviest(taken_along(room, lambda _: Fraction(1)), left, is_exact=False)
    found = [way for way in (by_share, by_number) if way is not None]
    return min(found, key=len, default=None)


def taken_along(room: Room, weigh: Callable[[Member], Fraction]) -> dict[str, Fraction]:
    """What the quorum loses with each member that is there: its own voice and those it holds for others."""
    lost = {id: weigh(member) for id, member in room.present.items()}
    for giver, holder in room.represented.items():
        if giver in room.counted:
            lost[holder] += weigh(room.entitled[giver])
    return lost


def heaviest(lost: dict[str, Fraction], spare: Fraction, is_exact: bool) -> tuple[str, ...] | None:
    """The fewest whose loss passes what the quorum can spare; ``is_exact`` where losing just as much breaks it."""
    taken: list[str] = []
    total = Fraction(0)
    for id in sorted(lost, key=lambda one: (-lost[one], one)):
        taken.append(id)
        total += lost[id]
        if total > spare or (is_exact and total == spare):
            return tuple(taken)
    return None
