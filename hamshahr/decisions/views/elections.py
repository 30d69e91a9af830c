"""Elections of a meeting: the list, one election with its candidates and its rounds in words, candidatures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.kernel.languages import reading_language, say
from hamshahr.meetings.views import page_of

from .. import services
from ..counting import words
from ..forms.elections import NominationForm
from ..models import Election, Nomination
from ..rules import elections as rules
from ..rules import motions as may
from ..services.rounds import elected_in, steps_of
from .motions import answer, parties_for


def election_of(request, slug, key):
    context = page_of(request, slug)
    rows = Election.objects.visible_to(request.user, context["called"]).select_related("item", "office", "decision")
    election = get_object_or_404(rows, gathering=context["gathering"], key=key)
    election.gathering = context["gathering"]
    return context | {"election": election}


def nomination_of(request, slug, key):
    """A candidature and the meeting it is filed for."""
    gathering = page_of(request, slug)["gathering"]
    rows = Nomination.objects.visible_to(request.user).filter(election__gathering=gathering)
    nomination = get_object_or_404(rows.select_related("election", "party"), key=key)
    nomination.election.gathering = gathering
    return nomination


@require_safe
def index(request, slug):
    """The elections under the items of the agenda."""
    context = page_of(request, slug)
    rows = Election.objects.visible_to(request.user, context["called"]).filter(gathering=context["gathering"])
    context["elections"] = list(rows.select_related("item"))
    if not context["elections"] and not context["is_inside"]:
        raise Http404
    return render(request, "decisions/elections.html", context)


@require_safe
def election(request, slug, key):
    """One election: who stands, with whose support; each round as it was counted, step by step."""
    context = election_of(request, slug, key)
    election, user = context["election"], request.user
    rows = election.nominations.select_related("party", "region", "on_list").prefetch_related("supports__party")
    candidates = list(rows)
    own = {party.pk for party in may.parties_to_file_for(user, election.gathering)}
    context["candidates"] = [
        (
            each,
            [support.party for support in each.supports.all()],
            [party for party in own if party not in {support.party_id for support in each.supports.all()}],
            context["may_keep"] or each.party_id in own,
        )
        for each in candidates
    ]
    context["rounds"] = [(row, told(election, row)) for row in election.rounds.select_related("ballot")]
    context["elected"] = elected_in(election)
    context["may_stand"] = may.may_file(user, election.gathering) and rules.obstacle_to_nominate(election) is None
    return render(request, "decisions/election.html", context)


def told(election, row):
    """Every step of a round in the reader's language; nothing before it is counted."""
    if row.decided_at is None:
        return []
    names = {option.key: say(option.names) for option in row.ballot.options.all()}
    return [words.sentence(step, [names[key] for key in row.standing], reading_language(get_language()))
            for step in steps_of(row)]  # fmt: skip


@once
@login_required
@require_http_methods(["GET", "POST"])
def nominate(request, slug, key):
    """File a candidature for one's city."""
    context = election_of(request, slug, key)
    election = context["election"]
    if not may.may_file(request.user, election.gathering):
        raise PermissionDenied
    obstacle = rules.obstacle_to_nominate(election)
    options = {"parties": parties_for(request, context), "may_keep": False, "election": election}
    form = NominationForm(request.POST if request.method == "POST" else None, **options)
    if form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            services.nominate(election=election, party=fields.pop("mover"), by=request.user, **fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The candidature is filed."))
            return go_to(request, "decisions:election", slug, key)
    context["obstacle"] = None if form.is_bound else obstacle
    return answer(request, "decisions/nominate.html", context, form)


@once
@login_required
@require_POST
def support(request, slug, key):
    """Sign a candidature for the cities one acts for."""
    nomination = nomination_of(request, slug, key)
    parties = may.parties_to_file_for(request.user, nomination.election.gathering)
    if not parties:
        raise PermissionDenied
    try:
        for party in parties:
            services.support(nomination=nomination, party=party, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "decisions:election", slug, nomination.election.key)


@once
@login_required
@require_POST
def withdraw(request, slug, key):
    """Take a candidature back."""
    nomination = nomination_of(request, slug, key)
    if not rules.may_act_for_candidate(request.user, nomination):
        raise PermissionDenied
    try:
        services.withdraw_nomination(nomination=nomination, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return go_to(request, "decisions:election", slug, nomination.election.key)
