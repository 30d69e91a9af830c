"""Answers of one size: a log that notes how large an answer was says nothing of what was voted."""

import gzip
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

STEP = 4096
TIMING = b"<!--timing-->"  # the foot would say how long the answer took, in more signs or fewer
MOST_FILLING = 0xFFFF - 4  # what the extra field of a gzip head takes


def evened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Fill each answer to a form up to the next step, compressed where the reader takes that."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method != "POST" or response.streaming or not response.content:
            return response
        response.content = response.content.replace(TIMING, b"")
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.content = filled(gzip.compress(response.content, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        else:
            response.content = response.content.ljust(-(-len(response.content) // STEP) * STEP)
            response.headers["Content-Encoding"] = "identity"
        response.headers["Content-Length"] = str(len(response.content))
        return response

    return answer


def filled(packed: bytes) -> bytes:
    """A gzip file with an extra field in its head that fills it up to the next step."""
    size = -(-(len(packed) + 6) // STEP) * STEP
    filling = min(size - len(packed) - 2, MOST_FILLING)
    head = packed[:3] + bytes([packed[3] | 4]) + packed[4:10]
    return head + filling.to_bytes(2, "little") + bytes(filling) + packed[10:]
