"""What the page of a call says of the host it looks for, as far as the reader may see it."""

from typing import Any

from hamshahr.accounts.models import User
from hamshahr.accounts.visibility import shown
from hamshahr.bodies.models import Decision
from hamshahr.gatherings.models import Part
from hamshahr.parties.models import Party, visible_party
from hamshahr.resolutions.models import Resolution

from ..models import Call
from ..rules.hosting import search_of


def host_of(call: Call, user: User) -> dict[str, Any]:
    """The meeting, and once it is chosen the host, the decision and the resolution; empty for other calls."""
    if call.kind != Call.Kind.HOSTING or (search := search_of(call)) is None:
        return {}
    found = {"search": search, "meeting": shown(search.gathering, user)}
    if search.chosen_at is None:
        return found
    hosts = Part.objects.filter(gathering=search.gathering, role=Part.Role.HOST).values("party")
    return found | {
        "hosts": Party.objects.filter(visible_party(user), pk__in=hosts),
        "decision": Decision.objects.visible_to(user).filter(pk=search.decision_id).first(),
        "resolution": Resolution.objects.visible_to(user).filter(decision=search.decision_id).first(),
    }
