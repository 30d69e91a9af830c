"""Putting something to the vote, and the page of its result: rule, article and arithmetic in words."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.ballots.models import Ballot
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.meetings.views import page_of

from .. import services
from ..articles import Applied, explained
from ..forms.voting import ChairsVoteForm, LotForm, PutForm
from ..models import Amendment, Block, Motion, Putting
from ..rules import motions as may
from ..rules import voting as rules
from ..verdicts import Tie
from .motions import answer

KINDS = {"motion": Motion, "block": Block, "amendment": Amendment}
RELATED = {
    "motion": ("item__session", "mover"),
    "block": ("item__session",),
    "amendment": ("motion__item__session", "mover"),
}


def thing_of(request, gathering, kind, key):
    """The motion, the block or the amendment at this address."""
    if kind not in KINDS:
        raise Http404
    if kind == "block":
        rows = Block.objects.filter(item__session__gathering=gathering, motions__in=visible(request, gathering))
        return get_object_or_404(rows.distinct().select_related(*RELATED[kind]), key=key)
    path = "motion__gathering" if kind == "amendment" else "gathering"
    rows = KINDS[kind].objects.visible_to(request.user).filter(**{path: gathering})
    thing = get_object_or_404(rows.select_related(*RELATED[kind]), key=key)
    (thing.motion if kind == "amendment" else thing).gathering = gathering
    return thing


def visible(request, gathering):
    return Motion.objects.visible_to(request.user).filter(gathering=gathering)


@once
@login_required
@require_http_methods(["GET", "POST"])
def put(request, slug, kind, key):
    """Put a motion, a block or an amendment to the vote, or see what stands in the way."""
    context = page_of(request, slug)
    gathering = context["gathering"]
    thing = thing_of(request, gathering, kind, key)
    if not may.may_lead(request.user, gathering):
        raise PermissionDenied
    form = PutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            putting = services.put_to_vote(thing=thing, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The ballot is open."))
            return go_to(request, "decisions:outcome", slug, putting.key)
    session = rules.item_of(thing).session
    session.gathering = gathering
    obstacle = None if form.is_bound else rules.obstacle_to_put(thing, session, at=timezone.now())
    context |= {"thing": thing, "kind": kind, "obstacle": obstacle, "ways": Ballot.Way}
    return answer(request, "decisions/put.html", context, form)


@once
@require_http_methods(["GET", "POST"])
def outcome(request, slug, key):
    """What came of a vote; a tie is settled here where the statutes say how."""
    context = page_of(request, slug)
    gathering = context["gathering"]
    rows = Putting.objects.visible_to(request.user, context["called"]).filter(session__gathering=gathering)
    rows = rows.select_related("ballot", "motion", "block", "amendment__motion", "session", "roll")
    putting = get_object_or_404(rows, key=key)
    applied = Applied.from_json(putting.rule)
    obstacle = rules.obstacle_to_settle(putting)
    form = None
    if obstacle is None and may.may_lead(request.user, gathering):
        wanted = ChairsVoteForm if applied.rule.tie is Tie.CHAIR else LotForm
        form = wanted(request.POST if request.method == "POST" else None)
    elif request.method == "POST":
        raise PermissionDenied
    if form is not None and form.is_valid():
        try:
            services.settle_tie(putting=putting, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return go_to(request, "decisions:outcome", slug, key)
    verdict = services.verdict_of(putting) if putting.decided_at else None
    context |= {
        "putting": putting,
        "citations": [
            (name, each) for name, each in applied.citations.items() if name in {"quorum", "majority", "ties"}
        ],
        "verdict": verdict,
        "sentences": list(explained(applied, verdict)) if verdict else [],
    }
    return answer(request, "decisions/outcome.html", context, form)
