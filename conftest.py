"""One database template for all tests, one cast for all stories."""

import hashlib
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

os.environ.setdefault("HAMSHAHR_DEBUG", "yes")
os.environ.setdefault("HAMSHAHR_HTTPS", "no")
os.environ.setdefault("HAMSHAHR_DATA", str(Path(__file__).parent / "build" / "data"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

BUILD = Path(__file__).parent / "build"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """A SQLite file migrated once for these migrations, then copied for each run and worker."""
    from django.db import connections

    with django_db_blocker.unblock():
        if connections["default"].vendor == "sqlite":
            connections["default"].settings_dict["NAME"] = str(sqlite_copy(request))
        else:
            from hamshahr.web.tests.postgresql import use_template

            use_template()
    yield
    connections.close_all()


def sqlite_copy(request) -> Path:
    from django.core.management import call_command
    from django.db import connections

    template = BUILD / f"template-{migrations_digest()}.sqlite3"
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    copy = BUILD / f"test-{worker}-{os.getpid()}.sqlite3"
    BUILD.mkdir(exist_ok=True)
    if not template.exists():
        fresh = BUILD / f"fresh-{os.getpid()}.sqlite3"
        connections["default"].settings_dict["NAME"] = str(fresh)
        call_command("migrate", verbosity=0)
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections["default"].close()
        fresh.rename(template)
    shutil.copy(template, copy)
    request.addfinalizer(lambda: [path.unlink(missing_ok=True) for path in BUILD.glob(copy.name + "*")])
    return copy


def migrations_digest() -> str:
    """A name for the template that changes with any migration of ours or any locked version."""
    root = Path(__file__).parent
    files = sorted(root.glob("hamshahr/*/migrations/*.py")) + [root / "requirements-dev.lock"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@pytest.fixture(autouse=True)
def plain_storage(settings, tmp_path):
    """Static files without a manifest, letters kept in memory, uploads in a folder of the test."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.NETWORK = "metropolis"


SPRING, AUTUMN = date(2021, 4, 1), date(2021, 10, 1)


@pytest.fixture
def world(db):
    """The shared cast: Mashhad, Seoul, Brussels, the association with its board, and the people around them."""
    from tests.world import World

    return World()
