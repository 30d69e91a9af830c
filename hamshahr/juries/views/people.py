"""A juror's own pages: where one was asked, what one reads, which cities one is bound to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import reading_language, say
from hamshahr.parties.models import Party
from hamshahr.practices.vocabulary import Vocabulary

from .. import queries, rules, services
from ..asked import seat_rows
from ..forms import DeclarationForm, DescriptionForm, EmploymentForm
from ..models import Juror

DESCRIBED = ("languages", "topics", "max_load", "free_from", "free_until", "gender")


@login_required
@never_cache
@require_safe
def index(request):
    """The juries one sits in or was asked into."""
    seats = queries.seats_of(request.user, today=timezone.localdate())
    return render(request, "juries/index.html", {"seats": seats})


def own_juror(request, key, *, accepted=True):
    """One's own seat; that of anybody else is not there."""
    juror = next(iter(seat_rows(None, reader=request.user.pk, key=key)), None)
    if juror is None or (accepted and juror.state != Juror.State.ACCEPTED):
        raise Http404
    return juror


def topics():
    """The topics under no other, in the reader's order."""
    return [(topic.slug, say(topic.names)) for topic in Vocabulary().narrower[None]]


def choosable_parties():
    return Party.objects.visible_to(None).sorted_by_name(reading_language())


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request, key):
    """Accept, with what one reads and can take on, or decline; later, say it anew."""
    juror = own_juror(request, key, accepted=False)
    obstacle = obstacle_to_say(juror)
    declines = request.POST.get("answer") == "decline"
    first = {name: getattr(juror, name) for name in DESCRIBED}
    form = DescriptionForm(
        request.POST if request.method == "POST" and not declines else None, topics=topics(), initial=first
    )
    if request.method == "POST" and (declines or form.is_valid()):
        try:
            said(juror, request.user, declines, {} if declines else form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return go_to(request, "juries:index") if declines else go_to(request, "juries:seat", juror.key)
    context = {"juror": juror, "call": juror.panel.stage.call, "form": form, "obstacle": obstacle}
    return render(request, "juries/invitation.html", context, status=422 if form.errors else 200)


def obstacle_to_say(juror):
    now = timezone.now()
    if juror.state == Juror.State.ACCEPTED:
        return rules.obstacle_to_describe(juror, at=now)
    return rules.obstacle_to_answer(juror, at=now)


def said(juror, user, declines, typed):
    if juror.state == Juror.State.ACCEPTED and not declines:
        return services.describe_juror(juror=juror, by=user, **typed)
    if juror.state == Juror.State.ACCEPTED:
        return services.leave_panel(juror=juror, reason=_("The juror left."), by=user)
    return services.answer_invitation(juror=juror, accepts=not declines, by=user, **typed)


@login_required
@never_cache
@require_safe
def seat(request, key):
    """What one is to read in one jury, how far one is, and until when."""
    juror = own_juror(request, key)
    lines = queries.lines_of(juror, request.user)
    state = request.GET.get("state", "")
    seat = queries.seat_of(juror, lines, today=timezone.localdate())
    context = {
        "juror": juror,
        "panel": juror.panel,
        "stage": juror.panel.stage,
        "call": juror.panel.stage.call,
        "seat": seat,
        "state": state,
        "lines": [line for line in lines if state in {"", line.state}],
    }
    return render(request, "juries/seat.html", context)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def conflicts(request, key):
    """Name a city one is bound to; every entry of it is shut, whether there is one or not."""
    juror = own_juror(request, key, accepted=False)
    obstacle = rules.obstacle_to_declare(juror, at=timezone.now())
    form = DeclarationForm(request.POST if request.method == "POST" else None, parties=choosable_parties())
    if form.is_valid():
        try:
            declared = services.declare_conflict(juror=juror, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            named = {"city": say(declared.party.names)}
            messages.success(request, _("%(city)s is noted; no entry of it reaches you.") % named)
            return go_to(request, "juries:conflicts", juror.key)
    declared = juror.declarations.select_related("party")
    context = {"juror": juror, "call": juror.panel.stage.call, "form": form, "obstacle": obstacle}
    context |= {"declared": declared}
    return render(request, "juries/conflicts.html", context, status=422 if form.errors else 200)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def employments(request, key):
    """Where one works and worked in the years that count."""
    juror = own_juror(request, key, accepted=False)
    obstacle = rules.obstacle_to_describe(juror, at=timezone.now())
    form = EmploymentForm(request.POST if request.method == "POST" else None, parties=choosable_parties())
    if form.is_valid():
        try:
            services.enter_employment(juror=juror, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "juries:employments", juror.key)
    context = {"juror": juror, "call": juror.panel.stage.call, "form": form, "obstacle": obstacle}
    context |= {"employments": juror.employments.select_related("party"), "years": juror.panel.past_years}
    return render(request, "juries/employments.html", context, status=422 if form.errors else 200)
