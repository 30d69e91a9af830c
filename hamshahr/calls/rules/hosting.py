"""When a call looks for the host of a meeting, and what stands in the way of the choice."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.lineage import Lineage
from hamshahr.bodies.models import Body, Decision
from hamshahr.bodies.periods import surely_before
from hamshahr.gatherings.models import Gathering, Part
from hamshahr.kernel.dates import PartialDate

from ..models import Call, HostSearch, Stage, Submission
from ..queries.entries import judged
from ..stages import stage_of


def search_of(call: Call) -> HostSearch | None:
    """The search of a call, with its meeting; None where it names none."""
    rows = HostSearch.objects.select_related("gathering", "submission__party", "decision__body")
    return rows.filter(call=call).first()


def of_one_tree(one: Body, other: Body) -> bool:
    lineage = Lineage()
    return lineage.root(one.pk) == lineage.root(other.pk)


def has_host(gathering: Gathering) -> bool:
    return gathering.parts.filter(role=Part.Role.HOST).exists()


def obstacle_to_search(call: Call, gathering: Gathering | None = None) -> str | None:
    """Why the call cannot look for a host of this meeting, or None; without a meeting, for a host at all."""
    if call.kind != Call.Kind.HOSTING:
        return _("Only a call for hosting a meeting looks for a host.")
    search = search_of(call)
    if search is not None and call.is_published:
        return _("The call is published: the meeting that it names stays.")
    if gathering is None:
        return None
    if gathering.body is not None and not of_one_tree(gathering.body, call.body):
        return _("This meeting is one of another network.")
    return _("This meeting has its host.") if has_host(gathering) else None


def obstacle_to_choose_some(call: Call, *, at: datetime) -> str | None:
    """Why no host can be chosen now, whichever city it is, or None."""
    search = search_of(call)
    if search is None:
        return _("This call names no meeting; name it first.")
    if search.chosen_at is not None:
        return _("The host was chosen already.")
    window = stage_of(call, Stage.Kind.OPEN)
    if not call.is_published or window is None or (at < window.closes_at and call.closed_at is None):
        return _("Cities can still come forward; the host is chosen when the call takes no more entries.")
    return _("This meeting has its host.") if has_host(search.gathering) else None


def obstacle_to_choose(call: Call, submission: Submission, decision: Decision, *, at: datetime) -> str | None:
    """Why this candidature is not the host by this decision, or None."""
    if obstacle := obstacle_to_choose_some(call, at=at):
        return obstacle
    if submission.call_id != call.pk or submission.state != Submission.State.SUBMITTED:
        return _("This is no standing candidature of this call.")
    if not judged(call).filter(pk=submission.pk).exists():
        return _("This candidature has not been let in by the screening.")
    if not of_one_tree(decision.body, call.body):
        return _("The body that decided is of another network.")
    if surely_before(decision.decided_on, PartialDate.of(timezone.localdate(ended_at(call), call.place_zone))):
        return _("This decision was taken before all candidatures were in.")
    return None


def ended_at(call: Call) -> datetime:
    """When the call took its last entries."""
    closes = stage_of(call, Stage.Kind.OPEN).closes_at
    return min(closes, call.closed_at) if call.closed_at else closes
