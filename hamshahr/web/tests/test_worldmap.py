import re

import pytest

from hamshahr.web import worldmap


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ((36.30, 59.61), ("619.8", "112.6")),  # Mashhad
        ((41.39, 2.16), ("476.5", "96.0")),  # Barcelona
        ((-34.90, -56.19), ("328.3", "368.8")),  # Montevideo
        ((0, worldmap.MERIDIAN), ("498.0", "243.0")),
    ],
)
def test_a_place_lies_where_equal_earth_puts_it(place, shown):
    assert worldmap.place(*place) == shown


def test_the_map_is_cut_in_the_bering_strait():
    alaska, chukotka = worldmap.project(65.6, -168.0), worldmap.project(65.6, -170.0)

    assert alaska[0] < 200
    assert chukotka[0] > 800


@pytest.mark.parametrize("latitude", [-90, 90])
def test_the_poles_have_a_place(latitude):
    x, y = worldmap.project(latitude, 11)

    assert x == 498
    assert abs(y - 243) == pytest.approx(242.4, abs=0.1)


def test_a_small_map_stays_inside_the_picture():
    assert worldmap.window(36.30, 59.61) == "500 43 240 140"
    assert worldmap.window(64.1, -21.9) == "312 18 240 140"
    assert worldmap.window(0, 178) == "760 173 240 140"


def test_the_land_is_one_small_path_of_closed_rings():
    land = worldmap.land()

    assert re.fullmatch(r"(M\d+ -?\d+l[-\d ]+z)+", land)
    assert len(land) < 12_000
