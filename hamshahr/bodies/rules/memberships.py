"""Which step a membership can take, and by whose decision."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ..lineage import Lineage
from ..models import Body, Decision, Membership, MembershipStep
from ..periods import surely_before
from .bodies import obstacle_of_ended_body, obstacle_of_merged_party

State = MembershipStep.State


def state_on(membership: Membership, on: date | None = None) -> str:
    """What a membership is that day: the state of the last step that counts, or nothing before the first."""
    steps = membership.steps.in_force(on or timezone.localdate()).order_by("-number")
    return steps.values_list("state", flat=True).first() or ""


def obstacle_to_enrol(membership: Membership, step: MembershipStep) -> str | None:
    """Why a party cannot enter the register of a body with this first step, or None."""
    if obstacle := obstacle_of_ended_body(membership.body, step.happened_on or membership.joined_on):
        return obstacle
    if obstacle := obstacle_of_merged_party(membership.party):
        return obstacle
    if Membership.objects.filter(party=membership.party, body=membership.body).exists():
        return _("This party is already in the register of this body.")
    return obstacle_of_transition("", step) or obstacle_of_decision(membership, step)


def obstacle_to_take_step(membership: Membership, step: MembershipStep) -> str | None:
    """Why a membership cannot take this step, or None."""
    if not step.reason.strip():
        return _("Give the reason for this step.")
    if obstacle := obstacle_of_dates(membership, step):
        return obstacle
    day = step.happened_on.last_day if step.happened_on else None
    if obstacle := obstacle_of_transition(state_on(membership, day), step):
        return obstacle
    if step.state in MembershipStep.DECIDED_STATES and step.decision is None:
        return _("This is for an organ to decide; name its decision.")
    return obstacle_of_decision(membership, step)


def obstacle_of_dates(membership: Membership, step: MembershipStep) -> str | None:
    """Why a step cannot be taken on its day, or expire when it should, or None."""
    last = membership.steps.order_by("-number").first()
    if last is not None and surely_before(step.happened_on, last.happened_on):
        return _("The last step was taken on %(day)s; a further one cannot come before it.") % {
            "day": last.happened_on.show()
        }
    if step.expires_on is None:
        return None
    if step.happened_on is not None and step.expires_on <= step.happened_on.last_day:
        return _("An exception expires after it begins.")
    if step.state in MembershipStep.END_STATES:
        return _("A membership that ends cannot come back by itself; enter a new application instead.")
    return None


def obstacle_of_transition(state: str, step: MembershipStep) -> str | None:
    """Why this state cannot follow that one, or None; an exception may also prolong the state that is."""
    if step.expires_on is not None and step.state == state:
        return None
    if step.state in MembershipStep.NEXT[state]:
        return None
    if not state:
        return _("A membership cannot begin as “%(to)s”.") % {"to": State(step.state).label}
    words = {"from": State(state).label, "to": State(step.state).label}
    return _("“%(from)s” cannot be followed by “%(to)s”.") % words


def obstacle_of_decision(membership: Membership, step: MembershipStep) -> str | None:
    """Why a step cannot rest on its decision, or None."""
    decision = step.decision
    if decision is None:
        return None
    if not of_one_tree(decision, membership.body):
        return _("The decision is not one of an organ of this body.")
    if surely_before(step.happened_on, decision.decided_on):
        return _("The decision was taken later than the step that rests on it.")
    return None


def of_one_tree(decision: Decision, body: Body) -> bool:
    lineage = Lineage()
    return lineage.root(decision.body_id) == lineage.root(body.pk)
