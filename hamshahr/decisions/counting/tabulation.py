"""The running state of a count by transferable votes: piles of papers, totals, stages and ties."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from hamshahr.decisions.counting.ballots import Ballots
from hamshahr.decisions.counting.lots import Lots
from hamshahr.decisions.counting.results import Count, Stage, Step, tie

ONE = 100_000

Pile = dict[int, dict[bytes, int]]


class Tabulation:
    """One count under way. A pile holds papers by value, then by the preferences after its candidate.

    Papers that have become equal, because what parted them lies behind, are counted together from then on.
    """

    def __init__(self, ballots: Ballots, seats: int, lots: Lots, quota: int) -> None:
        size = len(ballots.candidates)
        self.seats, self.lots, self.quota = seats, lots, quota
        self.continuing = list(range(size))
        self.waiting: list[int] = []  # elected, surplus not yet transferred
        self.elected: list[int] = []
        self.totals = [first * ONE for first in ballots.first_preferences]
        self.not_transferred = 0
        self.stages: list[Stage] = []
        self.steps: list[Step] = []
        self.piles: list[Pile] = [{ONE: {}} for _ in range(size)]
        for ranking, number in ballots.papers.items():
            self.piles[ranking[0]][ONE][ranking[1:]] = number

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.elected)

    def note(self, kind: str, **figures: Any) -> None:
        self.steps.append(Step(kind, figures))

    def amount(self, units: int) -> Fraction:
        return Fraction(units, ONE)

    def move_papers(self, donor: int, new_value: Callable[[int], int]) -> int:
        """Hand the donor's papers to their next continuing preferences at new values; the votes that moved."""
        passed = bytes(one for one in range(len(self.piles)) if one not in self.continuing)
        before, found = list(self.totals), 0
        for value, papers in self.piles[donor].items():
            worth, stranded = new_value(value), 0
            moves = {one: self.piles[one].setdefault(worth, {}) for one in self.continuing}
            for rest, number in papers.items():
                left = rest.translate(None, passed)
                if left:
                    pile, key = moves[left[0]], left[1:]
                    pile[key] = pile.get(key, 0) + number
                    self.totals[left[0]] += number * worth
                else:
                    stranded += number
            found += (sum(papers.values()) - stranded) * worth
            if papers:
                self.note("parcel", papers=sum(papers.values()), value=self.amount(worth), stranded=stranded)
        self.piles[donor] = {}
        self.note_gains(before)
        return found

    def note_gains(self, before: list[int]) -> None:
        for one in self.continuing:
            if gain := self.totals[one] - before[one]:
                self.note("gain", candidate=one, gain=self.amount(gain), total=self.amount(self.totals[one]))

    def close_stage(self, action: str, candidate: int | None) -> None:
        """Elect whoever has the quota (rule 47), fill the last vacancies (rule 52), and keep the totals."""
        number, already = len(self.stages) + 1, len(self.elected)
        reached = [one for one in self.continuing if self.totals[one] >= self.quota]
        for one in self.in_order_of_votes(reached):
            self.elect(one, "quota reached")
        if self.vacancies and len(self.continuing) == self.vacancies:
            for one in self.in_order_of_votes(self.continuing):
                self.elect(one, "last vacancies")
        totals, lost = tuple(map(self.amount, self.totals)), self.amount(self.not_transferred)
        self.stages.append(Stage(number, action, candidate, totals, lost, tuple(self.elected[already:])))
        self.note("stage", stage=number, lost=lost)

    def elect(self, one: int, kind: str) -> None:
        self.continuing.remove(one)
        self.waiting.append(one)
        self.elected.append(one)
        self.note(kind, candidate=one, total=self.amount(self.totals[one]), quota=self.quota // ONE)

    def in_order_of_votes(self, those: list[int]) -> list[int]:
        """Those elected at one stage, the most votes first; equal ones in the order in which ties are settled."""
        left, ordered = list(those), []
        while left:
            first, _ = self.extreme(left, max)
            ordered.append(first)
            left.remove(first)
        return ordered

    def pick_highest(self, those: list[int]) -> int:
        """Rule 49: the largest surplus goes first; equal ones by the latest stage that parts them, else by lot."""
        chosen, settled = self.extreme(those, max)
        self.steps += settled
        return chosen

    def pick_lowest(self, those: list[int]) -> int:
        """Rule 51: the fewest votes go; equal ones by the latest stage that parts them, else by lot."""
        chosen, settled = self.extreme(those, min)
        self.steps += settled
        return chosen

    def extreme(self, those: list[int], best: Callable) -> tuple[int, list[Step]]:
        """The one candidate with the most or fewest votes, and the steps that settled a tie."""
        target = best(self.totals[one] for one in those)
        tied = [one for one in those if self.totals[one] == target]
        if len(tied) == 1:
            return tied[0], []
        for stage in reversed(self.stages):
            target = best(stage.totals[one] for one in tied)
            left = [one for one in tied if stage.totals[one] == target]
            if len(left) == 1:
                figures = {"candidates": sorted(tied), "stage": stage.number, "chosen": left[0]}
                return left[0], [Step("tie by stage", figures)]
            tied = left
        ordered = self.lots.in_order(tied)
        chosen = ordered[0] if best is max else ordered[-1]
        return chosen, [tie(ordered, [one for one in ordered if one != chosen] if best is min else [chosen], self.lots)]

    def count(self) -> Count:
        return Count(tuple(self.elected), tuple(self.stages), tuple(self.steps), self.lots, quota=self.quota // ONE)
