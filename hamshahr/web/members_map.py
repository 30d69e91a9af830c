"""The members of a network on the world map: discs that stay few however many members there are, and their names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from i18nfield.strings import LazyI18nString

from hamshahr.bodies.models import Mandate
from hamshahr.kernel.languages import direction, say
from hamshahr.kernel.text import HALF_SPACE
from hamshahr.record.models import Confidence

from .queries.home import Cell
from .worldmap import project

MOST_DISCS = 400
COARSER = (1, 2, 4, 6, 10)  # degrees to a cell
SURE = Confidence.CONFIRMED
MOST_LABELS = 8
ON_A_PHONE = 2
LETTER, PERSIAN_LETTER, LINE = 10, 7.5, 18  # how much room a letter and a line of a label take, in units of the picture
PHONE = 1.9  # by how much labels are larger there
WIDE, LOW, HIGH = 1000, 18, 432
Point = tuple[float, float]
Box = tuple[float, float, float, float]  # from the first corner to the last


@dataclass(frozen=True)
class Disc:
    """One member or, where many are near each other, some of them."""

    x: str
    y: str
    is_sure: bool


@dataclass(frozen=True)
class Holder:
    """A city that holds an office, with its name where there is room for it."""

    x: str
    y: str
    name: str = ""
    label_x: str = ""
    label_y: str = ""
    is_minor: bool = False


@dataclass
class MembersMap:
    """The picture and what it says in numbers."""

    discs: list[Disc] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    regions: list[tuple[str, LazyI18nString, int]] = field(default_factory=list)
    total: int = 0
    sure: int = 0

    @property
    def unsure(self) -> int:
        return self.total - self.sure


def draw(
    rows: list[Cell], mandates: Iterable[Mandate], regions: Iterable[tuple[int, str, Any]], finest: int = 1
) -> MembersMap:
    """The map of the squares of ``queries.home.members_by_place`` and of the seats that stand out on it."""
    numbers: Counter = Counter()
    for row in rows:
        numbers[row.region] += row.number
    named = {pk: (slug, names) for pk, slug, names in regions}
    counted = [(*named[region], number) for region, number in numbers.most_common() if region in named]
    sure = sum(row.number for row in rows if row.confidence == SURE)
    drawn = discs(rows, finest)
    return MembersMap(drawn, holders(mandates, drawn), counted, numbers.total(), sure)


def discs(rows: list[Cell], finest: int = 1) -> list[Disc]:
    """At most as many discs as a page can carry: near members share one, and are sure if one of them is."""
    placed = [row for row in rows if row.latitude is not None]
    cells: dict[tuple, Cell] = {}
    for degrees in (each for each in COARSER if each >= finest):
        cells = {}
        for row in placed:
            cell = (row.south // degrees, row.west // degrees)
            if degrees == 1:
                cell = (*cell, row.confidence)
            if cell not in cells or (row.confidence == SURE and cells[cell].confidence != SURE):
                cells[cell] = row
        if len(cells) <= MOST_DISCS:
            break
    unsure_first = sorted(cells.values(), key=lambda row: row.confidence == SURE)
    return [Disc(*at(row.latitude, row.longitude), row.confidence == SURE) for row in unsure_first]


def at(latitude: float, longitude: float) -> tuple[str, str]:
    x, y = project(latitude, longitude)
    return f"{x:.0f}", f"{y:.0f}"


def holders(mandates: Iterable[Mandate], others: list[Disc]) -> list[Holder]:
    """One disc for each city with a seat, in the order of the offices; the first get their names where these fit."""
    crowd = tuple((float(disc.x), float(disc.y)) for disc in others)
    places = {mandate.party_id: mandate.party for mandate in mandates if mandate.party.place}.values()
    points = tuple((say(city.names), project(city.place.latitude, city.place.longitude)) for city in places)
    return list(placed(points, crowd, direction()))


@lru_cache(maxsize=16)
def placed(points: tuple[tuple[str, Point], ...], crowd: tuple[Point, ...], _direction: str) -> tuple[Holder, ...]:
    """The names on the map, each where it covers the least; found once for the same cities and members."""
    taken = [(x - 7, y - 7, x + 7, y + 7) for _name, (x, y) in points]
    drawn, labels, on_a_phone = [], 0, 0
    for name, (x, y) in points:
        is_minor, spot = True, None
        if on_a_phone < ON_A_PHONE and (spot := spot_on_a_phone((x, y), name, taken)):
            is_minor, on_a_phone = False, on_a_phone + 1
        elif labels < MOST_LABELS:
            spot = free_spot((x, y), name, taken, crowd)
        labels += spot is not None
        place = (f"{spot[0]:.0f}", f"{spot[1]:.0f}") if spot else ("", "")
        drawn.append(Holder(f"{x:.0f}", f"{y:.0f}", name if spot else "", *place, is_minor))
    return tuple(drawn)


def spot_on_a_phone(disc: Point, name: str, taken: list[Box]) -> Point | None:
    """Above the disc, where the name has room even in the large letters that a small picture needs."""
    half = half_of(name) * PHONE
    spot = (disc[0], disc[1] - 13)
    box = box_at(spot, half, LINE * PHONE)
    if not is_free(box, taken):
        return None
    taken.append(box)
    return spot


def half_of(name: str) -> float:
    letter = PERSIAN_LETTER if direction() == "rtl" else LETTER
    return max(len(name.replace(HALF_SPACE, "")) * letter / 2, 10)


def free_spot(disc: Point, name: str, taken: list[Box], crowd: Iterable[Point]) -> Point | None:
    """Where the name can stand beside its disc without touching another and over as few members as may be.

    The room it takes there is taken from then on.
    """
    half = half_of(name)
    spots = [spot for spot in spots_around(*disc, half) if is_free(box_at(spot, half), taken)]
    if not spots:
        return None
    best = min(spots, key=lambda spot: sum(is_in(point, box_at(spot, half)) for point in crowd))
    taken.append(box_at(best, half))
    return best


def spots_around(x: float, y: float, half: float) -> list[Point]:
    """Above, below and at both sides, as the middle of the line on which a name stands."""
    return [(x, y - 12), (x, y + 22), (x + half + 14, y + 5), (x - half - 14, y + 5)]


def box_at(spot: Point, half: float, line: float = LINE) -> Box:
    x, base = spot
    return x - half, base - line, x + half, base + 4


def is_free(box: Box, taken: list[Box]) -> bool:
    inside = box[0] > 0 and box[2] < WIDE and box[1] > LOW and box[3] < HIGH
    return inside and not any(meet(box, other) for other in taken)


def is_in(point: Point, box: Box) -> bool:
    return box[0] - 4 < point[0] < box[2] + 4 and box[1] - 4 < point[1] < box[3] + 4


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
