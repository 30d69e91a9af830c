"""The pages of who leads a jury: progress without scores, what keeps a juror from an entry; and the public register."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..forms import PassForm, PinForm
from ..models import Conflict, Panel, Review
from ..models.conflicts import barred
from ..reading import name_of
from ..totals import criteria_of, scores_by_criterion, to_show, weighted_total


def led_panel(request, key):
    """A panel the reader leads; a juror of it is refused, to others it is not there."""
    rows = Panel.objects.visible_to(request.user).select_related("stage__call__body")
    panel = get_object_or_404(rows, key=key)
    if not rules.may_see_progress(request.user, panel):
        raise PermissionDenied
    return panel


def entries_for(user, panel):
    rows = Submission.objects.filter(call=panel.stage.call_id, state=Submission.State.SUBMITTED)
    return rows.exclude(barred(user)).order_by("number", "pk")


@login_required
@never_cache
@require_safe
def panel(request, key):
    """How far the jury is: who has how much left, which entries lack a reader; no score."""
    found = led_panel(request, key)
    context = {
        "panel": found,
        "stage": found.stage,
        "call": found.stage.call,
        "progress": queries.progress_of(found, request.user),
        "pinned": Conflict.objects.visible_to(request.user)
        .standing()
        .filter(juror__panel=found, how=Conflict.How.PINNED)
        .select_related("juror__user", "submission"),
        "may_keep": rules.may_keep_panel(request.user, found),
    }
    return render(request, "juries/panel.html", context)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def pin(request, key):
    """Keep a juror from an entry."""
    found = led_panel(request, key)
    if not rules.may_pin(request.user, found):
        raise PermissionDenied
    jurors = found.jurors.judging().exclude(user=request.user).select_related("user")
    typed = request.POST if request.method == "POST" else None
    entries = entries_for(request.user, found).select_related("party").prefetch_related("copies", "redactions")
    form = PinForm(typed, jurors=jurors, entries=entries, whole=rules.may_keep_panel(request.user, found))
    if form.is_valid():
        try:
            services.pin_conflict(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("This juror does not see the entry any more."))
            return go_to(request, "juries:panel", key)
    context = {"panel": found, "call": found.stage.call, "form": form}
    return render(request, "juries/pin.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def entry(request, key, submission):
    """The finished reviews of one entry that the reader may read."""
    found = led_panel(request, key)
    thing = get_object_or_404(entries_for(request.user, found), key=submission)
    rows = Review.objects.visible_to(request.user).filter(assignment__submission=thing)
    rows = rows.filter(assignment__juror__panel=found).select_related("assignment__juror__user")
    criteria = criteria_of(found)
    reviews = [
        (review, to_show(weighted_total(criteria, scores_by_criterion(review))))
        for review in rows.prefetch_related("scores__criterion")
    ]
    context = {"panel": found, "call": found.stage.call, "stage": found.stage, "entry": thing, "reviews": reviews}
    context["name"] = name_of(thing, whole=rules.may_keep_panel(request.user, found))
    context["readers"] = list(
        thing.assignments.active().filter(juror__panel=found).select_related("juror__user", "review")
    )
    return render(request, "juries/entry.html", context)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def reassign(request, key, submission):
    """Give an entry to another juror, or to one more."""
    found = led_panel(request, key)
    if not rules.may_reassign(request.user, found):
        raise PermissionDenied
    thing = get_object_or_404(entries_for(request.user, found), key=submission)
    reading = thing.assignments.active().filter(juror__panel=found).select_related("juror__user")
    jurors = found.jurors.judging().exclude(pk__in=reading.values("juror")).select_related("user")
    form = PassForm(request.POST if request.method == "POST" else None, assignments=reading, jurors=jurors)
    if form.is_valid():
        try:
            services.pass_entry(submission=thing, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The entry has its reader."))
            return go_to(request, "juries:entry", key, submission)
    context = {"panel": found, "call": found.stage.call, "entry": thing, "form": form}
    context["name"] = name_of(thing, whole=rules.may_keep_panel(request.user, found))
    return render(request, "juries/reassign.html", context, status=422 if form.errors else 200)


@require_safe
def recusals(request, slug):
    """How many jurors were kept from how many entries, by kind, once the result is public."""
    call = get_object_or_404(Call.objects.visible_to(request.user).prefetch_related("stages"), slug=slug)
    rows = queries.recusals_of(call, at=timezone.now())
    if rows is None:
        raise Http404
    total = sum(number for _kind, _how, number in rows)
    return render(request, "juries/recusals.html", {"call": call, "rows": rows, "total": total})
