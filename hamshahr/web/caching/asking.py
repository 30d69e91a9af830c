"""Which requests a kept page may answer: those of readers about whom we know nothing, for a page under a language."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.cookie import parse_cookie

LONGEST = 500
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
OF_ONE_READER = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_X_FORM", "HTTP_RANGE")


def address_of(path: str, environ: Mapping[str, Any]) -> str | None:
    """What is asked for, as far as the answer depends on it; None where it may depend on who asks.

    The path is given as Django reads it, for Django changes it in the environment too.
    """
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or path[1:].partition("/")[0] not in LANGUAGES:
        return None
    if is_of_one_reader(environ):
        return None
    # The query stands first: it holds no space, so no path can pass for a query.
    return f"{scheme_of(environ)}://{host_of(environ)}?{environ.get('QUERY_STRING', '')} {path}"


def has_query(address: str) -> bool:
    return not address.partition(" ")[0].endswith("?")


def host_of(environ: Mapping[str, Any]) -> str:
    return environ.get("HTTP_HOST") or environ["SERVER_NAME"]


def may_stand(environ: Mapping[str, Any], address: str) -> bool:
    """Whether the shelf takes a page under this address: whoever invents a thousand addresses is not to fill it."""
    names, port = tuple(settings.ALLOWED_HOSTS), str(environ.get("SERVER_PORT", ""))
    return len(address) <= LONGEST and is_ours(host_of(environ), port, settings.ADDRESS, names)


def is_of_one_reader(environ: Mapping[str, Any]) -> bool:
    """Who may be signed in, is waiting for a message, or asks for a part of a page."""
    if any(name in environ for name in OF_ONE_READER):
        return True
    cookies = environ.get("HTTP_COOKIE")
    return bool(cookies) and not parse_cookie(cookies).keys().isdisjoint({settings.SESSION_COOKIE_NAME, "messages"})


@lru_cache(maxsize=256)
def is_ours(host: str, listening_on: str, address: str, names: tuple[str, ...]) -> bool:
    """A host as our readers write it, at a port that we know of; its pages carry it."""
    known = {"", listening_on, str(urlsplit(address).port or "")}
    name, _colon, port = host.rpartition(":") if host[-1:].isdigit() and ":" in host else (host, "", "")
    return port in known and (name in names or name == urlsplit(address).hostname)


def scheme_of(environ: Mapping[str, Any]) -> str:
    """As Django reads it: what our own proxy says, or how the request came in."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        if (said := environ.get(header)) is not None:
            return "https" if said.split(",")[0].strip() == secure else "http"
    return environ["wsgi.url_scheme"]
