"""One project, begun and changed by its city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..forms import BeginForm, ChangeForm
from ..matching import matches
from ..models import WAY, Project

RELATED = ("party__country__region", "fund", "call", "topic__parent", "submission__call")


def found_project(request, key):
    """The project as the reader may see it, and whether from within."""
    project = get_object_or_404(Project.objects.visible_to(request.user).select_related(*RELATED), key=key)
    return project, Project.objects.open_to(request.user).filter(pk=project.pk).exists()


@require_safe
def project(request, key):
    """How far it is, who pays what, what it reached; from within also papers, funders and gates."""
    today = timezone.localdate()
    found, is_within = found_project(request, key)
    steps = {step.state: step for step in found.steps.select_related("decision__body")}
    agreement = getattr(found, "agreement", None)
    context = {
        "project": found,
        "is_within": is_within,
        "way": [(state, steps.get(state)) for state in WAY],
        "dropped": steps.get("dropped"),
        "plan": queries.standing_plan(found),
        "agreement": agreement,
        "balance": queries.balance_of(agreement) if agreement else None,
        "results": queries.results(found, request.user),
        "indicators": queries.indicators(found, request.user),
        "may_keep": rules.may_keep_project(request.user, found),
    }
    return render(request, "fund/project.html", context | (within(request, found, today) if is_within else {}))


def within(request, found, today):
    following = found.next_state
    return {
        "next_state": following,
        "gate": rules.gate_of(found, following, today) if following else [],
        "matches": matches(found, today),
        "papers": [(paper, paper.is_valid_on(today)) for paper in queries.papers(found)],
        "may_plan": rules.may_plan(request.user, found, today) and not rules.obstacle_to_write_plan(found),
        "may_bring": rules.may_bring_paper(request.user, found, today) and following is not None,
        "may_change": rules.may_plan(request.user, found, today) and not rules.obstacle_to_change(found),
        "instalments": queries.instalments(found),
        "may_report": rules.may_report(request.user, found, today),
    }


@once
@login_required
@require_http_methods(["GET", "POST"])
def begin(request):
    """A city enters an idea into the pipeline of a fund."""
    today = timezone.localdate()
    parties, funds = queries.own_cities(request.user, today), queries.funds()
    if not parties:
        raise PermissionDenied
    form = BeginForm(request.POST or None, parties=parties, funds=funds)
    if form.is_valid():
        made = services.begin_project(on=today, by=request.user, **form.cleaned_data)
        messages.success(request, _("The idea is in the pipeline. The fund is asked to screen it."))
        return go_to(request, "fund:project", made.key)
    return render(request, "fund/begin.html", {"form": form, "funds": funds}, status=422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def change(request, key):
    """Change the words or the cost before the project is prepared."""
    found, _is_within = found_project(request, key)
    if not rules.may_plan(request.user, found, timezone.localdate()):
        raise PermissionDenied
    form = ChangeForm(request.POST or None, project=found)
    if form.is_valid():
        try:
            services.change_project(project=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "fund:project", found.key)
    context = {"project": found, "form": form, "obstacle": rules.obstacle_to_change(found)}
    return render(request, "fund/change.html", context, status=422 if form.errors else 200)
