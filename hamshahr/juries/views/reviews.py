"""The review of one entry: the text beside the form, saved as it is typed, finished, reopened, stepped aside from.

The form carries marks of what it was opened with instead of a key that is used up: sent twice it is saved once, and
nothing of a score stays in the browser.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..forms import AsideForm, ReviewForm
from ..models import Assignment, Review
from ..reading import name_of, texts_of
from ..rules.reviews import obstacle_to_write
from ..totals import criteria_of, scores_by_criterion, to_show, weighted_total


def own_assignment(request, key):
    """An entry assigned to the reader; any other is not there, nor one the reader is kept from."""
    rows = Assignment.objects.visible_to(request.user).active().filter(juror__user=request.user)
    related = ("juror__panel__stage__call", "juror__user", "submission__party", "submission__call")
    found = get_object_or_404(rows.select_related(*related), key=key)
    if not rules.may_judge(request.user, found):
        raise Http404
    return found


def opened(assignment, typed=None):
    """The form of a review as it stands, or with what was typed."""
    review = Review.objects.filter(assignment=assignment).first() or Review(assignment=assignment)
    review.assignment = assignment
    rows = list(review.scores.select_related("criterion")) if review.pk else []
    texts = texts_of(assignment.submission, assignment.juror.panel.stage)
    form = ReviewForm(
        typed,
        review=review,
        criteria=criteria_of(assignment.juror.panel),
        scores={score.criterion.slug: score for score in rows},
        has_choice_of_text=len(texts) > 1,
    )
    return form, texts


def shown(request, assignment, form, texts, **more):
    """What the page of a review shows, and of it the fragment that saving answers with."""
    review = form.review
    panel = assignment.juror.panel
    given = {score.criterion_id: score.value for score in form.scores.values() if score.value is not None}
    obstacle = rules.obstacle_to_judge(assignment, at=timezone.now()) or obstacle_to_write(review)
    wanted = request.GET.get("text", "")
    return {
        "assignment": assignment,
        "juror": assignment.juror,
        "stage": panel.stage,
        "call": panel.stage.call,
        "name": name_of(assignment.submission),
        "texts": texts,
        "text": next((text for text in texts if text.language == wanted), texts[0]),
        "form": form,
        "review": review,
        "marks": form.stored_marks,
        "total": to_show(weighted_total(form.criteria, given)),
        "obstacle": obstacle,
        "crossings": [],
    } | more


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def review(request, key):
    """Read one entry and judge it."""
    assignment = own_assignment(request, key)
    if request.method == "POST":
        form, texts = opened(assignment, request.POST)
        sent, context = save(request, assignment, form)
        if sent and finish_or_not(request, assignment, form):
            done = request.POST.get("act") == "finish"
            return go_to(request, "juries:seat", assignment.juror.key) if done else go_to(request, "juries:review", key)
        page = shown(request, assignment, form, texts, **context)
        return render(request, "juries/review.html", page | {"others": others_of(request, assignment)}, status=422)
    form, texts = opened(assignment)
    page = shown(request, assignment, form, texts, others=others_of(request, assignment))
    return render(request, "juries/review.html", page)


@login_required
@never_cache
@require_http_methods(["POST"])
def saved(request, key):
    """Save while typing: the answer is the line that says so, with the marks of what is stored now."""
    assignment = own_assignment(request, key)
    form, texts = opened(assignment, request.POST)
    sent, context = save(request, assignment, form)
    if sent:
        form, texts = opened(assignment)
    page = shown(request, assignment, form, texts, **context)
    return render(request, "juries/_state.html", page, status=200 if sent else 422)


def save(request, assignment, form):
    """Whether all that was typed is stored; what is wrong in one field keeps no other from being stored."""
    valid, marks = form.is_valid(), form.sent_marks
    try:
        services.save_review(assignment=assignment, typed=form.cleaned_data, marks=marks, by=request.user)
    except services.Crossed as crossed:
        kept = {f"{form.prefix_of_marks}{name}": mark for name, mark in marks.items()}
        form.add_error(None, str(crossed))
        crossings = [(crossing, form[crossing.name]) for crossing in crossed.crossings]
        return False, {"crossings": crossings, "marks": kept}
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False, {}
    return valid, {}


def finish_or_not(request, assignment, form):
    """Finish the review where that was asked; a refusal stands at the form."""
    if request.POST.get("act") != "finish":
        messages.success(request, _("Your review is saved."))
        return True
    try:
        services.finish_review(assignment=assignment, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your review is finished; you may reopen it until the stage is over."))
    return True


def others_of(request, assignment):
    """Finished reviews of the same entry that the rule of the panel lets this juror read."""
    rows = Review.objects.visible_to(request.user).filter(assignment__submission=assignment.submission)
    rows = rows.filter(assignment__juror__panel=assignment.juror.panel).exclude(assignment=assignment)
    criteria = criteria_of(assignment.juror.panel)
    return [
        (other, to_show(weighted_total(criteria, scores_by_criterion(other))))
        for other in rows.select_related("assignment__juror__user").prefetch_related("scores__criterion")
    ]


@once
@login_required
@never_cache
@require_http_methods(["POST"])
def reopen(request, key):
    """Open a finished review again."""
    assignment = own_assignment(request, key)
    try:
        services.reopen_review(assignment=assignment, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "juries:review", key)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def aside(request, key):
    """Step aside from one entry."""
    assignment = own_assignment(request, key)
    obstacle = rules.obstacle_to_step_aside(assignment, at=timezone.now())
    form = AsideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.step_aside(assignment=assignment, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("You have stepped aside; somebody else reads this entry."))
            return go_to(request, "juries:seat", assignment.juror.key)
    context = {"assignment": assignment, "form": form, "obstacle": obstacle, "juror": assignment.juror}
    context |= {"name": name_of(assignment.submission), "call": assignment.submission.call}
    return render(request, "juries/aside.html", context, status=422 if form.errors else 200)
