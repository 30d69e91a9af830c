"""The list of meetings, and the pages of one: overview, agenda, papers."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say

from .. import papers as shelves
from .. import queries, rules, services
from ..forms import MeetingFilters
from ..models import AgendaItem, Consultation, Interpretation
from .heads import ROOM, page_of

PER_PAGE = 25
COLUMNS = ["meeting", "title", "body", "session", "kind", "starts_at", "ends_at", "zone", "place", "city", "state"]


@require_safe
def index(request):
    """The sessions to come, or those that were, narrowed by the address."""
    form = MeetingFilters(request.GET, user=request.user)
    found = queries.listed(request.user, form.chosen(), on=timezone.localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "query": filters_of(request), "nav_current": ROOM}
    return render(request, "meetings/index.html", context)


@require_safe
def export(request, ending):
    """The same list as the page shows, whole, as open data."""
    chosen = MeetingFilters(request.GET, user=request.user).chosen()
    rows = (row(session) for session in queries.listed(request.user, chosen, on=timezone.localdate()).iterator(500))
    return exports.export(ending, "meetings", exports.Sheet("meetings", COLUMNS, rows))


def row(session):
    gathering = session.gathering
    return [
        gathering.slug,
        say(gathering.names),
        gathering.body.slug,
        session.number,
        session.kind,
        session.starts_at.isoformat(),
        session.ends_at.isoformat(),
        session.zone,
        session.place_name,
        gathering.place.slug if gathering.place and gathering.place.live else None,
        queries.state_of(session),
    ]


@require_safe
def meeting(request, slug):
    """When and where a meeting sits, whether it was called in time, and how to take part."""
    context = page_of(request, slug)
    gathering = context["gathering"]
    rows = Interpretation.objects.visible_to(request.user).planned().filter(session__gathering=gathering)
    context["languages"] = queries.languages_of(rows)
    context["proofs"] = queries.proofs_of(gathering) if context["may_keep"] else []
    return render(request, "meetings/meeting.html", context)


@require_safe
def agenda(request, slug):
    """The agenda of each session, as far as the reader may know it."""
    context = page_of(request, slug)
    audiences = rules.audiences_for(request.user, context["gathering"])
    standing = [each for each in context["sessions"] if each.cancelled_at is None]
    context["agendas"] = [(each, queries.agenda(each, request.user, audiences)) for each in standing]
    return render(request, "meetings/agenda.html", context)


@once
@login_required
@require_POST
def move(request, slug, pk):
    """Let an item change places with its neighbour."""
    gathering = page_of(request, slug)["gathering"]
    if not rules.may_keep_meeting(request.user, gathering):
        raise PermissionDenied
    item = get_object_or_404(AgendaItem.objects.select_related("session"), pk=pk, session__gathering=gathering)
    if rules.obstacle_to_change_item(item) is None:
        services.move_item(item=item, up=request.POST.get("to") == "up", by=request.user)
    return go_to(request, "meetings:agenda", slug)


@require_safe
def papers(request, slug):
    """The papers by item, as far as the reader may read them."""
    context = page_of(request, slug)
    context["folders"] = shelves.folders(context["gathering"], request.user)
    return render(request, "meetings/papers.html", context)


@require_safe
def consultation(request, key):
    """One consultation: who spoke with whom, when, about what, and what came of it."""
    rows = Consultation.objects.visible_to(request.user).select_related("body", "party")
    context = {"consultation": get_object_or_404(rows, key=key), "nav_current": ROOM}
    return render(request, "meetings/consultation.html", context)
