"""The agreement: its words, instalments and signatures, and its sealed paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..sealing import agreement_paper, seal_of
from .projects import found_project


def found_agreement(request, key):
    """The agreement for who sees the project from within; for anybody else it is not there."""
    project, is_within = found_project(request, key)
    agreement = getattr(project, "agreement", None)
    if not is_within or agreement is None:
        raise Http404
    return project, agreement


@once
@login_required
@require_http_methods(["GET", "POST"])
def agreement(request, key):
    """Read the agreement and sign it for the city or for the fund."""
    project, found = found_agreement(request, key)
    today = timezone.localdate()
    may = {"city": rules.may_sign_for_city(request.user, project, today)}
    may["fund"] = rules.may_keep_project(request.user, project) and not may["city"]
    sides = [side for side in may if may[side] and not rules.obstacle_to_sign(found, side, request.user)]
    if request.method == "POST":
        side = request.POST.get("side")
        if side not in may or not may[side]:
            raise PermissionDenied
        try:
            services.sign_agreement(agreement=found, side=side, on=today, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The agreement is signed for this side."))
        return go_to(request, "fund:agreement", project.key)
    context = {"project": project, "agreement": found, "sides": sides, "seal": seal_of(found)}
    context |= {"instalments": queries.instalments(project), "balance": queries.balance_of(found)}
    return render(request, "fund/agreement.html", context)


@login_required
@never_cache
@require_safe
def pdf(request, key):
    """The signed agreement as PDF/A."""
    _project, found = found_agreement(request, key)
    if not found.is_in_force:
        raise Http404
    answer = HttpResponse(agreement_paper(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.code}.pdf"'
    return answer
