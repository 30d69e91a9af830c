"""One duty, and the form by which whoever bears it reports it done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..forms import ReportForm
from ..models import Duty, Resolution


@once
@require_http_methods(["GET", "POST"])
def duty(request, key):
    """What is to be done by whom and when, in one of four states."""
    today = timezone.localdate()
    rows = Duty.objects.visible_to(request.user).with_state(today)
    found = get_object_or_404(rows.select_related("resolution__body", "party", "body", "waived_by"), key=key)
    may_report = rules.may_report(request.user, found, today)
    if request.method == "POST" and not may_report:
        raise PermissionDenied

    form = ReportForm(request.POST if request.method == "POST" else None, initial={"done_on": today})
    if form.is_valid():
        try:
            services.close_duty(duty=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The duty is done; the body that decided has been told."))
            return go_to(request, "resolutions:duty", found.key)
    seen = Resolution.objects.visible_to(request.user).filter(pk=found.resolution_id).exists()
    context = {"duty": found, "may_report": may_report, "form": form, "is_seen": seen}
    return render(request, "resolutions/duty.html", context, status=422 if form.errors else 200)
