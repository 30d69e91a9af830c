"""The live room of a meeting, by polling: for delegates, for the chair, and for the screen of the hall."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from hamshahr.ballots.models import Ballot
from hamshahr.ballots.services import close_ballot
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.meetings import services as meetings
from hamshahr.meetings.models import AgendaItem
from hamshahr.meetings.rules import is_meeting
from hamshahr.meetings.views import page_of

from .. import services
from ..keeping import SHELF
from ..pages import may_enter
from ..queries.room import head_of_log, meeting_at, room_now, session_at_hand, to_put
from ..rules import motions as rules
from .voting import thing_of

PARTS = {"delegates": "decisions/_room.html", "hall": "decisions/_hall.html"}


def room_of(request, slug):
    """The page of the meeting for who may enter its room; for others it is not there."""
    context = page_of(request, slug)
    if not may_enter(request.user, context["gathering"]):
        raise Http404
    return context


def piece_of(gathering, part):
    """What the room shows now, the same for everybody who looks at this part in this language."""

    def make():
        session = session_at_hand(gathering)
        now = room_now(session, timezone.now()) if session else None
        return render_to_string(PARTS[part], {"gathering": gathering, "now": now})

    return SHELF.take((part, gathering.pk, get_language()), head_of_log, make)


@login_required
@require_safe
def room(request, slug):
    """The room for delegates: what is under way, and the way to the ballot."""
    context = room_of(request, slug)
    context["piece"] = piece_of(context["gathering"], "delegates")
    context["may_lead"] = rules.may_lead(request.user, context["gathering"])
    return render(request, "decisions/room.html", context)


@login_required
@require_safe
def hall(request, slug):
    """The screen of the hall: very large, dark, nothing to press."""
    context = room_of(request, slug)
    context["piece"] = piece_of(context["gathering"], "hall")
    return render(request, "decisions/hall.html", context)


@require_safe
def now(request, slug, part):
    """What the room shows now; nothing but 304 when the reader has it already."""
    gathering = meeting_at(request.user, slug)
    if part not in PARTS or gathering is None or not is_meeting(gathering) or not admitted(request.user, gathering):
        raise Http404
    kept = piece_of(gathering, part)
    if request.headers.get("If-None-Match") == kept.tag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(kept.content)
    response.headers["ETag"] = kept.tag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def admitted(user, gathering):
    """Whether somebody may enter, asked of the store again after any act and every few seconds."""
    if not user.is_authenticated or not user.is_active:
        return False
    key = ("admitted", user.pk, gathering.pk, user.session_epoch)
    return SHELF.take(key, head_of_log, lambda: "yes" if may_enter(user, gathering) else "").content == "yes"


@login_required
@require_safe
def chair(request, slug):
    """The room for the chair: one form for each act, each with a key of the keyboard."""
    context = room_of(request, slug)
    gathering = context["gathering"]
    if not rules.may_lead(request.user, gathering):
        raise PermissionDenied
    session = session_at_hand(gathering)
    found = room_now(session, timezone.now()) if session else None
    context |= {
        "piece": piece_of(gathering, "delegates"),
        "now": found,
        "to_put": [(thing, type(thing).__name__.lower()) for thing in to_put(found)] if found else [],
        "ways": Ballot.Way.choices,
    }
    return render(request, "decisions/chair.html", context)


@login_required
@require_POST
def act(request, slug, name):
    """One act of the chair; afterwards the chair's page again."""
    gathering = room_of(request, slug)["gathering"]
    if name not in ACTS:
        raise Http404
    if not rules.may_lead(request.user, gathering):
        raise PermissionDenied
    try:
        ACTS[name](request, gathering)
    except Refused as refusal:
        messages.error(request, str(refusal))
    SHELF.forget()
    return go_to(request, "decisions:chair", slug)


def session_to(request, gathering):
    return get_object_or_404(gathering.sessions.select_related("gathering__body"), pk=number_in(request))


def item_to(request, gathering):
    rows = AgendaItem.objects.visible_to(request.user).filter(session__gathering=gathering)
    return get_object_or_404(rows.select_related("session__gathering__body"), pk=number_in(request))


def number_in(request):
    text = request.POST.get("of", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def go_on(request, gathering):
    """Close the item under way and open the next one."""
    found = room_now(session_at_hand(gathering), timezone.now())
    if found.current is not None:
        meetings.close_item(item=found.current.item, by=request.user)
    if found.coming is not None:
        meetings.open_item(item=found.coming.item, by=request.user)


def put(request, gathering):
    kind, _colon, key = request.POST.get("of", "").partition(":")
    way = request.POST.get("way", "")
    if way not in Ballot.Way.values:
        raise Http404
    services.put_to_vote(thing=thing_of(request, gathering, kind, key), way=way, by=request.user)


def close(request, gathering):
    ballot = get_object_or_404(gathering.ballots.visible_to(request.user), key=request.POST.get("of", ""))
    close_ballot(ballot=ballot, by=request.user)


ACTS = {
    "open-session": lambda request, gathering: meetings.open_session(
        session=session_to(request, gathering), by=request.user
    ),
    "close-session": lambda request, gathering: meetings.close_session(
        session=session_to(request, gathering), by=request.user
    ),
    "open-item": lambda request, gathering: meetings.open_item(item=item_to(request, gathering), by=request.user),
    "close-item": lambda request, gathering: meetings.close_item(item=item_to(request, gathering), by=request.user),
    "next": go_on,
    "put": put,
    "close-ballot": close,
}
