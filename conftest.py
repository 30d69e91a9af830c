"""One database template for all tests, one cast for all stories."""

import os

import pytest
from django.utils import translation

LONGEST = ("test_serving.py", "test_addresses.py", "test_replays.py", "test_demo_network.py", "test_acts.py")
LONGEST += ("test_edition_by_role.py", "test_meetings_by_role.py")
ASKING = {"django_db_setup", "db", "transactional_db"}
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config, items):
    """Begin with the longest; on PostgreSQL run what asks the store, and not what one store shows as well as two."""
    items.sort(key=lambda item: not any(str(item.path).endswith(name) for name in LONGEST))
    if os.environ.get("HAMSHAHR_TEST_STORE") != "postgresql":
        return
    asking = [item for item in items if item.get_closest_marker("django_db") or ASKING & set(item.fixturenames)]
    kept = [item for item in asking if not item.get_closest_marker("embedded")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """A store migrated once for these migrations, then copied for each run and worker."""
    from django.db import connections

    from tests.stores import use_copy

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        remove_copy = use_copy(worker)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
        remove_copy()


@pytest.fixture(autouse=True)
def plain_storage(settings, tmp_path):
    """Static files without a manifest, quick password hashes, uploads in a folder of the test."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.NETWORK = "metropolis"


@pytest.fixture(autouse=True)
def english():
    """Each test begins in English; the language a page was asked for in does not reach the next test."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder of this run, the same for all of its workers."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def built_once(shared, django_db_setup, django_db_blocker):
    """Builds a cast outside any test, once for all workers; it lays its rows into the store of each test that asks."""
    from django.test import override_settings

    from tests.settled import settled

    def build(cast):
        quick = override_settings(PASSWORD_HASHERS=QUICK_HASHERS, NETWORK="metropolis")
        with django_db_blocker.unblock(), quick, translation.override("en"):
            return settled(cast, shared)

    return build


@pytest.fixture(scope="session")
def settled_world(built_once):
    from tests.world import World

    return built_once(World)


@pytest.fixture
def world(db, settled_world):
    """The shared cast: Mashhad, Seoul, Brussels, the association with its board, and the people around them."""
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.get_for_models(*apps.get_models())  # a process asks for them once, whichever test is first
    return settled_world.lay()
