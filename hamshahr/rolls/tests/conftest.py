"""The network of these tests, built once for each worker."""

import pytest

from tests.world import World

from .builders import the_cases, the_network


@pytest.fixture(scope="session")
def settled_cases(built_once):
    return built_once(lambda: the_cases(the_network(World())))


@pytest.fixture
def cases(db, settled_cases, settings, tmp_path):
    """Nine members charged for a year, each in a case of its own, and the assembly whose roll is asked for."""
    settings.DATA = tmp_path  # of the key that signs a frozen roll
    return settled_cases.lay()
