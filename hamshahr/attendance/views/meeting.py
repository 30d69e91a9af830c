"""What the pages of this room begin with: the meeting and one of its sessions."""

import hashlib

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response

from hamshahr.kernel.digits import to_ascii
from hamshahr.meetings.views import page_of

from .. import queries


def meeting_at(request, slug):
    """The head of the meeting, and the session that the address names or that is at hand."""
    page = page_of(request, slug)
    return page | {"session": session_of(request, page["sessions"]), "now": timezone.now()}


def session_of(request, sessions):
    asked = to_ascii(request.GET.get("session") or request.POST.get("session") or "")
    if not asked:
        return queries.session_at_hand(sessions, timezone.now())
    found = next((each for each in sessions if str(each.number) == asked and each.cancelled_at is None), None)
    if found is None:
        raise Http404
    return found


def page_with_session(request, slug):
    page = meeting_at(request, slug)
    if page["session"] is None:
        raise Http404
    page["session"].gathering = page["gathering"]
    return page


def live_answer(request, template, context):
    """A part of a page that asks again and again; a reader who has it already gets a few bytes."""
    answer = render(request, template, context)
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer.headers["ETag"], answer.headers["Cache-Control"] = etag, "private, no-cache"
    return get_conditional_response(request, etag, response=answer)
