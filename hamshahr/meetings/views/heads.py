"""What every page of a meeting shows at its head."""

from django.db.models import Exists
from django.http import Http404

from hamshahr.accounts.visibility import shown
from hamshahr.gatherings import queries as gatherings
from hamshahr.gatherings.models import Gathering

from .. import queries, rules
from ..circle import called_to
from ..models import Closing
from ..tabs import tabs_for

ROOM = "gatherings"


def page_of(request, slug):
    """The meeting at this address with what its head shows; any other gathering is not there."""
    gathering = gatherings.whole(slug, request.user)
    if gathering is None or not rules.is_meeting(gathering) or shown(gathering.body, request.user) is None:
        raise Http404
    closing = Closing.objects.filter(gathering=gathering.pk)
    rows = gathering.sessions.select_related("chair").annotate(has_closed=Exists(closing))
    sessions = list(rows.order_by("starts_at", "pk"))
    if sessions and not sessions[0].has_closed:
        Gathering.meeting_closing.related.set_cached_value(gathering, None)  # so that nobody asks for it again
    for session in sessions:
        session.gathering = gathering
    called = called_to(request.user, gathering)
    return {
        "gathering": gathering,
        "called": called,
        "tabs": [(tab, tab.address(gathering)) for tab in tabs_for(request.user, gathering, called)],
        "sessions": sessions,
        "first_session": next((each for each in sessions if each.cancelled_at is None), None),
        "convocation": queries.standing_convocation(gathering),
        "is_closed": rules.is_closed(gathering),
        "is_called": bool(called),
        "is_inside": rules.may_read_meeting(request.user, gathering),
        "may_keep": rules.may_keep_meeting(request.user, gathering),
        "nav_current": ROOM,
    }
