"""Reports on instalments: written and sent by the city; the late ones for who follows them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say

from .. import queries, rules, services
from ..forms import LateFilters, ReportForm
from ..models import Instalment, Report
from .agreements import found_agreement

PER_PAGE = 25
LATE_COLUMNS = ("city", "region", "fund", "project", "title", "instalment", "late_since", "days")


@once
@login_required
@require_http_methods(["GET", "POST"])
def report(request, key, position):
    """Write a report further, or send it; what somebody else wrote meanwhile stands beside what was typed."""
    project, agreement = found_agreement(request, key)
    rows = Instalment.objects.select_related("report", "agreement__project")
    instalment = get_object_or_404(rows, agreement=agreement, position=position)
    may_write = rules.may_report(request.user, project, timezone.localdate())
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    standing = getattr(instalment, "report", None)
    form = ReportForm(request.POST or None, report=standing, project=project)
    if form.is_valid():
        try:
            written(request, instalment, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            standing = Report.objects.filter(instalment=instalment).first()
        else:
            return go_to(request, "fund:project", project.key)
    obstacle = rules.obstacle_to_write_report(instalment)
    context = {"project": project, "instalment": instalment, "report": standing, "form": form, "obstacle": obstacle}
    is_accepted = standing is not None and standing.state == Report.State.ACCEPTED
    context |= {"may_write": may_write, "holds_back": not is_accepted and not rules.is_last(instalment)}
    return render(request, "fund/report.html", context, status=422 if form.errors else 200)


@transaction.atomic
def written(request, instalment, form):
    """Keep what was typed and, where that was asked for, send it; both or nothing."""
    said = {"language": get_language(), **form.said()}
    kept = services.write_report(instalment=instalment, by=request.user, measured=form.measured(), **said)
    if "send" in request.POST:
        services.send_report(report=kept, on=timezone.localdate(), by=request.user)
        messages.success(request, _("The report is with the fund."))
    else:
        messages.success(request, _("What you wrote is kept; send the report when it is complete."))


def late_of(request):
    """The filters in the address, and the late reports they leave; nobody else follows any."""
    today = timezone.localdate()
    if not queries.follows_reports(request.user, today):
        raise PermissionDenied
    followed = queries.late_reports(request.user, today)
    form = LateFilters(request.GET, rows=followed)
    chosen = {name: value for name, value in form.chosen().items() if value}
    return form, queries.narrowed(followed, **chosen), today


@login_required
@never_cache
@require_safe
def late(request):
    """The reports that are late, for the fund and for the secretariats of regions."""
    form, found, today = late_of(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, (today - row.report_due_on).days) for row in page]
    context = {"form": form, "page": page, "rows": rows, "query": filters_of(request)}
    return render(request, "fund/late.html", context)


@login_required
@never_cache
@require_safe
def late_export(request, ending):
    """The same list as the page shows, whole."""
    _form, found, today = late_of(request)
    rows = (late_row(row, today) for row in found.iterator(500))
    return exports.export(ending, "late-reports", exports.Sheet("late", LATE_COLUMNS, rows))


def late_row(instalment, today):
    project, due_on = instalment.agreement.project, instalment.report_due_on
    country = project.party.country
    region = country.region.slug if country and country.region else None
    said = [project.party.slug, region, project.fund.slug, project.key, say(project.names), instalment.position]
    return [*said, due_on, (today - due_on).days]
