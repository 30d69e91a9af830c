"""The door: the secretary enters arrivals and departures by number from the keyboard, or by the badge with one tap."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import say
from hamshahr.meetings.rules import is_meeting

from .. import queries, rules, services
from ..forms import NumberForm
from ..models import Delegate, Presence
from .meeting import page_with_session, session_of

LATEST = 12


def entered(request, delegate, session, *, how, way, is_leaving):
    """Enter one arrival or departure, and say what was entered; whether it was."""
    said = {"delegate": delegate, "session": session, "at": timezone.now(), "by": request.user}
    try:
        if is_leaving:
            services.leave(**said)
        else:
            services.arrive(**said, how=how, way=way)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    sentence = _("%(name)s, %(city)s: has left.") if is_leaving else _("%(name)s, %(city)s: is there.")
    messages.success(request, sentence % {"name": delegate.person_name, "city": say(delegate.party.names)})
    return True


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def door(request, slug):
    """Numbers typed one after the other, each an arrival or, with a minus, a departure."""
    page = page_with_session(request, slug)
    gathering, session = page["gathering"], page["session"]
    if not rules.may_keep_attendance(request.user, gathering):
        raise PermissionDenied
    form = NumberForm(request.POST if request.method == "POST" else None, initial={"way": Presence.Way.ROOM})
    if form.is_valid():
        delegate = delegates(gathering).filter(number=form.cleaned_data["number"]).first()
        if delegate is None:
            form.add_error("number", _("Nobody was sent with this number."))
        else:
            how = {"how": Presence.How.NUMBER, "way": form.cleaned_data["way"], "is_leaving": form.is_leaving}
            entered(request, delegate, session, **how)
            return go_to(request, f"{reverse('attendance:door', args=[slug])}?session={session.number}")
    latest = Presence.objects.standing().filter(session=session).select_related("delegate__delegation__party")
    context = page | {
        "form": form,
        "latest": latest.order_by("-arrived_at", "-pk")[:LATEST],
        "present": len(queries.present_parties(session, page["now"])),
    }
    return render(request, "attendance/door.html", context, status=422 if form.errors else 200)


def delegates(gathering):
    rows = Delegate.objects.filter(gathering=gathering, withdrawn_at=None)
    return rows.select_related("delegation__party", "gathering__body")


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def badge(request, code):
    """What the square on a badge leads to: one tap for the secretary, the own page for its owner."""
    rows = Delegate.objects.select_related("delegation__party", "gathering__body")
    delegate = get_object_or_404(rows, badge_code=code)
    gathering = delegate.gathering
    is_shown = Gathering.objects.visible_to(request.user).filter(pk=gathering.pk).exists() and is_meeting(gathering)
    if is_shown and rules.may_keep_attendance(request.user, gathering):
        return badge_for_desk(request, delegate)
    if is_shown and request.method == "GET" and delegate.user_id == request.user.pk and not delegate.withdrawn_at:
        return go_to(request, "attendance:attendance", gathering.slug)
    raise Http404


def badge_for_desk(request, delegate):
    session = session_of(request, list(delegate.gathering.sessions.order_by("starts_at", "pk")))
    now = timezone.now()
    if request.method == "POST" and session is not None:
        is_leaving = request.POST.get("act") == "leave"
        how = {"how": Presence.How.QR, "way": Presence.Way.ROOM, "is_leaving": is_leaving}
        entered(request, delegate, session, **how)
        return go_to(request, "attendance:badge", delegate.badge_code)
    there = session and services.presences.open_presence(delegate, session)
    obstacle = rules.obstacle_to_arrive(delegate, session, at=now) if session and not there else None
    context = {"delegate": delegate, "gathering": delegate.gathering, "session": session}
    return render(request, "attendance/badge.html", context | {"presence": there, "obstacle": obstacle})
