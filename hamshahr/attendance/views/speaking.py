"""The speakers' list: for all to read, for delegates to ask, for the chair to lead from the keyboard."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.meetings.models import AgendaItem
from hamshahr.meetings.rules import audiences_for

from .. import queries, rules, services
from ..forms import ChairWishForm, LimitsForm, WishForm
from ..models import Speaking, SpeakingLimits
from .door import delegates
from .meeting import live_answer, page_with_session

ACTS = {
    "give": services.give_floor,
    "pause": services.pause,
    "resume": services.resume,
    "stop": services.stop,
    "withdraw": services.withdraw_wish,
}


def items_of(session, user):
    items = AgendaItem.objects.of_audiences(audiences_for(user, session.gathering))
    return items.filter(session=session, removed_at=None).order_by("position", "pk")


def listed(page, user):
    """The list, and the time that each city and region has used."""
    rows = queries.shown_to(page["session"], user)
    by_city, by_region = queries.accounts_of(rows)
    speakers = queries.speakers_of(rows)
    return {
        "speakers": speakers,
        "next": queries.next_of(speakers),
        "by_city": by_city,
        "by_region": by_region,
        "sees_names": rules.may_see_names(user, page["gathering"]),
    }


@never_cache
@require_safe
def index(request, slug):
    """Who speaks, who waits, and what each city has spoken; a delegate asks for the floor here."""
    page = page_with_session(request, slug)
    session = page["session"]
    own = queries.own_delegates(request.user, page["gathering"])
    mine = own[0] if own else None
    context = page | listed(page, request.user) | {"mine": mine}
    context["may_chair"] = rules.may_chair(request.user, session)
    if mine:
        context["form"] = WishForm(items=items_of(session, request.user))
        context["obstacle"] = rules.obstacle_to_ask(mine, session, at=page["now"])
        context["wishes"] = [row for row in context["speakers"].waiting if row.delegate_id == mine.pk]
    return render(request, "attendance/speakers.html", context)


@require_safe
def live(request, slug):
    """The list alone, for the page that asks again."""
    page = page_with_session(request, slug)
    return live_answer(request, "attendance/_speakers.html", page | listed(page, request.user))


@once
@login_required
@never_cache
@require_POST
def wish(request, slug):
    """A delegate's own wish for the floor, or that it is taken back."""
    page = page_with_session(request, slug)
    session, now = page["session"], timezone.now()
    own = queries.own_delegates(request.user, page["gathering"])
    if not own:
        raise PermissionDenied
    form = WishForm(request.POST, items=items_of(session, request.user))
    try:
        if "withdraw" in request.POST:
            rows = Speaking.objects.filter(session=session, delegate=own[0])
            services.withdraw_wish(speaking=one_of(rows, request.POST["withdraw"]), at=now, by=request.user)
        elif form.is_valid():
            services.ask_for_floor(delegate=own[0], session=session, at=now, by=request.user, **form.cleaned_data)
            messages.success(request, _("You are on the list."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, address_of("attendance:speakers", slug, session))


def one_of(rows, key):
    return get_object_or_404(rows.select_related("session", "delegate__delegation"), pk=key if key.isdecimal() else 0)


def address_of(name, slug, session):
    return f"{reverse(name, args=[slug])}?session={session.number}"


def chaired(request, slug):
    """A session that the reader chairs."""
    page = page_with_session(request, slug)
    if not rules.may_chair(request.user, page["session"]):
        raise PermissionDenied
    return page


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def chair(request, slug):
    """The chair's own page: next, pause, on, stop, withdraw; each with a key.

    Each act names its entry, so that a key pressed twice, or by two who chair, does one thing.
    """
    page = chaired(request, slug)
    session = page["session"]
    adding = request.method == "POST" and "number" in request.POST
    form = ChairWishForm(request.POST if adding else None, items=items_of(session, request.user))
    if request.method == "POST" and not adding:
        carry_out(request, session)
        return go_to(request, address_of("attendance:chair", slug, session))
    if form.is_valid() and put_on_list(request, page, form):
        return go_to(request, address_of("attendance:chair", slug, session))
    context = page | listed(page, request.user) | {"form": form}
    return render(request, "attendance/chair.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def chair_live(request, slug):
    """The chair's list alone, for the page that asks again."""
    page = chaired(request, slug)
    return live_answer(request, "attendance/_chair.html", page | listed(page, request.user))


def carry_out(request, session):
    """One act of the chair on one entry of the list: “give 12”."""
    act, _space, key = request.POST.get("act", "").partition(" ")
    row = one_of(Speaking.objects.filter(session=session), key)
    if act in ACTS:
        try:
            ACTS[act](speaking=row, at=timezone.now(), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))


def put_on_list(request, page, form):
    """Put the delegate with the typed number on the list; whether that went well."""
    typed = dict(form.cleaned_data)
    delegate = delegates(page["gathering"]).filter(number=int(typed.pop("number"))).first()
    if delegate is None:
        form.add_error("number", _("Nobody was sent with this number."))
        return False
    try:
        services.ask_for_floor(delegate=delegate, session=page["session"], at=timezone.now(), by=request.user, **typed)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def limits(request, slug):
    """How many seconds each kind of speaking has in this session."""
    page = page_with_session(request, slug)
    session = page["session"]
    if not rules.may_chair(request.user, session):
        raise PermissionDenied
    before = SpeakingLimits.objects.filter(session=session).first() or SpeakingLimits(session=session)
    form = LimitsForm(request.POST if request.method == "POST" else None, instance=before)
    if form.is_valid():
        services.set_limits(session=session, by=request.user, **form.cleaned_data)
        messages.success(request, _("The limits are set; who is on the list already keeps their seconds."))
        return go_to(request, address_of("attendance:chair", slug, session))
    return render(request, "attendance/limits.html", page | {"form": form}, status=422 if form.errors else 200)
