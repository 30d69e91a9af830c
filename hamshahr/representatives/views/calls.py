"""A call for candidates: who may be named, by which conditions, and the candidates of one's own city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.accounts.receipts import once
from hamshahr.calls.models import Call
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..forms import NominationForm
from ..models import Nomination, Vacancy


@once
@require_http_methods(["GET", "POST"])
def vacancy(request, key):
    """One call; whoever acts for a member city names a candidate here."""
    rows = Vacancy.objects.visible_to(request.user).select_related(
        *(
            "call__body",
            "seat__quota__office__body",
            "seat__quota__sender",
            "seat__quota__outside",
            "seat__quota__readers",
        )
    )
    found, today = get_object_or_404(rows, key=key), timezone.localdate()
    cities = rules.cities_of(request.user, found) if request.user.is_authenticated else []
    if request.method == "POST" and not cities:
        raise PermissionDenied
    entries = rules.entries_to_name_with(found, cities)
    form = NominationForm(request.POST if request.method == "POST" else None, cities=cities, entries=entries)
    if form.is_valid():
        try:
            services.nominate(vacancy=found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The candidate is named; the conditions are checked below."))
            return go_to(request, "representatives:vacancy", found.key)
    context = {
        "vacancy": found,
        "quota": found.seat.quota,
        "cities": cities,
        "form": form,
        "obstacle": "" if form.is_bound else rules.obstacle_to_nominate(found, today=today),
        "needs_entry": entries is not None and not entries.exists(),
        "calling": Call.objects.visible_to(request.user).filter(pk=found.call_id).first() if found.call_id else None,
        "candidates": candidates_of(request, found, today),
        "chosen": found.nominations.filter(state=Nomination.State.CHOSEN).select_related("party", "person").first(),
    }
    return render(request, "representatives/vacancy.html", context, status=422 if form.errors else 200)


def candidates_of(request, vacancy, today):
    """The candidates the reader may see, each with its conditions: as kept with the choice, or as they are now."""
    rows = Nomination.objects.visible_to(request.user).filter(vacancy=vacancy)
    rows = rows.select_related("party", "person", "local_office", "submission").exclude(
        state=Nomination.State.WITHDRAWN
    )
    for row in rows:
        row.vacancy = vacancy
        checked = rules.as_found(row) if row.conditions else rules.conditions_of(row, today)
        yield row, checked, rules.may_nominate(request.user, vacancy, row.party) and row.state == row.State.PROPOSED


@once
@login_required
@never_cache
@require_POST
def withdraw(request, key):
    """Take a candidate of one's own city back."""
    rows = Nomination.objects.visible_to(request.user).select_related("vacancy__seat__quota__sender", "party")
    found = get_object_or_404(rows, key=key)
    if not rules.may_nominate(request.user, found.vacancy, found.party):
        raise PermissionDenied
    try:
        services.withdraw_nomination(nomination=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The candidate is withdrawn."))
    return go_to(request, "representatives:vacancy", found.vacancy.key)
