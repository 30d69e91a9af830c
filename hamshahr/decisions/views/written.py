"""One decision in writing: the text, until when, and the answer of one's own city."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hamshahr.accounts.receipts import once
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.http import go_to
from hamshahr.parties.models import Party
from hamshahr.parties.zones import said_zones

from .. import services
from ..articles import Applied, explained
from ..forms.written import ReplyForm
from ..models import WrittenProcedure
from ..queries.written_rolls import roll_of
from ..rules import written as rules
from ..services.written import verdict_of
from .motions import answer

State = WrittenProcedure.State


@once
@never_cache
@require_http_methods(["GET", "POST"])
def procedure(request, key):
    """Read the text and answer for the cities whose votes one has."""
    rows = WrittenProcedure.objects.visible_to(request.user).select_related("body", "item__session__gathering")
    found = get_object_or_404(rows, key=key)
    replies = list(found.replies.select_related("party"))
    own = own_of(request.user, found, replies)
    form, chosen = None, next((each for each in own if str(each.pk) == request.POST.get("of")), None)
    if request.method == "POST":
        if chosen is None:
            raise PermissionDenied
        form = ReplyForm(request.POST)
        if form.is_valid():
            try:
                services.reply_in_writing(reply=chosen, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The answer of your city is kept."))
                return go_to(request, "decisions:written", key)
    zones, now = said_zones(reply.zone for reply in own), timezone.now()
    waiting = [
        (reply, rules.obstacle_to_reply(reply, at=now), form if reply == chosen else ReplyForm(), zones[reply.zone])
        for reply in own
    ]
    context = page_of(request.user, found, replies) | {"own": waiting, "nav_current": "gatherings"}
    return answer(request, "decisions/written.html", context, form)


def own_of(user, procedure, replies):
    """The answers that the reader gives; each knows its procedure, which is read once."""
    of = rules.parties_to_reply_for(user)
    own = [reply for reply in replies if reply.party_id in of]
    for reply in own:
        reply.procedure = procedure
    return own


def page_of(user, found, replies):
    """What the page says of the procedure to this reader."""
    applied, is_counted = Applied.from_json(found.rule), found.state in {State.ADOPTED, State.REJECTED}
    parties = Party.objects.visible_to(user).filter(pk__in=[reply.party_id for reply in replies])
    return {
        "procedure": found,
        "replies": replies,
        "shown": set(parties.values_list("pk", flat=True)),
        "answered": sum(bool(reply.answer) for reply in replies),
        "may_see_answers": is_counted or found.state == State.OBJECTED or rules.may_ask(user, found.body),
        "sentences": list(explained(applied, verdict_of(found))) if is_counted else [],
        "roll": roll_of(found),
        "article": applied.citations.get("silence"),
    }
