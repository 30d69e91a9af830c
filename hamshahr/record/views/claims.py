"""The list of claims, one claim with its proof and its history, and a city's word against it."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel import exports
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import filters_of, go_to
from hamshahr.kernel.languages import say

from .. import queries, rules, services
from ..forms import ClaimFilters, ObjectionForm
from ..proving.findings import plain

PER_PAGE = 25
ROOM = "parties"  # what the navigation marks: a claim is reached through its city
COLUMNS = ["key", "about", "sentence", "unit", "comparison", "quantity", "since", "until", "query", "parameters"]
COLUMNS += ["published_in", "published_on", "state", "found", "confirmed", "weakest"]


@require_safe
def claims(request):
    """Every accepted claim with its state, narrowed by the address."""
    form = ClaimFilters(request.GET, parties=queries.claimed_of(request.user))
    found = queries.claims_listed(request.user, form.chosen())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "query": filters_of(request), "nav_current": ROOM}
    return render(request, "record/claims.html", context | {"states": queries.states_of(request.user)})


@require_safe
def claims_export(request, ending):
    """The same list as the page shows, whole, as open data."""
    form = ClaimFilters(request.GET, parties=queries.claimed_of(request.user))
    rows = (row(claim) for claim in queries.claims_listed(request.user, form.chosen()).iterator(500))
    return exports.export(ending, "claims", exports.Sheet("claims", COLUMNS, rows))


def row(claim):
    return [
        claim.key,
        claim.party.slug if claim.party else say(claim.about),
        say(claim.sentence),
        say(claim.unit),
        claim.comparison,
        plain(claim.quantity),
        claim.since,
        claim.until,
        claim.builder,
        json.dumps(claim.parameters, ensure_ascii=False, sort_keys=True),
        claim.published_in,
        claim.published_on,
        claim.state,
        plain(claim.value),
        plain(claim.sure),
        claim.weakest,
    ]


@require_safe
def claim(request, key):
    """One claim: its state, what it counts, the records behind it, what is missing, and how it stood before."""
    claim = claim_for(request.user, key)
    may_object = rules.may_object(request.user, claim.party)
    context = {
        "claim": claim,
        "nav_current": ROOM,
        "proof": queries.proof_of(claim),
        "turns": claim.turns.select_related("act"),
        "objections": claim.objections.all(),
        "may_object": may_object,
        "obstacle": rules.obstacle_to_object_to_claim(claim) if may_object else None,
        "may_answer": rules.may_answer_objection(request.user),
    }
    return render(request, "record/claim.html", context)


@once
@login_required
@require_http_methods(["GET", "POST"])
def object_to_claim(request, key):
    """The contact of the city says what is wrong with a claim about it, or brings a source."""
    claim = claim_for(request.user, key)
    if not rules.may_object(request.user, claim.party):
        raise PermissionDenied
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.object_to_claim(claim=claim, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your objection stands beside the claim; the secretariat will answer it."))
            return go_to(request, "record:claim", claim.key)
    context = {
        "claim": claim,
        "nav_current": ROOM,
        "form": form,
        "obstacle": rules.obstacle_to_object_to_claim(claim),
    }
    return render(request, "record/claim_objection.html", context, status=422 if form.errors else 200)


def claim_for(user, key):
    """The claim, as far as this user may see it."""
    claim = queries.claim_with_publication(user, key)
    if claim is None:
        raise Http404
    return claim
