"""Who belongs to the secretariat, from when to when."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..forms import StaffDutyEndForm, StaffDutyForm
from ..models import StaffDuty
from ..receipts import once


@once
@login_required
@require_http_methods(["GET", "POST"])
def staff(request):
    """Every duty there was and is, and a form to begin one."""
    if not rules.may_keep_staff(request.user):
        raise PermissionDenied

    form = StaffDutyForm(request.POST or None)
    if form.is_valid():
        try:
            services.start_staff_duty(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "accounts:staff")

    context = {"form": form, "duties": queries.staff_duties(), "today": timezone.localdate()}
    return render(request, "accounts/staff.html", context, status=422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def end(request, pk):
    """End a duty, one's own too, as long as somebody stays."""
    if not rules.may_keep_staff(request.user):
        raise PermissionDenied
    duty = get_object_or_404(StaffDuty.objects.select_related("user"), pk=pk)

    form = StaffDutyEndForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_staff_duty(duty=duty, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "accounts:staff")

    context = {"form": form, "duty": duty}
    return render(request, "accounts/end_staff_duty.html", context, status=422 if form.errors else 200)
