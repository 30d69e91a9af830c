"""The quorum of a session as it stands, and a meeting tried beforehand."""

import hashlib

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.meetings.views import page_of

from .. import quorum as quorums
from .. import rules
from ..rehearsal import rehearse


def session_of(page, number):
    """A session of the meeting that was not called off."""
    for session in page["sessions"]:
        if session.number == number and session.cancelled_at is None:
            session.gathering = page["gathering"]
            return session
    raise Http404


def quorum_words(found):
    """What the bar and the sentences around it show; the numbers of the bar are read by the browser."""
    if found is None:
        return {"quorum": None}
    bar = {name: f"{float(getattr(found, name)):g}" for name in ("entitled", "counted", "needed")}
    second_call = [] if found.is_met else quorums.second_call_words(found.applied)
    return {"quorum": found, "bar": bar, "second_call": second_call}


@login_required
@require_safe
def quorum(request, slug, number):
    """The quorum now: a page, or the bar alone for a room that shows it; unchanged, it is not sent again."""
    page = page_of(request, slug)
    if not rules.may_see_quorum(request.user, page["gathering"]):
        raise PermissionDenied
    session = session_of(page, number)
    found = quorums.at(session, timezone.now())
    context = {**page, "session": session, **quorum_words(found)}
    template = "decisions/_quorum.html" if request.htmx else "decisions/quorum.html"
    response = render(request, template, context)
    response["Cache-Control"] = "private, no-cache"
    if not request.htmx:
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


@login_required
@never_cache
@require_safe
def rehearsal(request, slug):
    """A session tried with the parties that the secretary sends away; nothing is written."""
    page = page_of(request, slug)
    if not rules.may_rehearse(request.user, page["gathering"]):
        raise PermissionDenied
    planned = [session for session in page["sessions"] if session.cancelled_at is None]
    number = request.GET.get("session", "")
    session = session_of(page, int(number)) if number.isdecimal() else next(iter(planned), None)
    context = {**page, "sessions": page["sessions"], "session": session, "obstacle": ""}
    if session is None:
        context["obstacle"] = _("No session is planned yet.")
        return render(request, "decisions/rehearsal.html", context)
    session.gathering = page["gathering"]
    tried = rehearse(session, timezone.now(), away=request.GET.getlist("away"))
    context |= {**quorum_words(tried.quorum), "tried": tried}
    return render(request, "decisions/rehearsal.html", context)
