"""Where the pages of other rooms lead to a call: from a meeting whose host it found, from the decision that chose."""

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Decision
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.parties.models import visible_party

from .models import HostSearch


def lead_to_search(gathering: Gathering, user: User) -> tuple[str, str] | None:
    """From a meeting to the call by which it looks for its host, or found it."""
    search = HostSearch.objects.visible_to(user).filter(gathering=gathering).select_related("call").last()
    if search is None:
        return None
    words = _("The call by which its host was chosen") if search.chosen_at else _("The call for its host")
    return address_of("calls:call", search.call.slug), words


def rests_on(decision: Decision, user: User) -> list[tuple[str, str]]:
    """The calls whose host a decision chose."""
    rows = HostSearch.objects.visible_to(user).filter(visible_party(user, "submission__party__"), decision=decision)
    rows = rows.select_related("call", "gathering", "submission__party")
    return [(address_of("calls:call", row.call.slug), host_words(row)) for row in rows]


def host_words(search: HostSearch) -> str:
    named = {"city": say(search.submission.party.names), "call": say(search.call.names)}
    return _("%(call)s: the host is %(city)s") % named
