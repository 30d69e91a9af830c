"""The calls of the network: the list, one call with its rules and calendar, and both as open data."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamshahr.accounts.translations import tell_newer
from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say
from hamshahr.parties.zones import said_zone

from .. import further
from ..caps import caps_of, frameworks_of
from ..forms.calls import CallFilters
from ..models import Call, Stage
from ..queries import calls as queries
from ..queries.hosting import host_of
from ..queries.standing import days_until, deadline_of
from ..queries.steps import steps_of
from ..rules import entering as rules
from ..stages import calendar, runs

PER_PAGE = 25
COLUMNS = ["key", "kind", "body", "title", "languages", "zone", "published_at", "opens_at", "closes_at", "closed_at"]


@require_safe
def index(request):
    """Open and past calls, narrowed by the address."""
    form, now = CallFilters(request.GET, user=request.user), timezone.now()
    page = Paginator(queries.listed(request.user, form.chosen(), now), PER_PAGE).get_page(request.GET.get("page"))
    for call in page:
        call.deadline = deadline_of(call)
        call.days_left = days_until(call.deadline, now, call) if call.is_taking else None
    context = {"form": form, "page": page, "query": filters_of(request), "nav_current": "calls"}
    return render(request, "calls/index.html", context)


@require_safe
def export(request, ending):
    """The calls that the page shows."""
    found = queries.listed(request.user, CallFilters(request.GET, user=request.user).chosen(), timezone.now())
    return exports.export(ending, "calls", exports.Sheet("calls", COLUMNS, (row(call) for call in found)))


def row(call):
    window = next((stage for stage in calendar(call) if stage.kind == Stage.Kind.OPEN), None)
    closes = (window.opens_at, window.closes_at) if window else (None, None)
    head = [call.slug, call.kind, call.body.slug, say(call.names), ", ".join(call.languages), call.zone]
    return [*head, call.published_at, *closes, call.closed_at]


@require_safe
def call(request, slug):
    """One call: what it asks for, by which rules and until when, and the versions of its rules."""
    found = get_object_or_404(Call.objects.visible_to(request.user).select_related("body", "edition"), slug=slug)
    now = timezone.now()
    tell_newer(found)
    stages = list(found.stages.prefetch_related("criteria"))
    found._prefetched_objects_cache = {"stages": stages}
    deadline = deadline_of(found)
    context = {
        "call": found,
        "stages": [(stage, runs(stage, now) and found.is_published, stage.criteria.all()) for stage in stages],
        "steps": steps_of(found),
        "caps": caps_of(found.caps),
        "frameworks": [
            (name, caps_of(found.caps).per_framework.get(key)) for key, name in frameworks_of(found.frameworks).items()
        ],
        "versions": found.versions.order_by("-number"),
        "obstacle": rules.obstacle_to_enter(found, at=now),
        "deadline": deadline,
        "zone": said_zone(found.zone),
        "days_left": days_until(deadline, now, found) if deadline else None,
        "host": host_of(found, request.user),
        "further": further.links_of(found, request.user),
        "nav_current": "calls",
    }
    return render(request, "calls/call.html", context)
