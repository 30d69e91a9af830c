"""The demonstration network, loaded once for all files that look at it."""

import pytest

from hamshahr.cli.loading import load_network


@pytest.fixture(scope="session")
def loaded_network(built_once):
    return built_once(load_network)


@pytest.fixture
def network(db, loaded_network):
    """The whole network; what loading it counted."""
    return loaded_network.lay()
