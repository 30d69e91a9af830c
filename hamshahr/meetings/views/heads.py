"""What every page of a meeting shows at its head."""

from django.http import Http404

from hamshahr.accounts.visibility import shown
from hamshahr.gatherings import queries as gatherings

from .. import queries, rules
from ..tabs import tabs_for

ROOM = "gatherings"


def page_of(request, slug):
    """The meeting at this address with what its head shows; any other gathering is not there."""
    gathering = gatherings.whole(slug, request.user)
    if gathering is None or not rules.is_meeting(gathering) or shown(gathering.body, request.user) is None:
        raise Http404
    sessions = list(gathering.sessions.select_related("chair").order_by("starts_at", "pk"))
    for session in sessions:
        session.gathering = gathering
    return {
        "gathering": gathering,
        "tabs": [(tab, tab.address(gathering)) for tab in tabs_for(request.user, gathering)],
        "sessions": sessions,
        "first_session": next((each for each in sessions if each.cancelled_at is None), None),
        "convocation": queries.standing_convocation(gathering),
        "is_closed": rules.is_closed(gathering),
        "is_called": rules.is_called(request.user, gathering),
        "is_inside": rules.may_read_meeting(request.user, gathering),
        "may_keep": rules.may_keep_meeting(request.user, gathering),
        "nav_current": ROOM,
    }
