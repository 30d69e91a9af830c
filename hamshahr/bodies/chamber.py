"""The chamber: one disc for each seat on an arch, in the units of a picture of 640 by 440."""

from dataclasses import dataclass
from math import cos, pi, radians, sin

WIDTH, HEIGHT, DISC = 640, 440, 28
CENTRE = (320.0, 326.0)
OUTERMOST, BETWEEN = 285.0, 34.0
SPREAD = radians(214)
MOST = 120  # more seats than this are a number, not a picture


@dataclass(frozen=True)
class Place:
    """Where one seat is drawn, and how: as sure as its holder, or empty."""

    x: str
    y: str
    state: str


def arch(states: list[str], *, is_mirrored: bool) -> list[Place]:
    """The seats in reading direction, on as many arches as they need."""
    places = sorted(spots(len(states)))
    if is_mirrored:
        places.reverse()
    x, y = CENTRE
    return [
        Place(f"{x - radius * cos(angle) - DISC / 2:.1f}", f"{y - radius * sin(angle) - DISC / 2:.1f}", state)
        for (angle, radius), state in zip(places, states, strict=True)
    ]


def spots(number: int) -> list[tuple[float, float]]:
    """The angle and the radius of each seat, the seats shared among the arches by their length."""
    rows = next(rows for rows in range(1, 6) if rows == 5 or number <= capacity(rows))
    radii = [OUTERMOST - row * BETWEEN for row in range(rows)]
    shares = [round(number * radius / sum(radii)) for radius in radii]
    shares[0] += number - sum(shares)
    return [(angle, radius) for radius, share in zip(radii, shares, strict=True) for angle in angles(share)]


def capacity(rows: int) -> int:
    return sum(int(SPREAD * (OUTERMOST - row * BETWEEN) / (DISC + 4)) for row in range(rows))


def angles(share: int) -> list[float]:
    """Evenly over the arch; a single seat stands in its middle."""
    if share == 1:
        return [pi / 2]
    first = (pi - SPREAD) / 2
    return [first + SPREAD * place / (share - 1) for place in range(share)]
