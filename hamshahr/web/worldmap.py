"""The world map: the Equal Earth projection and the land, in the coordinates of one SVG picture.

The land is drawn by ``scripts/make_map.py`` from Natural Earth 1:110m, which is in the public domain.
"""

from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

VIEW_BOX = "0 18 1000 414"
WIDTH, HEIGHT = 1000, 414
SCALE = 184.0
CENTRE = (498.0, 243.0)
MERIDIAN = 11.0  # the picture is cut in the Bering Strait, where no land is

LAND = Path(__file__).with_name("worldmap_land.svgpath")

# The polynomial of Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2018).
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the picture, in units of its view box."""
    turn = radians((longitude - MERIDIAN + 180) % 360 - 180)
    angle = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = angle**2
    sixth = square**3
    spread = 9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1
    across = 2 * sqrt(3) * turn * cos(angle) / (3 * spread)
    up = angle * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return CENTRE[0] + SCALE * across, CENTRE[1] - SCALE * up


def place(latitude: float, longitude: float) -> tuple[str, str]:
    """The same as texts for attributes, with one digit: no locale may put a comma there."""
    x, y = project(latitude, longitude)
    return f"{x:.1f}", f"{y:.1f}"


def window(latitude: float, longitude: float, *, width: int = 240, height: int = 140) -> str:
    """The view box of a small map around one place, kept inside the picture."""
    x, y = project(latitude, longitude)
    start = min(max(x - width / 2, 0), WIDTH - width)
    top = min(max(y - height / 2, 18), 18 + HEIGHT - height)
    return f"{start:.0f} {top:.0f} {width} {height}"


@cache
def land() -> str:
    """The path of all land but Antarctica."""
    return LAND.read_text(encoding="ascii").strip()
