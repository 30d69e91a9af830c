"""The pipeline as a page and as open data, and the funders with what they ask."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hamshahr.kernel import exports
from hamshahr.kernel.http import filters_of
from hamshahr.kernel.languages import say

from .. import queries
from ..forms import PipelineFilters
from ..models import Agreement, Funder, Project
from ..wording import asked_words

PER_PAGE = 25
COLUMNS = ["key", "fund", "city", "title", "state", "cost", "currency", "call"]


def asked(request):
    """The filters in the address, and what they leave."""
    form = PipelineFilters(request.GET, rows=Project.objects.visible_to(request.user))
    chosen = {name: value for name, value in form.chosen().items() if value}
    return form, queries.pipeline(request.user, **chosen)


@require_safe
def index(request):
    """Projects by state, with what the agreements of the public ones promise and paid."""
    form, found = asked(request)
    agreements = Agreement.objects.filter(project__in=found)
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": filters_of(request),
        "states": queries.by_state(found),
        "balances": queries.balances(agreements).values(),
        "may_begin": queries.may_begin_somewhere(request.user, timezone.localdate()),
        "follows": queries.follows_reports(request.user, timezone.localdate()),
    }
    return render(request, "fund/index.html", context)


@require_safe
def export(request, ending):
    """The same list as the page shows, whole."""
    if ending not in exports.FORMATS:
        raise Http404
    _form, found = asked(request)
    rows = (row(project) for project in found.iterator(500))
    return exports.export(ending, "projects", exports.Sheet("projects", COLUMNS, rows))


def row(project):
    call = project.call.slug if project.call is not None and project.call.is_published else None
    said = [project.key, project.fund.slug, project.party.slug, say(project.names), project.state]
    return [*said, project.cost, project.currency, call]


@require_safe
def funders(request):
    """Who finances projects of cities, what each asks, and by when."""
    today = timezone.localdate()
    rows = Funder.objects.visible_to(request.user).prefetch_related("criteria").select_related("party")
    shown = [(funder, asked_words(funder, today)) for funder in rows.order_by("slug")]
    return render(request, "fund/funders.html", {"funders": shown, "today": today})
