"""The desk of a city, and its handover from one officer to the next."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.decisions.models import SEEING_DUTIES
from hamshahr.dues.models.books import SEEING_DUTIES as SEEING_DUES
from hamshahr.dues.queries import parties_that_follow
from hamshahr.juries.queries import seats_of
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.parties import rules, services
from hamshahr.parties.desk_forms import HandOverForm, people_for
from hamshahr.parties.models import Handover, Party

from .. import desk as composed
from .. import packets, ruler


@login_required
@never_cache
@require_safe
def desks(request):
    """To the one desk of the reader, or the list where there are several or none."""
    mine = Party.objects.filter(liaisons__in=request.user.liaisons.on(timezone.localdate())).distinct()
    parties = list(mine.select_related("country"))
    seats = seats_of(request.user, today=timezone.localdate())
    if len(parties) == 1 and not seats:
        return redirect("web:desk_of", parties[0].slug)
    taken = request.user.handovers_taken.select_related("party")
    followed = parties_that_follow(request.user, timezone.localdate())
    context = {"parties": parties, "seats": seats, "handovers": taken, "followed": followed}
    return render(request, "web/desks.html", context)


@login_required
@never_cache
@require_safe
def desk(request, slug):
    """What awaits one city."""
    parties = Party.objects.select_related("place").prefetch_related("handovers")
    party = get_object_or_404(parties.filter(liaisons__user=request.user).distinct(), slug=slug)
    if not rules.may_see_desk(request.user, party):
        raise Http404
    room = request.GET.get("room", "")
    shown = composed.desk_of(party, request.user, room=room)
    context = {
        "desk": shown,
        "party": party,
        "rooms": composed.ROOMS,
        "room": room,
        "line": line_of(shown),
        "may_hand_over": "contact" in shown.duties,
        "sees_votes": not shown.duties.isdisjoint(SEEING_DUTIES),
        "sees_dues": not shown.duties.isdisjoint(SEEING_DUES),
        "handovers": [each for each in party.handovers.all() if each.arriving_id == request.user.pk],
    }
    return render(request, "web/desk.html", context)


def line_of(shown):
    """The deadlines on the line of days, where there are any."""
    dated = [task for task in shown.tasks if task.awaited.due_on]
    if not dated:
        return None
    scale = ruler.days_scale(*composed.far(shown.today, dated))
    forms = {"late": "contradicted", "week": "confirmed", "soon": "probable"}
    marks = [(task.awaited.due_on, forms.get(task.urgency, "claimed")) for task in dated]
    days = ruler.days_ruler(scale, shown.today, _("today"))
    return {"ruler": days, "discs": ruler.discs(scale, marks, by="day")}


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def hand_over(request, slug):
    """Pass a desk from who leaves to who arrives, in one act, with a packet."""
    party = get_object_or_404(Party, slug=slug, merged_into=None)
    if not rules.may_keep_parties(request.user) and not rules.may_see_desk(request.user, party):
        raise Http404
    if not rules.may_hand_over(request.user, party):
        raise PermissionDenied

    today = timezone.localdate()
    form = HandOverForm(request.POST or None, party=party, people=people_for(request.user, party), today=today)
    if form.is_valid():
        try:
            handed = hand_over_whole(party, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return after_handover(request, handed)

    packet = packets.readable(packets.packet_for(party, request.user, on=today, promises=[]))
    context = {
        "party": party,
        "form": form,
        "packet": packet,
        "acting": party.liaisons.on(today).select_related("user"),
    }
    return render(request, "web/hand_over.html", context, status=422 if form.errors else 200)


def hand_over_whole(party, *, leaving, arriving, on, promises, by):
    """The packet as it is before the duties pass, and the act."""
    packet = packets.packet_for(party, arriving, on=on, promises=promises)
    return services.hand_over(party=party, leaving=leaving, arriving=arriving, on=on, packet=packet, by=by)


def after_handover(request, handed):
    """To the packet; whoever handed over their own desk is signed out by it and lands on the home page."""
    if handed.leaving_id == request.user.pk:
        messages.success(request, _("The desk is handed over, and your sessions have ended."))
        return go_to(request, "web:home")
    if rules.may_keep_parties(request.user) or handed.arriving_id == request.user.pk:
        return go_to(request, "web:handover", handed.party.slug, handed.pk)
    messages.success(request, _("The desk is handed over."))
    return go_to(request, "liaisons:index", handed.party.slug)


@login_required
@never_cache
@require_safe
def handover(request, slug, pk):
    """The packet, for who arrived and for the secretariat."""
    handed = get_object_or_404(Handover.objects.select_related("party", "leaving", "arriving"), pk=pk, party__slug=slug)
    if not rules.may_keep_parties(request.user) and handed.arriving_id != request.user.pk:
        raise Http404
    context = {"handover": handed, "party": handed.party, "packet": packets.readable(handed.packet)}
    return render(request, "web/handover.html", context)
