"""Where kept pages meet readers: a middleware that makes and keeps them, and a door before Django for hits."""

import gzip
import hashlib
import time
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from ..watch import MARK, Watch, sentence_of_kept, server_timing
from .asking import address_of, may_stand
from .clock import end_of
from .kept import Headers, Kept
from .marks import ask, question_about, standing
from .questions import Questions
from .shelves import LARGEST, shelves

STATUSES = {200: "200 OK", 304: "304 Not Modified"}
SOUGHT = "hamshahr.sought"
VARYING = {"cookie", "accept-encoding"}


def keeping(get_response):
    """Answer from the shelf, or make the page and keep it; what is not kept says that it is nobody else's."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.cache_state = "bypass"
        address = None if connection.in_atomic_block or not shelves() else address_of(request.path_info, request.META)
        if address is None:
            return guarded(request, get_response(request))
        kept = None if SOUGHT in request.META else found(address)[0]
        if kept:
            request.cache_state = "hit"
            return response_of(kept, request)
        return made(address, request, get_response)

    return answer


def found(address: str) -> tuple[Kept | None, float]:
    """The page kept here, if nothing that it was made from changed and its hour has not come; the wait."""
    shelf = shelves().of(address)
    kept, begun = shelf.get(address), time.perf_counter()
    if kept is None:
        return None, 0.0
    if time.time() < kept.until and ask(kept.question) == kept.marks:
        return kept, time.perf_counter() - begun
    shelf.drop(address)
    return None, 0.0


def made(address: str, request: HttpRequest, get_response: Callable) -> HttpResponse:
    """Make the page; the marks are read before, so that a change while it is made is never missed."""
    begun = timezone.now()
    try:
        marks = standing()
    except DatabaseError:
        return guarded(request, get_response(request))
    questions = Questions(begun)
    with connection.execute_wrapper(questions):
        response = get_response(request)
    before = questions.marks_among(marks)
    if before is None or request.method != "GET" or not is_for_everybody(request, response):
        return guarded(request, response)
    request.cache_state = "miss"
    kept = kept_of(response, request.watch, before, end_of(questions.tables, begun))
    if kept.size <= LARGEST and may_stand(request.META, address):
        shelves().of(address).put(address, kept)
    return response_of(kept, request)


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page without a cookie, a token, or a word of its own on who may keep it."""
    varying = {name.strip().lower() for name in response.get("Vary", "").split(",") if name}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and varying <= VARYING
    )


def kept_of(response: HttpResponse, watch: Watch, marks: list, until: float) -> Kept:
    """The page as every reader will get it; its name (ETag) is that of its content, whenever it was made."""
    etag = response.get("ETag") or f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    body = response.content
    if MARK in body:
        body = body.replace(MARK, sentence_of_kept(watch).encode())
    response.headers["ETag"], response.headers["Cache-Control"] = etag, "no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    headers = [pair for pair in response.headers.items() if pair[0] != "Content-Length"]
    question = question_about({place for place, _mark in marks})
    changed = response.get("Last-Modified", "")
    return Kept(body, gzip.compress(body, 6), headers, etag, changed, question, marks, until)


def response_of(kept: Kept, request: HttpRequest) -> HttpResponse:
    status, headers, body = kept.answer(request.META)
    return HttpResponse(body, status=status, headers=dict(headers))


def guarded(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Browsers ask again each time; a page that knows its reader is nobody else's to keep."""
    is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
    response.headers.setdefault("Cache-Control", "private, no-cache" if is_personal else "no-cache")
    return response


def before_django(application: Callable) -> Callable:
    """The same answers to the same requests without waking Django: a WSGI application around the WSGI application."""

    def answer(environ: dict[str, Any], start_response: Callable) -> Any:
        begun = time.perf_counter()
        if quick := answer_at_once(environ, begun):
            status, headers, body = quick
            start_response(STATUSES[status], headers)
            return [body]
        return application(environ, start_response)

    return answer


def answer_at_once(environ: Mapping[str, Any], begun: float) -> tuple[int, Headers, bytes] | None:
    address = address_of(get_path_info(environ), environ) if shelves() else None
    if address is None:
        return None
    try:
        kept, waited = found(address)
    except DatabaseError:
        return None  # Django closes the broken connection and opens another
    environ[SOUGHT] = True
    if kept is None:
        return None
    status, headers, body = kept.answer(environ)
    timing = server_timing(time.perf_counter() - begun, waited, 1, "hit")
    return status, [*headers, ("Server-Timing", timing)], body
