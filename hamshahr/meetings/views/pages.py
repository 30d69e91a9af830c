"""What every page of a meeting shows at its head."""

from django.http import Http404

from hamshahr.accounts.visibility import shown
from hamshahr.gatherings import queries as gatherings

from .. import rules
from ..tabs import tabs_for


def page_of(request, slug):
    """The meeting at this address with what its head shows; any other gathering is not there."""
    gathering = gatherings.whole(slug, request.user)
    if gathering is None or not rules.is_meeting(gathering) or shown(gathering.body, request.user) is None:
        raise Http404
    user = request.user
    return {
        "gathering": gathering,
        "tabs": [(tab, tab.address(gathering)) for tab in tabs_for(user, gathering)],
        "sessions": list(gathering.sessions.order_by("starts_at", "pk")),
        "convocation": gathering.convocations.order_by("-called_at", "-pk").first(),
        "is_closed": rules.is_closed(gathering),
        "is_called": rules.is_called(user, gathering),
        "may_keep": rules.may_keep_meeting(user, gathering),
    }
