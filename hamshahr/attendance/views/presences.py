"""Who is there: at this minute or at any other, the reader's own arrival, and the list to take along."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import say
from hamshahr.parties.models import visible_party

from .. import queries, rules, services
from ..models import Presence
from .meeting import live_answer, page_with_session

COLUMNS = ["city", "city_name", "region", "number", "name", "function", "role", "where", "entered", "arrived", "left"]


def minute_asked(request, session):
    """The minute that the address asks about, on the clock of the room; none where it is this one."""
    asked = to_ascii(request.GET.get("at", "")).strip()
    if not asked:
        return None
    try:
        found = parse_datetime(asked if "T" in asked or " " in asked else f"{session.day}T{asked}")
    except ValueError:
        found = None
    return found.replace(tzinfo=session.place_zone) if isinstance(found, datetime) else None


def there(page, user, asked):
    """The list of a session at a minute, with its counts."""
    session, at = page["session"], asked or page["now"]
    rows = queries.present_rows(session, user, at)
    counts = queries.counts_by_region(session, rows, user)
    return {
        "rows": rows,
        "counts": counts,
        "present": sum(row.has_voice for row in rows),
        "sent": sum(count.sent for count in counts),
        "people": sum(len(row.presences) for row in rows),
        "sees_names": rules.may_see_names(user, page["gathering"]),
        "asked": asked,
    }


@require_safe
@never_cache
def index(request, slug):
    """Who is there, by city and region, at this minute or at the one that is asked for."""
    page = page_with_session(request, slug)
    asked = minute_asked(request, page["session"])
    own = queries.own_delegates(request.user, page["gathering"])
    mine = own[0] if own else None
    open_now = mine and services.presences.open_presence(mine, page["session"])
    obstacle = rules.obstacle_to_arrive(mine, page["session"], at=page["now"]) if mine and not open_now else None
    context = page | there(page, request.user, asked)
    context |= {"mine": mine, "open_presence": open_now, "obstacle": obstacle}
    context |= {"is_wrong": bool(request.GET.get("at")) and asked is None}
    return render(request, "attendance/attendance.html", context)


@require_safe
def live(request, slug):
    """The list alone, for the page that asks again."""
    page = page_with_session(request, slug)
    return live_answer(request, "attendance/_present.html", page | there(page, request.user, None))


@once
@login_required
@never_cache
@require_POST
def mine(request, slug):
    """The delegate's own arrival or departure, in the room or from afar."""
    page = page_with_session(request, slug)
    own = queries.own_delegates(request.user, page["gathering"])
    if not own:
        raise PermissionDenied
    said = {"delegate": own[0], "session": page["session"], "at": timezone.now(), "by": request.user}
    way = request.POST.get("way", Presence.Way.ROOM)
    try:
        if request.POST.get("act") == "leave":
            services.leave(**said)
        elif way in Presence.Way.values:
            services.arrive(**said, way=way, how=Presence.How.SELF)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, f"{reverse('attendance:attendance', args=[slug])}?session={page['session'].number}")


@require_safe
@never_cache
def export(request, slug, ending):
    """Every row of the session that stands, for those who may read the names."""
    page = page_with_session(request, slug)
    if ending not in {"csv", "xlsx"}:
        raise Http404
    if not rules.may_see_names(request.user, page["gathering"]):
        raise Http404
    rows = Presence.objects.standing().filter(session=page["session"])
    rows = rows.filter(visible_party(request.user, "delegate__delegation__party__"))
    related = ("session", "delegate__delegation__party__country__region")
    rows = rows.select_related(*related).order_by("arrived_at", "pk")
    name = f"attendance-{slug}-{page['session'].number}"
    return exports.export(ending, name, exports.Sheet("attendance", COLUMNS, [row(each) for each in rows]))


def row(presence):
    delegate = presence.delegate
    party, zone = delegate.party, presence.session.place_zone
    region = queries.region_of(party)
    moments = (presence.arrived_at, presence.left_at)
    return [
        *(party.slug, say(party.names), region.slug if region else None),
        *(delegate.number, delegate.person_name, delegate.function, delegate.role, presence.way, presence.how),
        *(moment.astimezone(zone).isoformat(timespec="minutes") if moment else None for moment in moments),
    ]
