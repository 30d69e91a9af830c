"""Wishes that are no flow: more than one gender on a panel, one juror of a country. Only what breaks them is mended.

A small integer program seats the panels that break a wish again, together with some others that give them room; loads,
regions and whatever a rule forbids hold as before. One worker, a fixed seed and a measure of work instead of a clock
make it the same every time.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .pairs import BARRED
from .panels import Panels

ROOM, CANDIDATES = 6, 30
WORK = 2.0
BROKEN = 100_000  # more than all affinity that mending can lose


@dataclass(frozen=True)
class Wishes:
    """What a panel is to be beside the hard rules; a juror who does not say it counts for no gender and no country."""

    genders: bool = False
    countries: bool = False

    def broken(self, panel: list) -> bool:
        genders = {one.gender for one in panel if one.gender}
        countries = [one.country for one in panel if one.country]
        one_sided = self.genders and len(panel) > 1 and len(genders) < 2
        return one_sided or (self.countries and len(set(countries)) < len(countries))


def broken_rows(panels: Panels, wishes: Wishes) -> np.ndarray:
    """The panels that are not as wished."""
    jurors = panels.pairs.jurors
    found = [wishes.broken([jurors[column] for column in seats]) for seats in panels.sitting]
    return np.flatnonzero(np.array(found, bool))


def mended(panels: Panels, wishes: Wishes, standing: np.ndarray | None = None) -> Panels:
    """The panels with as few that break a wish as could be found, for as little of the total as that takes.

    Of what is ``standing``, by its weight for each pair, no less is kept than in these panels.
    """
    broken = broken_rows(panels, wishes)
    if not len(broken):
        return panels
    others = np.setdiff1d(np.arange(len(panels.sitting)), broken)
    rows = np.sort(np.concatenate([broken, others[: ROOM * len(broken)]]))
    sitting = panels.sitting.copy()
    sitting[rows] = Seating(panels, rows, wishes, standing).best()
    return replace(panels, columns=sitting.ravel())


class Seating:
    """The integer program of the panels that are seated again."""

    def __init__(self, panels: Panels, rows: np.ndarray, wishes: Wishes, standing: np.ndarray | None) -> None:
        # It takes two seconds to load: only who has such a wish pays for it.
        from ortools.sat.python import cp_model  # noqa: PLC0415

        self.library, self.model = cp_model, cp_model.CpModel()
        self.panels, self.pairs, self.rows, self.wishes = panels, panels.pairs, rows, wishes
        self.standing = standing
        self.seats = {row: self.seats_of(row) for row in rows.tolist()}
        self.faults: list[Any] = []

    def seats_of(self, row: int) -> dict[int, Any]:
        """A yes or no for each juror who may sit here: those who do, and the best of each gender."""
        affinity, current = self.pairs.affinity[row], self.panels.sitting[row].tolist()
        chosen = set(current)
        for gender in {one.gender for one in self.pairs.jurors}:
            of_gender = np.array([one.gender == gender for one in self.pairs.jurors])
            order = np.argsort(-np.where(of_gender, affinity, BARRED), kind="stable")[:CANDIDATES]
            chosen |= {column for column in order.tolist() if of_gender[column] and affinity[column] != BARRED}
        seats = {column: self.model.new_bool_var("") for column in sorted(chosen)}
        for column, seat in seats.items():
            self.model.add_hint(seat, column in current)
        return seats

    def best(self) -> np.ndarray:
        """The seats of each row; those of before where nothing better was found."""
        for seats in self.seats.values():
            self.model.add(sum(seats.values()) == self.pairs.problem.reviews)
            self.within(seats, self.pairs.region.tolist(), self.pairs.problem.region_cap)
            if self.wishes.countries:
                self.wish_countries(seats)
            if self.wishes.genders:
                self.wish_genders(seats)
        self.keep_loads()
        if self.standing is not None:
            self.keep_standing(self.standing)
        gain = sum(
            int(self.pairs.affinity[row, column]) * seat
            for row, seats in self.seats.items()
            for column, seat in seats.items()
        )
        self.model.maximize(gain - BROKEN * sum(self.faults))
        return self.solved()

    def solved(self) -> np.ndarray:
        solver = self.library.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = 1, 1
        solver.parameters.max_deterministic_time = WORK
        solver.parameters.relative_gap_limit = 0.001
        if solver.solve(self.model) not in {self.library.OPTIMAL, self.library.FEASIBLE}:
            return self.panels.sitting[self.rows]
        return np.array([[c for c, seat in seats.items() if solver.value(seat)] for seats in self.seats.values()])

    def within(self, seats: dict[int, Any], groups: list, most: int) -> None:
        for group in {groups[column] for column in seats}:
            self.model.add(sum(seat for column, seat in seats.items() if groups[column] == group) <= most)

    def wish_countries(self, seats: dict[int, Any]) -> None:
        countries = [one.country for one in self.pairs.jurors]
        fault = self.fault()
        for country in {countries[column] for column in seats} - {""}:
            of_country = sum(seat for column, seat in seats.items() if countries[column] == country)
            self.model.add(of_country <= 1 + self.pairs.problem.reviews * fault)

    def wish_genders(self, seats: dict[int, Any]) -> None:
        present = []
        for gender in sorted({self.pairs.jurors[column].gender for column in seats} - {""}):
            here = self.model.new_bool_var("")
            of_gender = [seat for column, seat in seats.items() if self.pairs.jurors[column].gender == gender]
            self.model.add(here <= sum(of_gender))
            present.append(here)
        self.model.add(sum(present) + 2 * self.fault() >= 2)

    def fault(self) -> Any:
        self.faults.append(self.model.new_bool_var(""))
        return self.faults[-1]

    def keep_standing(self, standing: np.ndarray) -> None:
        """As much of what stood is left where it is as in the panels that came in."""
        before = int(standing[self.rows[:, None], self.panels.sitting[self.rows]].sum())
        kept = sum(
            int(standing[row, column]) * seat for row, seats in self.seats.items() for column, seat in seats.items()
        )
        self.model.add_linear_constraint(kept + 0, before, int(standing.sum()))

    def keep_loads(self) -> None:
        """Each juror stays within the limits, the panels that are not seated again counted in."""
        elsewhere = self.panels.loads - np.bincount(
            self.panels.sitting[self.rows].ravel(), minlength=len(self.pairs.jurors)
        )
        for column in range(len(self.pairs.jurors)):
            here = sum(seats[column] for seats in self.seats.values() if column in seats)
            least, most = int(self.pairs.least[column]), int(self.pairs.most[column])
            self.model.add_linear_constraint(here + 0, least - int(elsewhere[column]), most - int(elsewhere[column]))
