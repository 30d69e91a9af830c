"""Memberships: the step that a row tells, with the decision it rests on."""

from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.tables import Column, Importer, Values, one_of, partial_date, register
from hamshahr.parties.importing import filled, party
from hamshahr.record.facts import GROUNDS, grounds_in, restate

from ..models import Membership, MembershipStep
from ..services import enrol, take_step
from . import rows
from .bodies import DECISION, body, decision_in

State = MembershipStep.State


def find_membership(values: Values) -> Membership | None:
    return Membership.objects.filter(party=values["city_id"], body=values["body"]).first()


def state_in(values: Values) -> str:
    return State.LEFT if "until" in values else values.get("status", State.ACTIVE)


def create_membership(values: Values, by: User | None) -> Membership:
    """A row without a day of entry says only that the party is a member on the day of its source."""
    since = values.get("since")
    is_member = values.get("status", State.ACTIVE) in MembershipStep.MEMBER_STATES
    membership = enrol(
        party=values["city_id"],
        body=values["body"],
        state=values.get("status", State.ACTIVE),
        happened_on=since,
        joined_on=since if is_member else None,
        category=values.get("category", ""),
        by=by,
        **decision_in(values),
        **grounds_in(values),
    )
    return leave(membership, values, by)


def leave(membership: Membership, values: Values, by: User | None) -> Membership:
    if "until" in values:
        step = {"state": State.LEFT, "happened_on": values["until"], "reason": values.get("note", "")[:300] or "import"}
        take_step(membership=membership, by=by, **step)
    return membership


def change_membership(thing: Membership, values: Values, by: User | None) -> bool:
    """What the row says of the membership; a new state is a new step."""
    is_member = values.get("status", State.ACTIVE) in MembershipStep.MEMBER_STATES
    since = values.get("since") if is_member else None
    fields = filled(joined_on=since, category=values.get("category"), **grounds_in(values))
    changed = restate(thing, fields, by=by, happened_on=since)
    last = thing.steps.order_by("-number").first()
    if ("status" not in values and "until" not in values) or (last and last.state == state_in(values)):
        return changed
    take_step(
        membership=thing,
        state=state_in(values),
        happened_on=values.get("until") or values.get("since"),
        reason="import",
        by=by,
        **decision_in(values),
    )
    return True


register(
    Importer(
        name="memberships",
        label=gettext_lazy("memberships"),
        columns=(
            Column(
                "city_id", gettext_lazy("party"), party, is_required=True, also=("party", "party_id"), field="party"
            ),
            Column("body", gettext_lazy("body"), body, is_required=True, also=("body_id", "network")),
            Column("since", gettext_lazy("member since"), partial_date, field="joined_on"),
            Column("until", gettext_lazy("member until"), partial_date, field="left_on"),
            Column("status", gettext_lazy("state"), one_of(State, member=State.ACTIVE), field="state"),
            Column("category", gettext_lazy("category")),
            *DECISION,
            *GROUNDS,
        ),
        key=("city_id", "body"),
        find=find_membership,
        create=create_membership,
        change=change_membership,
        rows=rows.memberships,
        position=70,
    )
)
