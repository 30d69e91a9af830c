"""The public's vote: its page, the code by mail, the paper, and for the office its opening and closing.

The address and the paper carry no key that is used up: what is sent twice counts once by the code, and no receipt of
who sent it is kept.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hamshahr.accounts.receipts import once
from hamshahr.calls.models import Submission
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.parties.zones import said_zone

from ..forms_of_results import AddressForm, OpenVoteForm, PaperForm
from ..models import Panel, PublicVote
from ..models.conflicts import barred
from ..models.public_vote import Grade
from ..rules import results as rules
from ..services import public_voting


def seen(request, key):
    rows = PublicVote.objects.visible_to(request.user).select_related("call__body")
    return get_object_or_404(rows, key=key)


def finalists_of(vote):
    return list(vote.finalists.select_related("submission__party").order_by("position"))


def panel_of(vote):
    return Panel.objects.filter(stage__call=vote.call_id).select_related("stage__call__body").first()


def may_keep(user, vote):
    panel = panel_of(vote)
    return panel is not None and rules.may_keep_vote(user, panel)


@never_cache
@require_http_methods(["GET", "POST"])
def vote(request, key):
    """Among whom the public chooses; whoever wants to gets a code by mail. After the result, the count."""
    found, now = seen(request, key), timezone.now()
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            public_voting.ask_code(vote=found, language=get_language(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("If this address has not voted, a letter with its code is on the way."))
            return go_to(request, "juries:paper", key)
    keeps = may_keep(request.user, found)
    context = {"vote": found, "call": found.call, "form": form, "finalists": finalists_of(found)}
    context |= {"obstacle": rules.obstacle_to_cast(found, at=now), "may_keep": keeps}
    context["not_begun"] = now < found.opened_at
    context["obstacle_to_close"] = rules.obstacle_to_close_vote(found, at=now)
    if found.closed_at and (keeps or rules.is_told(found, now)):
        context["places"], context["grades"] = places_of(found), list(Grade)
    return render(request, "juries/public_vote.html", context, status=422 if form.errors else 200)


def places_of(vote):
    """Each finalist with its place, its median grade, and each grade with how many gave it."""
    entries = {each.submission.key: each.submission for each in finalists_of(vote)}
    return [
        (entries[row["submission"]], row["place"], Grade(row["median"]).label, zip(Grade, row["grades"], strict=True))
        for row in vote.result["finalists"]
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def paper(request, key):
    """The paper: the code and a grade for each finalist."""
    found = seen(request, key)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        finalists=finalists_of(found),
        initial={"code": request.GET.get("code", "")[:40]},
    )
    if form.is_valid():
        try:
            public_voting.cast_public_vote(vote=found, code=form.cleaned_data["code"], grades=form.grades)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your vote lies in the box."))
            return go_to(request, "juries:public_vote", key)
    context = {"vote": found, "call": found.call, "form": form}
    context["obstacle"] = rules.obstacle_to_cast(found, at=timezone.now())
    return render(request, "juries/paper.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def open_vote(request, key):
    """Choose the finalists and ask the public."""
    rows = Panel.objects.visible_to(request.user).select_related("stage__call__body")
    panel = get_object_or_404(rows, key=key)
    if not rules.may_keep_vote(request.user, panel):
        raise PermissionDenied
    entries = Submission.objects.standing().filter(call=panel.stage.call).exclude(barred(request.user))
    typed = request.POST if request.method == "POST" else None
    form = OpenVoteForm(typed, entries=entries.order_by("number"), zone=panel.stage.call.place_zone)
    if form.is_valid():
        typed = form.cleaned_data
        said = {"opens_at": typed["opens_at"], "closes_at": typed["closes_at"], "by": request.user}
        chosen = list(typed["entries"].order_by("number"))
        try:
            made = public_voting.open_public_vote(panel=panel, entries=chosen, **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "juries:public_vote", made.key)
    context = {"panel": panel, "call": panel.stage.call, "form": form, "zone": said_zone(panel.stage.call.zone)}
    return render(request, "juries/open_vote.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_POST
def close(request, key):
    """Open the box and count."""
    found = seen(request, key)
    if not may_keep(request.user, found):
        raise PermissionDenied
    try:
        public_voting.close_public_vote(vote=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "juries:public_vote", key)
