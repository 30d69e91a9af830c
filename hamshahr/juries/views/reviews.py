"""The review of one entry: the text beside the form, saved as it is typed, finished, reopened, stepped aside from.

The form carries marks of what it was opened with instead of a key that is used up: sent twice it is saved once, and
nothing of a score stays in the browser.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.calls.models import AttachmentPage
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import rules, services
from ..asked import score_rows, task_rows
from ..forms import AsideForm, ReviewForm
from ..models import Panel, Review
from ..reading import languages_of, material_of, name_of, named, papers_of, texts_of
from ..rules.reviews import obstacle_to_write
from ..totals import criteria_of, scores_by_criterion, to_show, weighted_total


def own_assignment(request, key):
    """An entry assigned to the reader; any other is not there, nor one the reader is kept from."""
    found = next(iter(task_rows(None, reader=request.user.pk, key=key)), None)
    if found is None or not rules.may_judge(request.user, found):
        raise Http404
    return found


def opened(assignment, typed=None):
    """The form of a review as it stands, or with what was typed."""
    review = getattr(assignment, "review", None) or Review(assignment=assignment)
    return ReviewForm(
        typed,
        review=review,
        criteria=criteria_of(assignment.juror.panel),
        scores=scores_of(review) if typed is None else {},
        has_choice_of_text=len(languages_of(assignment.submission)) > 1,
    )


def scores_of(review):
    """The scores of a review by the keys of their criteria."""
    rows = score_rows(None, review=review.pk) if review.pk else []
    return {score.criterion.slug: score for score in rows}


def standing(assignment, form):
    """What a review says of itself: when it was saved, its total, the marks of what is stored."""
    given = {score.criterion_id: score.value for score in form.scores.values() if score.value is not None}
    total = to_show(weighted_total(form.criteria, given))
    said = {"assignment": assignment, "form": form, "review": form.review, "total": total, "crossings": []}
    return said | {"marks": form.stored_marks}


def shown(request, assignment, form):
    """What the page of a review shows."""
    panel, material = assignment.juror.panel, material_of(assignment.submission)
    texts = texts_of(assignment.submission, panel.stage, material)
    text = next((each for each in texts if each.language == request.GET.get("text")), texts[0])
    beside = None if text.is_original or request.GET.get("beside") != "original" else texts[0]
    if len(texts) > 1:
        form.suggest_text(text, is_beside=beside is not None)
    return standing(assignment, form) | {
        "juror": assignment.juror,
        "stage": panel.stage,
        "call": panel.stage.call,
        "name": named(assignment.submission, blind=material.is_blind),
        "texts": texts,
        "text": text,
        "rows": text.rows if beside is None else beside.beside(text),
        "beside": beside,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "papers": papers_of(assignment.submission, panel.stage, material),
        "is_blind": material.is_blind,
        "obstacle": rules.obstacle_to_judge(assignment, at=timezone.now()) or obstacle_to_write(form.review),
        "others": others_of(request, assignment),
    }


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def review(request, key):
    """Read one entry and judge it."""
    assignment = own_assignment(request, key)
    if request.method == "POST":
        form = opened(assignment, request.POST)
        sent, context = save(request, assignment, form)
        if sent and finish_or_not(request, assignment, form):
            done = request.POST.get("act") == "finish"
            return go_to(request, "juries:seat", assignment.juror.key) if done else go_to(request, "juries:review", key)
        return render(request, "juries/review.html", shown(request, assignment, form) | context, status=422)
    return render(request, "juries/review.html", shown(request, assignment, opened(assignment)))


@login_required
@never_cache
@require_http_methods(["POST"])
def saved(request, key):
    """Save while typing: the answer is the line that says so, with the marks of what is stored now."""
    assignment = own_assignment(request, key)
    form = opened(assignment, request.POST)
    sent, context = save(request, assignment, form)
    return render(request, "juries/_state.html", standing(assignment, form) | context, status=200 if sent else 422)


def save(request, assignment, form):
    """Whether all that was typed is stored; what is wrong in one field keeps no other from being stored."""
    valid, marks = form.is_valid(), form.sent_marks
    try:
        written = services.write_review(assignment=assignment, typed=form.cleaned_data, marks=marks, by=request.user)
    except services.Crossed as crossed:
        kept = {f"{form.prefix_of_marks}{name}": mark for name, mark in marks.items()}
        refused(form, crossed)
        crossings = [(crossing, form[crossing.name]) for crossing in crossed.crossings]
        return False, {"crossings": crossings, "marks": kept}
    except Refused as refusal:
        refused(form, refusal)
        return False, {}
    form.stands(written.review, written.scores)
    return valid, {}


def refused(form, refusal):
    """Say at the form why nothing of it is stored, and what is."""
    form.stands(form.review, scores_of(form.review))
    form.add_error(None, str(refusal))


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
    if assignment.juror.panel.sees_others == Panel.SeesOthers.NEVER:
        return []
    rows = Review.objects.visible_to(request.user).filter(assignment__submission=assignment.submission)
    rows = rows.filter(assignment__juror__panel=assignment.juror.panel).exclude(assignment=assignment)
    criteria = criteria_of(assignment.juror.panel)
    return [
        (other, to_show(weighted_total(criteria, scores_by_criterion(other))))
        for other in rows.select_related("assignment__juror__user").prefetch_related("scores__criterion")
    ]


@login_required
@never_cache
@require_safe
def picture(request, key, file, number):
    """A page of a file of an entry one reads; nothing else of the file was kept."""
    assignment = own_assignment(request, key)
    entry = assignment.submission
    papers = papers_of(entry, assignment.juror.panel.stage, material_of(entry))
    if not any(paper.key == file and number in paper.pages for paper in papers):
        raise Http404
    page = AttachmentPage.objects.get(attachment__key=file, number=number)
    return HttpResponse(bytes(page.picture), content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})


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
