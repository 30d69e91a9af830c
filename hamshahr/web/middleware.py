"""What every answer carries: how long it took, and what a browser may load with it."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from .watch import MARK, Watch, language_of, sentence_of, server_timing

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; manifest-src 'self'"
)
OFFICE_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") + "; frame-src 'self'"


def timing(get_response):
    """``Server-Timing`` on every answer, and the same figures in the foot of a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.watch = watch = Watch()
        with connection.execute_wrapper(watch):
            response = get_response(request)
        state = getattr(request, "cache_state", "bypass")
        response.headers["Server-Timing"] = server_timing(watch.spent, watch.waited, watch.queries, state)
        if not response.streaming and MARK in response.content:
            with override(language_of(response.content)):
                response.content = response.content.replace(MARK, sentence_of(watch).encode())
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return answer


def content_security(get_response):
    """No script and no style but our own files; the office's editor also sets styles itself."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_office = request.path_info.startswith("/office/")
        response.headers.setdefault("Content-Security-Policy", OFFICE_POLICY if is_office else POLICY)
        return response

    return answer
