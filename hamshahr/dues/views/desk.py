"""The dues of a city at its desk: what it owes, its invoices and payments, and the way for a proof."""

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
from hamshahr.kernel.drawing_first import drawn_before
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.parties.models import Party

from .. import queries, rules, services
from ..forms import ProofForm
from ..models import Invoice
from ..wording import explained, rate_words

PER_PAGE = 25


def party_of(request, slug):
    """The party whose dues the reader may know; any other looks as if it were not there."""
    party = get_object_or_404(Party, slug=slug, merged_into=None)
    if not rules.may_see_dues(request.user, party):
        raise Http404
    return party


def invoice_of(request, party, key):
    rows = queries.with_open(Invoice.objects.visible_to(request.user).filter(membership__party=party))
    related = ("body", "membership__party", "rate", "scale", "replaces__body")
    return get_object_or_404(rows.select_related(*related), key=key)


@login_required
@never_cache
@require_safe
def index(request, slug):
    """Balance, invoices and payments of one city."""
    party, today = party_of(request, slug), timezone.localdate()
    payments = queries.payments_of(party, request.user)
    context = {
        "party": party,
        "accounts": queries.accounts_of(party, request.user, today),
        "bills": queries.bills_of(party, request.user, today),
        "page": Paginator(payments, PER_PAGE).get_page(request.GET.get("page")),
        "may_pay": rules.may_pay(request.user, party),
        "reads_region": rules.may_read_late(request.user, party),
    }
    return render(request, "dues/index.html", context)


@login_required
@never_cache
@require_safe
def invoice(request, slug, key):
    """One invoice: how it was found, what became of it, and its proofs."""
    party, today = party_of(request, slug), timezone.localdate()
    found = invoice_of(request, party, key)
    bill = queries.Bill(found, found.open, queries.state_of(found, today))
    context = {
        "party": party,
        "bill": bill,
        "invoice": found,
        "lines": found.lines.select_related("payment__body").order_by("on", "pk"),
        "explained": explained(found.figures, found.currency),
        "rate": rate_words(found),
        "proofs": queries.proofs_of(found, request.user).prefetch_related("pages"),
        "may_bring": rules.may_pay(request.user, party) and not found.is_void and found.open > 0,
        "replaced_by": Invoice.objects.filter(replaces=found).select_related("body").first(),
    }
    return render(request, "dues/invoice.html", context)


def may_send(request, slug, **_place):
    """Whoever pays for the city."""
    party = Party.objects.filter(slug=slug).first()
    return party is not None and rules.may_pay(request.user, party)


@drawn_before(may_send)
@once
@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def bring(request, slug, key):
    """Bring the proof of a transfer."""
    party, today = party_of(request, slug), timezone.localdate()
    found = invoice_of(request, party, key)
    if not rules.may_pay(request.user, party):
        raise PermissionDenied

    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProofForm(*sent, initial={"amount": found.open}, drawn=request.drawn)
    if form.is_valid():
        try:
            services.bring_proof(invoice=found, today=today, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The proof is with the secretariat; you get a receipt when it is confirmed."))
            return go_to(request, "dues:invoice", party.slug, found.key)
    asked = {"paid_on": today, "today": today}
    obstacle = "" if form.is_bound else rules.obstacle_to_bring_proof(found, max(found.open, 1), **asked)
    context = {"party": party, "invoice": found, "form": form, "obstacle": obstacle}
    return render(request, "dues/bring.html", context, status=422 if form.errors else 200)
