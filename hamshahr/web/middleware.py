"""What every answer carries: how long it took, and what a browser may load with it."""

import time

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hamshahr.kernel.digits import number

MARK = b"<!--timing-->"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; manifest-src 'self'"
)
OFFICE_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; frame-src 'self'"


class Watch:
    """Counts the queries of a request and the time they take."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.queries = 0
        self.waited = 0.0

    def __call__(self, execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.waited += time.perf_counter() - begun


def timing(get_response):
    """``Server-Timing`` on every answer, and the same figures in the foot of a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        watch = Watch()
        with connection.execute_wrapper(watch):
            response = get_response(request)
        spent = time.perf_counter() - watch.started
        response.headers["Server-Timing"] = (
            f'gen;dur={spent * 1000:.1f}, db;dur={watch.waited * 1000:.1f};desc="{watch.queries} queries", '
            'cache;desc="none"'
        )
        if not response.streaming and MARK in response.content:
            response.content = response.content.replace(MARK, sentence(spent, watch).encode())
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return answer


def sentence(spent: float, watch: Watch) -> str:
    return _("Generated in %(spent)s s, queries %(waited)s s (%(queries)s), cache: none") % {
        "spent": number(round(spent, 3), places=3),
        "waited": number(round(watch.waited, 3), places=3),
        "queries": number(watch.queries),
    }


def content_security(get_response):
    """No script and no style but our own files; the office's editor also sets styles itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_office = request.path_info.startswith("/office/")
        response.headers.setdefault("Content-Security-Policy", OFFICE_POLICY if is_office else POLICY)
        return response

    return answer
