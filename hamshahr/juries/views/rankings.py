"""The pages of a ranking: entries in their places with intervals, why one stands there, the severity of the jurors."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.exports import Sheet, export
from hamshahr.kernel.http import go_to

from ..forms_of_results import PlacesForm
from ..models import Panel, PublicVote, Ranking
from ..queries import standings as reading
from ..rules import results as rules
from ..services.ranking import compute_ranking

A_PAGE = 100
COLUMNS = ("place", "number", "title", "city", "points", "from", "to", "chance", "raw mean", "shift", "state")


def seen_ranking(request, key):
    rows = Ranking.objects.visible_to(request.user).select_related("panel__stage__call__body")
    return get_object_or_404(rows, key=key)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def compute(request, key):
    """Say how many entries go on, and rank."""
    rows = Panel.objects.visible_to(request.user).select_related("stage__call__body")
    panel = get_object_or_404(rows, key=key)
    if not rules.may_rank(request.user, panel):
        raise PermissionDenied
    form = PlacesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = compute_ranking(panel=panel, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "juries:ranking", made.key)
    context = {"panel": panel, "call": panel.stage.call, "form": form, "rankings": panel.rankings.all()[:20]}
    context["obstacle"] = rules.obstacle_to_rank(panel, at=timezone.now())
    context["vote"] = PublicVote.objects.visible_to(request.user).filter(call=panel.stage.call_id).first()
    return render(request, "juries/compute.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def ranking(request, key):
    """The entries in their places; with ``show`` only those that are in, open or out."""
    found = seen_ranking(request, key)
    blind = not rules.may_rank(request.user, found.panel)
    rows = reading.standings(found, request.user, blind=blind)
    show = request.GET.get("show", "")
    kept = [each for each in rows if show in {"", each.state}]
    context = {
        "ranking": found,
        "panel": found.panel,
        "call": found.panel.stage.call,
        "page": Paginator(kept, A_PAGE).get_page(request.GET.get("page")),
        "counts": reading.counted(rows),
        "show": show,
        "line": reading.line_at(found),
        "result": found.result,
        "may_keep": not blind,
        "deliberation": getattr(found.panel, "deliberation", None),
    }
    return render(request, "juries/ranking.html", context)


@login_required
@never_cache
@require_safe
def download(request, key, ending):
    """The whole list as a table."""
    found = seen_ranking(request, key)
    blind = not rules.may_rank(request.user, found.panel)
    return export(ending, "ranking", sheet_of(reading.standings(found, request.user, blind=blind)))


def sheet_of(rows):
    """The list as a table that leaves the house."""
    lines = []
    for each in rows:
        row = each.row
        said = [row["rank"], each.entry.number, each.name.title, each.name.party, row["estimate"], *row["interval"]]
        lines.append([*said, row["chance_of_top"], row["raw_mean"], row["shift"], each.state])
    return Sheet("ranking", COLUMNS, lines)


@login_required
@never_cache
@require_safe
def place(request, key, submission):
    """Why one entry has its place."""
    found = seen_ranking(request, key)
    entries = reading.entries_of(found, request.user)
    row = next((row for row in found.result["submissions"] if row["submission"] == submission), None)
    if row is None or submission not in entries:
        raise Http404
    blind = not rules.may_rank(request.user, found.panel)
    number = len(found.result["submissions"])
    context = {
        "ranking": found,
        "call": found.panel.stage.call,
        "each": reading.standing(entries[submission], row, found.places, number, blind=blind),
        "line": reading.line_at(found),
        "sentences": reading.explained(found, row),
        "result": found.result,
    }
    return render(request, "juries/place.html", context)


@login_required
@never_cache
@require_safe
def jurors(request, key):
    """How severe each juror is, and whether jurors gave their own region more."""
    found = seen_ranking(request, key)
    criteria = {each.slug: each for each in found.panel.stage.criteria.all()}
    context = {
        "ranking": found,
        "call": found.panel.stage.call,
        "severities": reading.severities(found),
        "fits": [(criteria.get(each["criterion"]), each) for each in found.result["criteria"]],
        "bias": [(criteria.get(each["criterion"]), each) for each in found.result["bias"]],
        "result": found.result,
    }
    return render(request, "juries/severities.html", context)
