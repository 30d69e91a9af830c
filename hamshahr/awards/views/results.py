"""The result of a call for everybody, and of one entry for who entered it; before the hour neither is there."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hamshahr.calls.models import Call, Submission

from .. import queries, rules


@require_safe
def result(request, slug):
    """The numbers of a call from its records, and who came how far."""
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("body", "edition"), slug=slug)
    release = rules.release_of(call)
    if release is None or release.applied_at is None:
        raise Http404
    context = {"call": call, "release": release, "figures": queries.figures_of(call)}
    return render(request, "awards/result.html", context | {"reached": queries.reached(call, request.user)})


@login_required
@never_cache
@require_safe
def entry(request, key):
    """What became of one's own entry, with the words of the jury."""
    rows = Submission.objects.entered(request.user).select_related("call__body", "party", "outcome__level")
    found = get_object_or_404(rows, key=key)
    if not rules.is_released(found.call) or getattr(found, "outcome", None) is None:
        raise Http404
    context = {"entry": found, "outcome": found.outcome, "feedback": queries.feedback_of(found)}
    return render(request, "awards/entry.html", context)
