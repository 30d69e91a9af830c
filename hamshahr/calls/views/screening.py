"""What the screening said of an entry, and the appeal against it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import services
from ..models import Screening, Submission
from ..reasons import sentence_of
from ..rules import screening as rules


class AppealForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What was not seen"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )


@once
@login_required
@require_http_methods(["GET", "POST"])
def screening(request, key):
    """The decision with its reason; who entered may appeal here until the window closes."""
    rows = Submission.objects.entered(request.user).select_related("call", "party")
    submission = get_object_or_404(rows, key=key)  # whoever judges it does not read what the screening said
    row = get_object_or_404(Screening, submission=submission)
    may_appeal, at = rules.may_appeal(request.user, submission), timezone.now()
    if request.method == "POST" and not may_appeal:
        raise PermissionDenied
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.appeal(submission=submission, text=form.cleaned_data["text"], by=request.user, at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your appeal is in; you get a letter when it is decided."))
            return go_to(request, "calls:screening", key)
    obstacle = None if row.is_eligible or form.is_bound else rules.obstacle_to_appeal(submission, at=at)
    context = {
        "submission": submission,
        "call": submission.call,
        "screening": row,
        "form": form,
        "obstacle": obstacle,
        "reason": sentence_of(rules.rules_of(submission.call), row.reason) if row.reason else "",
        "may_appeal": may_appeal,
    }
    return render(request, "calls/screening.html", context, status=422 if form.errors else 200)
