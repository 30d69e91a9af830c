"""A form that is sent twice is carried out once: whoever sends it again gets the receipt that was lost on the way.

The form carries a one-time key (``{% once %}``), its view is marked ``@once``. The key is used up by an act, never by
a mistake in the form. A script that asks for it is told the way on in a header, so that the page can stay.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path
from django.views.decorators.cache import never_cache

from hamshahr.kernel.http import go_to

from .models import Receipt, User

FIELD, ASKED, CSRF = "once", "sent", "csrfmiddlewaretoken"
KEY = re.compile(r"[A-Za-z0-9]{22}")
KEPT_FOR = timedelta(days=30)  # longer than a session lasts, and with it the forms that were opened in it


def new_key() -> str:
    return get_random_string(22)


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Carry out a form once for each of its keys; the outermost decorator of a view."""

    @never_cache
    @wraps(view)
    def answer(request, *args, **kwargs):
        key = key_of(request)
        if not key:
            return view(request, *args, **kwargs)
        if request.method == "POST" and request.user.is_authenticated:
            return told(request, carried_out(request, key, lambda: view(request, *args, **kwargs)))
        if receipt := receipt_of(request, key):
            return told(request, answered_again(request, receipt))
        if request.method == "POST":
            return redirect_to_login(page_of(request))
        return view(request, *args, **kwargs)

    answer.is_once = True
    return answer


def key_of(request: HttpRequest) -> str:
    """The key of the form that is sent, or of the one that is asked about; nothing that we did not make."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else request.GET.get(ASKED, "")
    return key if KEY.fullmatch(key) else ""


def receipt_of(request: HttpRequest, key: str) -> Receipt | None:
    """The reader's receipt; a reader whose session was ended by the very act still gets it."""
    receipts = Receipt.objects.filter(digest=digest_of(request.path, key))
    if request.user.is_authenticated:
        return receipts.filter(user=request.user).first()
    return receipts.filter(has_ended_session=True).first()


def carried_out(request: HttpRequest, key: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The act and its receipt in one transaction; of two that come together the second waits for the first."""
    content = content_of(request)
    with transaction.atomic():
        receipt, is_new = Receipt.objects.get_or_create(
            user=request.user, digest=digest_of(request.path, key), defaults={"content": content}
        )
        if is_new:
            return carried_out_first(request, receipt, act)
    if receipt.content != content:
        return changed_since(request, receipt)
    return answered_again(request, receipt)


def carried_out_first(request: HttpRequest, receipt: Receipt, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of the act; what is no way on (mistakes in the form) leaves the key as it was."""
    waiting, epoch = len(said(request)), request.user.session_epoch
    response = act()
    if way := way_of(response):
        receipt.location, receipt.sentences = way, said(request)[waiting:]
        receipt.has_ended_session = not User.objects.filter(pk=request.user.pk, session_epoch=epoch).exists()
        receipt.save()
    else:
        transaction.set_rollback(True)
    return response


def answered_again(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """The way the form led to, with the sentences that are not waiting for the reader already."""
    waiting = said(request)
    for sentence in receipt.sentences:
        if sentence not in waiting:
            messages.add_message(request, *sentence)
    return go_to(request, receipt.location)


def changed_since(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Say that the form was carried out as it was sent first, and offer to send the change as a further act."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name not in {FIELD, CSRF}]
    return render(request, "accounts/sent_before.html", {"receipt": receipt, "typed": typed}, status=409)


def told(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A script gets the way on in a header: were it redirected, it would read the sentences meant for the reader."""
    if request.headers.get("X-Form") == "kept" and (way := way_of(response)):
        del response.headers["Location"]
        response.headers["X-Receipt"] = way
        response.status_code, response.content = 204, b""
    return response


def way_of(response: HttpResponse) -> str:
    return response.headers.get("Location") or response.headers.get("HX-Redirect") or ""


def said(request: HttpRequest) -> list[list]:
    """The sentences that wait for the reader's next page, and go on waiting."""
    waiting = messages.get_messages(request)
    sentences = [[sentence.level, str(sentence), sentence.extra_tags or ""] for sentence in waiting]
    waiting.used = False
    return sentences


def page_of(request: HttpRequest) -> str:
    """The page a form stood on: some addresses are only posted to."""
    page = request.headers.get("Referer", "")
    host = request.get_host()
    ours = url_has_allowed_host_and_scheme(page, {host}, require_https=request.is_secure())
    return (ours and page.partition(host)[2]) or request.path


def place_of(address: str) -> str:
    """The address without its language: a form is the same form in another one."""
    language = get_language_from_path(address)
    return address.removeprefix(f"/{language}") if language else address


def digest_of(address: str, key: str) -> str:
    return hashlib.sha256(f"{place_of(address)}\n{key}".encode()).hexdigest()


def content_of(request: HttpRequest) -> str:
    """A digest of all that was typed; browsers differ in how they end a line."""
    typed = [
        [name, [value.replace("\r\n", "\n") for value in values]]
        for name, values in sorted(request.POST.lists())
        if name not in {FIELD, CSRF}
    ]
    files = [[name, file.name, file.size] for name, files in request.FILES.lists() for file in files]
    return hashlib.sha256(json.dumps([typed, files]).encode()).hexdigest()


def forget_receipts(*, at: datetime) -> int:
    """Remove the receipts nobody can ask for any more; how many there were."""
    return Receipt.objects.filter(made_at__lte=at - KEPT_FOR).delete()[0]
