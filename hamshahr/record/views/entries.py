"""One entry with all it rests on, what its city says of it, and what the secretariat answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from .. import queries, rules, services
from ..forms import AnswerForm, ObjectionForm
from ..kinds import KINDS
from ..models import Objection

ROOM = "parties"  # what the navigation marks: a record is reached through its city


@require_safe
def entry(request, pk):
    """One fact, what it rests on, and what is said against it."""
    entry = entry_for(request.user, pk)
    may_object = rules.may_object(request.user, entry.party)
    context = {
        "entry": entry,
        "nav_current": ROOM,
        "system": KINDS[entry.kind].system,
        "measures": queries.measures_of(entry),
        "objections": entry.objections.all(),
        "may_object": may_object,
        "obstacle": rules.obstacle_to_object(entry) if may_object else None,
        "may_answer": rules.may_answer_objection(request.user),
    }
    return render(request, "record/entry.html", context)


@once
@login_required
@require_http_methods(["GET", "POST"])
def objection(request, pk):
    """The contact of the city says what is wrong, or brings a source."""
    entry = entry_for(request.user, pk)
    if not rules.may_object(request.user, entry.party):
        raise PermissionDenied
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.raise_objection(entry=entry, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your objection stands beside the entry; the secretariat will answer it."))
            return go_to(request, "record:entry", entry.pk)
    context = {"entry": entry, "nav_current": ROOM, "form": form, "obstacle": rules.obstacle_to_object(entry)}
    return render(request, "record/objection.html", context, status=422 if form.errors else 200)


@once
@login_required
@require_http_methods(["GET", "POST"])
def answer(request, pk):
    """The secretariat accepts or declines an objection, in words."""
    if not rules.may_answer_objection(request.user):
        raise PermissionDenied
    objection = get_object_or_404(Objection.objects.select_related("entry", "claim__party"), pk=pk)
    entry = entry_for(request.user, objection.entry_id) if objection.entry_id else None
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.answer_objection(objection=objection, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer stands beside the objection."))
            return go_to(request, *(("record:entry", entry.pk) if entry else ("record:claim", objection.claim.key)))
    context = {
        "entry": entry,
        "nav_current": ROOM,
        "objection": objection,
        "form": form,
        "obstacle": rules.obstacle_to_answer(objection),
    }
    template = "record/answer.html" if entry else "record/claim_answer.html"
    return render(request, template, context | {"claim": objection.claim}, status=422 if form.errors else 200)


def entry_for(user, pk):
    """The entry with its source, as far as this user may see it."""
    entry = queries.entry_with_grounds(user, pk)
    if entry is None:
        raise Http404
    return entry
