import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits(db):
    """Every test begins with no tries counted."""
    cache.clear()
