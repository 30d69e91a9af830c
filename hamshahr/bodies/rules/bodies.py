"""What stands in the way of founding, hosting and dissolving bodies, and of recording what they decide."""

from django.utils.translation import gettext as _

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from ..models import Body, Decision, Hosting
from ..periods import certain_days, surely_before, surely_meet


def obstacle_of_ended_body(body: Body, day: PartialDate | None) -> str | None:
    """Why nothing can begin in a body on that day, or None; an unknown day is no obstacle."""
    if body.ended_on is not None and day is not None and day.first_day >= body.ended_on.last_day:
        return _("%(body)s ended on %(day)s.") % {"body": say(body.names), "day": body.ended_on.show()}
    return None


def obstacle_of_order(starts: PartialDate | None, ends: PartialDate | None) -> str | None:
    """Why a period cannot run from one date to the other, or None."""
    if surely_before(ends, starts):
        return _("The end lies before the start; give a later end or an earlier start.")
    return None


def obstacle_of_merged_party(party: Party | None) -> str | None:
    if party is not None and party.merged_into_id:
        return _("This party was merged into another; choose the other one.")
    return None


def obstacle_to_host_body(hosting: Hosting) -> str | None:
    """Why a body cannot have its seat with this party then, or None."""
    if obstacle := obstacle_of_ended_body(hosting.body, hosting.starts_on):
        return obstacle
    if obstacle := obstacle_of_order(hosting.starts_on, hosting.ends_on):
        return obstacle
    if obstacle := obstacle_of_merged_party(hosting.host):
        return obstacle
    days = certain_days(hosting.starts_on, hosting.ends_on)
    for other in hosting.body.hostings.exclude(pk=hosting.pk).select_related("host"):
        if surely_meet(days, certain_days(other.starts_on, other.ends_on)):
            return _("The body has its seat with %(host)s then; end that first.") % {"host": say(other.host.names)}
    return None


def obstacle_to_end_hosting(hosting: Hosting, *, ends_on: PartialDate) -> str | None:
    """Why the hosting cannot end on that day, or None."""
    if hosting.ends_on is not None and hosting.ends_on.first_day <= ends_on.first_day:
        return _("This hosting has already ended.")
    return obstacle_of_order(hosting.starts_on, ends_on)


def obstacle_to_record_decision(decision: Decision) -> str | None:
    """Why a body cannot have decided this on that day, or None."""
    body = decision.body
    if obstacle := obstacle_of_ended_body(body, decision.decided_on):
        return obstacle
    if surely_before(decision.decided_on, body.founded_on):
        return _("%(body)s was founded later.") % {"body": say(body.names)}
    return None


def obstacle_to_dissolve_body(body: Body, *, ended_on: PartialDate) -> str | None:
    """Why a body cannot end on that day, or None."""
    if body.ended_on is not None:
        return _("%(body)s ended on %(day)s.") % {"body": say(body.names), "day": body.ended_on.show()}
    if surely_before(ended_on, body.founded_on):
        return _("%(body)s was founded later.") % {"body": say(body.names)}
    if body.children.filter(ended_on=None).exists():
        return _("Other bodies are part of this one; dissolve or move them first.")
    return None
