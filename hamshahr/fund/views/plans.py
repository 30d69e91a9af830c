"""The financing plan: its lines, and the act of settling it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..forms import LineForms, first_lines
from .projects import found_project


def planned(request, key):
    found, _is_within = found_project(request, key)
    if not rules.may_plan(request.user, found, timezone.localdate()):
        raise PermissionDenied
    return found


@once
@login_required
@require_http_methods(["GET", "POST"])
def plan(request, key):
    """Write the plan anew; the sum and what is missing stand on the project's page."""
    found, today = planned(request, key), timezone.localdate()
    obstacle, refused = rules.obstacle_to_write_plan(found), ""
    forms = LineForms(request.POST or None, initial=first_lines(queries.standing_plan(found), found.currency))
    if request.method == "POST" and forms.is_valid():
        try:
            services.write_plan(project=found, lines=forms.lines(), on=today, by=request.user)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The plan is written; settle it when its lines add up to the cost."))
            return go_to(request, "fund:project", found.key)
    is_closed = bool(obstacle) and request.method == "GET"  # who was typing meanwhile keeps the lines
    context = {"project": found, "forms": forms, "obstacle": refused or obstacle, "is_closed": is_closed}
    return render(request, "fund/plan.html", context, status=422 if request.method == "POST" else 200)


@once
@login_required
@require_POST
def settle(request, key):
    """Settle the plan."""
    found = planned(request, key)
    try:
        services.settle_plan(project=found, on=timezone.localdate(), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The plan is settled."))
    return go_to(request, "fund:project", found.key)
