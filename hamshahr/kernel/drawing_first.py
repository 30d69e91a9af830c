"""A file sent with a form, drawn before the act: what may take seconds holds no lock, and is for nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from .drawing import drawn
from .errors import Refused

View = Callable[..., HttpResponse]


def drawn_before(may_send: Callable[..., bool]) -> Callable[[View], View]:
    """Draw the field ``file`` into ``request.drawn``: its pages, or why it was refused; None where nothing was drawn.

    ``may_send`` is asked with the request and what the address names; whoever may not send gets no file drawn.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: Any, **named: Any) -> HttpResponse:
            request.drawn = None
            file = request.FILES.get("file") if request.method == "POST" else None
            if file is not None and may_send(request, **named):
                try:
                    request.drawn = drawn(file)
                except Refused as refusal:
                    request.drawn = refusal
            return view(request, **named)

        return answer

    return around
