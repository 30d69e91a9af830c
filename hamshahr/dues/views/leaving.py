"""At the desk: a city gives notice, and who holds a seat for it reads who is late in its region."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.bodies.models import Membership
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .. import queries, rules, services
from ..forms import LateFilters, WithdrawalForm
from .desk import PER_PAGE, party_of

COLUMNS = ("city", "name", "body", "late_since", "days", "open", "last_contact")


@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request, slug, body):
    """Give notice of withdrawal from a body, or read what stands in the way and what stays owed."""
    party, today = party_of(request, slug), timezone.localdate()
    memberships = Membership.objects.visible_to(request.user).select_related("body", "party__country")
    membership = get_object_or_404(memberships, party=party, body__slug=body)
    if not rules.may_withdraw(request.user, membership):
        raise PermissionDenied
    obstacle = rules.obstacle_to_withdraw(membership, given_on=today, today=today)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = {"given_on": today, "today": today, "by": request.user}
        try:
            services.withdraw(membership=membership, reason=form.cleaned_data["reason"], **words)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The notice is given."))
            return go_to(request, "dues:index", party.slug)
    context = leaving_of(membership, today) | {"party": party, "form": form, "obstacle": obstacle}
    return render(request, "dues/withdraw.html", context, status=422 if form.errors else 200)


def leaving_of(membership, today):
    """What the statutes make of a notice given today."""
    rule = rules.notice_rule(membership.body, today)
    owed = queries.Account(membership, queries.standing_on(membership, today), queries.balances(membership)).owed
    return {"membership": membership, "rule": rule, "ends_on": rules.end_of_notice(rule, today), "owed": owed}


def late_of(request, slug):
    """The city for whose seat the reader follows a region, and who is late there; anybody else finds nothing."""
    party = get_object_or_404(Party.objects.select_related("country__region"), slug=slug, merged_into=None)
    if not rules.may_read_late(request.user, party):
        raise Http404
    followed = queries.late_members_of_seat(request.user, party, timezone.localdate())
    form = LateFilters(request.GET, rows=followed)
    chosen = {name: value for name, value in form.chosen().items() if value}
    return party, form, queries.narrowed(followed, **chosen)


@login_required
@never_cache
@require_safe
def region(request, slug):
    """Who is late in the region of a city that has a seat for it; it is read, not changed."""
    party, form, found = late_of(request, slug)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = queries.late_lines(page, timezone.localdate())
    context = {"party": party, "form": form, "page": page, "lines": lines, "query": filters_of(request)}
    return render(request, "dues/region.html", context)


@login_required
@never_cache
@require_safe
def region_export(request, slug, ending):
    """The same list as the page shows, whole."""
    party, _form, found = late_of(request, slug)
    cells = (cells_of(line) for line in queries.in_portions(found, timezone.localdate()))
    return exports.export(ending, f"late-{party.slug}", exports.Sheet("late", COLUMNS, cells))


def cells_of(line):
    member, last = line.member, line.last_contact.isoformat() if line.last_contact else ""
    money = " ".join(f"{amount} {currency}" for currency, amount in line.standing.owed.items())
    named = (member.party.slug, say(member.party.names), member.body.slug)
    return [*named, member.late_since.isoformat(), line.days, money, last]
