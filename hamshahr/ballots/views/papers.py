"""The sheet of who counts papers: each of two persons enters what they counted, without seeing the other's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..forms import SheetForm
from ..models import Ballot
from ..seeing import ballot_of
from ..services.papers import standing_of


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def papers(request, key):
    """Enter the count of the papers of one ballot."""
    found = ballot_of(request.user, key)
    if not rules.may_keep_ballot(request.user, found):
        raise PermissionDenied

    counts = list(found.paper_counts.order_by("round", "place").select_related("by"))
    standing = standing_of(counts)
    form = SheetForm(request.POST if request.method == "POST" else None, ballot=found)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            said = {"papers": typed["rows"], "blank": typed["blank"], "invalid": typed["invalid"]}
            services.enter_papers(ballot=found, by=request.user, **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, became_of(found))
            return go_to(request, "ballots:papers", found.key)
    obstacle = "" if form.is_bound else rules.obstacle_to_enter_papers(found, request.user, standing)
    words = dict(found.options.values_list("key", "names"))
    differing = [counts[-2:]] if len(counts) > 1 and not standing and found.counted_at is None else []
    context = {"ballot": found, "form": form, "obstacle": obstacle, "standing": standing, "words": words}
    context["differing"] = [rows_of(pair, words) for pair in differing]
    return render(request, "ballots/papers.html", context, status=422 if form.errors else 200)


def rows_of(pair, words):
    """Two counts that differ, laid side by side."""
    choices = sorted({choice for count in pair for choice in count.papers})
    rows = [
        ([words[key] for key in choice.split(">")], *(count.papers.get(choice, 0) for count in pair))
        for choice in choices
    ]
    return {"persons": [count.by for count in pair], "rows": rows, "pair": pair}


def became_of(found):
    counted = Ballot.objects.filter(pk=found.pk, counted_at__isnull=False).exists()
    return _("Both counts agree: the ballot is counted.") if counted else _("Your count is entered.")
