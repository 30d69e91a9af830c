"""The voice of a city: lent for a gathering, held for others, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.drawing_first import drawn_before
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.parties.models import Party

from .. import queries, rules, services
from ..forms import LendForm, WithdrawForm
from ..models import Proxy, ProxyPage


def party_of(request, slug):
    """The party whose votes the reader may know; any other looks as if it were not there."""
    party = get_object_or_404(Party, slug=slug, merged_into=None)
    if not rules.may_see_proxies(request.user, party):
        raise Http404
    return party


def lending_party(request, slug):
    """The same, for those who may lend its voice."""
    party = party_of(request, slug)
    if not rules.may_lend(request.user, party):
        raise PermissionDenied
    return party


@login_required
@never_cache
@require_safe
def index(request, slug):
    """The gatherings to come, the voices lent and the voices held."""
    party, today = party_of(request, slug), timezone.localdate()
    given = queries.given_by(party, request.user, today)
    lent = {each.proxy.gathering_id: each.other for each in given if each.is_pending}
    coming = [(each, lent.get(each.pk)) for each in queries.coming(party, request.user, today)]
    context = {
        "party": party,
        "coming": coming,
        "given": given,
        "held": queries.held_by(party, request.user, today),
        "may_lend": rules.may_lend(request.user, party),
    }
    return render(request, "decisions/proxies.html", context)


def may_send(request, slug, **_place):
    """Whoever lends the voice of the city."""
    party = Party.objects.filter(slug=slug).first()
    return party is not None and rules.may_lend(request.user, party)


@drawn_before(may_send)
@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def lend(request, slug, gathering):
    """Lend the city's voice for one gathering."""
    party, today = lending_party(request, slug), timezone.localdate()
    gatherings = Gathering.objects.visible_to(request.user).select_related("body__parent")
    gathering = get_object_or_404(gatherings, slug=gathering)
    obstacle = rules.obstacle_to_lend(gathering, party, on=today)
    form = None if obstacle and request.method == "GET" else lend_form(request, gathering, party)
    if form is not None and form.is_valid():
        try:
            services.lend_proxy(gathering=gathering, giver=party, on=today, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The voice is lent; whoever holds it gets a letter."))
            return go_to(request, "proxies:index", party.slug)
    context = {"party": party, "gathering": gathering, "form": form, "obstacle": obstacle}
    context["limit"] = None if obstacle else rules.rule_of_limit(gathering)
    return render(request, "decisions/lend_proxy.html", context, status=422 if form and form.errors else 200)


def lend_form(request, gathering, party):
    """The form with those who can hold the voice; nobody where nothing is decided."""
    has_voices = gathering.body is not None and gathering.starts_on is not None
    parties = queries.possible_holders(gathering, party) if has_voices else []
    asks_paper = has_voices and rules.asks_written_proxies(gathering)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return LendForm(*sent, parties=parties, drawn=request.drawn, asks_paper=asks_paper)


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request, slug, pk):
    """Take the city's voice back."""
    party, today = lending_party(request, slug), timezone.localdate()
    proxies = Proxy.objects.visible_to(request.user).select_related("gathering", "holder")
    proxy = get_object_or_404(proxies, pk=pk, giver=party)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.withdraw_proxy(proxy=proxy, on=today, at=timezone.now(), by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The voice is yours again; whoever held it gets a letter."))
            return go_to(request, "proxies:index", party.slug)
    obstacle = "" if form.is_bound else rules.obstacle_to_withdraw(proxy, on=today)
    context = {"party": party, "proxy": proxy, "form": form, "obstacle": obstacle}
    return render(request, "decisions/withdraw_proxy.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def paper(request, slug, pk, number):
    """A page of the signed letter, for the two cities concerned and for the secretariat."""
    rows = ProxyPage.objects.filter(proxy__in=Proxy.objects.visible_to(request.user), proxy__giver__slug=slug)
    found = get_object_or_404(rows, proxy=pk, number=number)
    return HttpResponse(bytes(found.picture), content_type="image/webp", headers={"X-Content-Type-Options": "nosniff"})
