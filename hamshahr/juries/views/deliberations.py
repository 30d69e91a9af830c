"""The pages of a deliberation: opened by the office, spoken in by jurors, closed with a sealed record."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to

from ..deciding import words_of
from ..forms_of_results import DeliberationForm, LastVoteForm, StatementForm
from ..models import Deliberation, OpenEntry, Panel
from ..queries.talks import talk_of
from ..reading import name_of
from ..rules import results as rules
from ..services import deliberating


def seen(request, key):
    rows = Deliberation.objects.visible_to(request.user).select_related("panel__stage__call__body", "ranking")
    return get_object_or_404(rows, key=key)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request, key):
    """Lay what the ranking left open before the jury."""
    rows = Panel.objects.visible_to(request.user).select_related("stage__call__body")
    panel = get_object_or_404(rows, key=key)
    if not rules.may_keep_deliberation(request.user, panel):
        raise PermissionDenied
    form = DeliberationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = deliberating.open_deliberation(panel=panel, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "juries:deliberation", made.key)
    context = {"panel": panel, "call": panel.stage.call, "form": form}
    context["obstacle"] = rules.obstacle_to_deliberate(panel, panel.rankings.first())
    return render(request, "juries/begin_deliberation.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def deliberation(request, key):
    """The entries that are open, and for who keeps the jury how far the votes are."""
    found = seen(request, key)
    majority, tie = words_of(found.rule)
    may_keep = rules.may_keep_deliberation(request.user, found.panel)
    rows = OpenEntry.objects.visible_to(request.user).filter(deliberation=found).select_related("submission__party")
    rows = rows.prefetch_related("final_votes", "submission__copies", "submission__redactions")
    context = {
        "deliberation": found,
        "call": found.panel.stage.call,
        "entries": [(entry, name_of(entry.submission, whole=may_keep)) for entry in rows],
        "majority": majority,
        "tie": tie,
        "may_keep": may_keep,
        "may_read_record": rules.may_read_record(request.user, found),
        "obstacle": rules.obstacle_to_close_deliberation(found),
    }
    return render(request, "juries/deliberation.html", context)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def entry(request, key, entry):
    """What was said of one entry; a juror says more, and votes."""
    found = seen(request, key)
    thing = get_object_or_404(OpenEntry.objects.visible_to(request.user).filter(deliberation=found), key=entry)
    thing.deliberation = found
    seat = rules.seat_in(request.user, found.panel)
    obstacle = rules.obstacle_to_speak(thing, seat) if seat else _("Only the jury speaks here.")
    talk = talk_of(thing, seat)
    forms = {"statement": StatementForm(), "vote": LastVoteForm(initial=talk.own)}
    act = request.POST.get("act")
    if request.method == "POST" and act in forms:
        forms[act] = type(forms[act])(request.POST)
        if forms[act].is_valid() and done(request, thing, act, forms[act]):
            return go_to(request, "juries:open_entry", found.key, thing.key)
    context = {"deliberation": found, "call": found.panel.stage.call, "entry": thing, "talk": talk} | forms
    whole = rules.may_keep_deliberation(request.user, found.panel)
    context |= {"obstacle": obstacle, "seat": seat, "name": name_of(thing.submission, whole=whole)}
    is_faulty = any(form.errors for form in forms.values())
    return render(request, "juries/open_entry.html", context, status=422 if is_faulty else 200)


def done(request, entry, act, form):
    """Whether what was typed is in the deliberation now."""
    try:
        if act == "statement":
            deliberating.state(entry=entry, by=request.user, **form.cleaned_data)
        else:
            deliberating.decide_entry(entry=entry, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@once
@login_required
@never_cache
@require_POST
def close(request, key):
    """Count, settle and seal."""
    found = seen(request, key)
    if not rules.may_keep_deliberation(request.user, found.panel):
        raise PermissionDenied
    try:
        deliberating.close_deliberation(deliberation=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "juries:deliberation", key)
