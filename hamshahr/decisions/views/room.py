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

from hamshahr.attendance import queries as delegations
from hamshahr.attendance.rules import obstacle_to_arrive
from hamshahr.attendance.services.presences import open_presence
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
from ..models import Election
from ..pages import may_enter
from ..queries.room import head_of_log, meeting_at, room_now, session_at_hand, to_end, to_put
from ..rules import elections
from ..rules import motions as rules
from ..workflow import State
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
    return render(request, "decisions/room.html", context | own_seat(request.user, context["gathering"]))


def own_seat(user, gathering):
    """Whether the reader is a delegate here, and has arrived at the session at hand or may."""
    mine = next(iter(delegations.own_delegates(user, gathering)), None)
    session = session_at_hand(gathering) if mine else None
    if session is None:
        return {}
    there, now = open_presence(mine, session), timezone.now()
    obstacle = None if there else obstacle_to_arrive(mine, session, at=now)
    return {"mine": mine, "session": session, "open_presence": there, "obstacle": obstacle}


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
    context |= {"piece": piece_of(gathering, "delegates"), "now": found, "ways": Ballot.Way.choices}
    if found:
        context["to_put"] = [(thing, type(thing).__name__.lower()) for thing in to_put(found)]
        context["to_end"] = to_end(found)
        context["to_elect"] = [(each, round_waits(each, session)) for each in found.elections if is_undecided(each)]
    return render(request, "decisions/chair.html", context)


@login_required
@require_POST
def act(request, slug, name):
    """One act of the chair; afterwards the chair's page again, while it is still theirs."""
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
    return go_to(request, page_after(request.user, gathering), slug)


def page_after(user, gathering):
    """Where somebody finds themselves after an act; who closed the last session is in the chair no more."""
    if rules.may_lead(user, gathering):
        return "decisions:chair"
    return "decisions:room" if may_enter(user, gathering) else "meetings:meeting"


def is_undecided(election):
    return election.state in {Election.State.NOMINATING, Election.State.LISTED}


def round_waits(election, session):
    """Why the next round cannot be opened yet, or nothing."""
    return elections.obstacle_to_open_round(election, session, at=timezone.now())


def session_to(request, gathering):
    return get_object_or_404(gathering.sessions.select_related("gathering__body"), pk=number_in(request))


def item_to(request, gathering):
    rows = AgendaItem.objects.visible_to(request.user).filter(session__gathering=gathering)
    return get_object_or_404(rows.select_related("session__gathering__body"), pk=number_in(request))


def number_in(request):
    text = request.POST.get("of", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def go_on(request, gathering):
    """Close the item under way and open the next one; pressed twice, it is the same one."""
    item, found = item_to(request, gathering), room_now(session_at_hand(gathering), timezone.now())
    if found.coming is None or found.coming.item != item:
        return
    if found.current is not None:
        meetings.close_item(item=found.current.item, by=request.user)
    meetings.open_item(item=item, by=request.user)


def put(request, gathering):
    kind, _colon, key = request.POST.get("of", "").partition(":")
    way = request.POST.get("way", "")
    if way not in Ballot.Way.values:
        raise Http404
    services.put_to_vote(thing=thing_of(request, gathering, kind, key), way=way, by=request.user)


def end_debate(request, gathering):
    motion = thing_of(request, gathering, "motion", request.POST.get("of", ""))
    services.step(motion=motion, after=State.DEBATED, by=request.user)


def elect(request, gathering):
    """Open the next round of an election under the item at hand."""
    rows = Election.objects.visible_to(request.user).filter(gathering=gathering)
    election, way = get_object_or_404(rows, key=request.POST.get("of", "")), request.POST.get("way", "")
    if way not in Ballot.Way.values:
        raise Http404
    services.open_round(election=election, way=way, by=request.user)


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
    "end-debate": end_debate,
    "put": put,
    "elect": elect,
    "close-ballot": close,
}
