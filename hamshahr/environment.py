"""What an installation chooses, read from ``HAMSHAHR_*`` variables; docs/settings.md lists them."""

import os
import secrets
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from hamshahr.kernel.discs import write_private
from hamshahr.kernel.speech import gettext as _
from hamshahr.kernel.speech import told


def variable(name: str, default: str = "") -> str:
    """The value of ``HAMSHAHR_<name>``."""
    return os.environ.get(f"HAMSHAHR_{name}", default).strip()


def switch(name: str, default: bool) -> bool:
    """A yes or no of the installation; anything else is a clear failure."""
    value = variable(name, "yes" if default else "no").lower()
    if value not in {"yes", "no"}:
        wrong = _("%(name)s is %(value)s; write yes or no.")
        raise ImproperlyConfigured(told(wrong, name=f"HAMSHAHR_{name}", value=value))
    return value == "yes"


def secret_key(folder: Path) -> str:
    """The key given, or one made at the first start and kept in the data folder."""
    if given := variable("SECRET_KEY"):
        return given
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # of the workers that start together one is first
            write_private(path, secrets.token_urlsafe(50).encode())
    return path.read_text().strip()


def database(address: str, folder: Path) -> dict:
    """A SQLite file of the data folder, or the PostgreSQL server of a ``postgresql://`` address."""
    if not address:
        return sqlite(folder / "hamshahr.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            _("HAMSHAHR_DATABASE is a sqlite:///file or a postgresql://user:word@host/name address.")
        )
    return postgresql(parts)


def patience() -> int:
    """The seconds that one question to the store may take."""
    value = variable("PATIENCE", "30")
    if not value.isdecimal() or not 1 <= int(value) <= 3600:
        wrong = _("%(name)s is %(value)s; write a number of seconds from 1 to 3600.")
        raise ImproperlyConfigured(told(wrong, name="HAMSHAHR_PATIENCE", value=value))
    return int(value)


def sqlite(path: Path) -> dict:
    """One file, write-ahead log, full sync: nothing acknowledged is lost in a power cut."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,  # opening the file and reading its schema costs more than a page asks of it
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": min(10, patience()), "init_command": pragmas},
    }


def postgresql(parts) -> dict:
    """A server whose silence is noticed: every wait has an end."""
    longest = patience()
    limits = {"statement_timeout": longest, "lock_timeout": min(10, longest), "idle_in_transaction_session_timeout": 60}
    waits = " ".join(f"-c {name}={seconds * 1000}" for name, seconds in limits.items())
    options = {"connect_timeout": 5, "keepalives_idle": 10, "tcp_user_timeout": 10000, "options": waits}
    options["longest_wait"] = longest + 2.0  # the server's own limits speak first, unless it is frozen
    return {
        "ENGINE": "hamshahr.kernel.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def kept_pages(address: str) -> tuple[str, dict]:
    """Where whole pages are kept: memory, none, or redis; and the shelf of a Redis."""
    if address in {"memory", "none"}:
        return address, {}
    if urlsplit(address).scheme not in {"redis", "rediss"}:
        raise ImproperlyConfigured(_("HAMSHAHR_CACHE is memory, none or a redis://:word@host:port/number address."))
    if find_spec("redis") is None:
        raise ImproperlyConfigured(
            _("HAMSHAHR_CACHE names a Redis; install hamshahr with its extra part: hamshahr[redis].")
        )
    shelf = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": address,
        "OPTIONS": {
            "serializer": "hamshahr.web.caching.kept.Packed",
            "socket_timeout": 0.25,
            "socket_connect_timeout": 0.25,
        },
    }
    return "redis", {"pages": shelf}


def mail(address: str, folder: Path) -> dict:
    """Where letters go out: ``smtp://user:word@host:port`` (``smtps`` for TLS); without it, to the data folder."""
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder / "letters",
        }
    parts = urlsplit(address)
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
