"""The steps of a membership as acts: one button for each state it can go to, and one for an exception."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm

from .. import services
from ..models import Decision, MembershipStep
from ..rules import state_on
from .keeping import decisions_for, may_keep

State = MembershipStep.State

LABELS = {
    State.APPLIED: gettext_lazy("enter the application"),
    State.EXAMINED: gettext_lazy("note that it was examined"),
    State.ADMITTED: gettext_lazy("admit"),
    State.ACTIVE: gettext_lazy("make a full member"),
    State.GRACE: gettext_lazy("give a period of grace"),
    State.ARREARS: gettext_lazy("note the arrears"),
    State.SUSPENDED: gettext_lazy("suspend"),
    State.LEFT: gettext_lazy("enter that it left"),
    State.EXCLUDED: gettext_lazy("exclude"),
    State.DECLINED: gettext_lazy("decline"),
}


class StepForm(ActForm):
    happened_on = fields.partial_day(gettext_lazy("On"))
    decision = fields.choice(Decision, gettext_lazy("By the decision"), required=False)
    reason = fields.line(gettext_lazy("Reason"), required=True)

    def prepare(self):
        self.fields["happened_on"].initial = PartialDate.of(timezone.localdate())
        self.fields["decision"].queryset = decisions_for(self.thing.body)


class AdmitForm(StepForm):
    joined_on = fields.partial_day(
        gettext_lazy("Member since"), required=False, help_text=gettext_lazy("Empty: the day of the step.")
    )


class ExceptionForm(StepForm):
    state = forms.ChoiceField(label=gettext_lazy("State"))
    expires_on = fields.day(gettext_lazy("Expires on"))
    field_order = ["state", "expires_on"]

    def prepare(self):
        super().prepare()
        now = state_on(self.thing)
        states = [state for state in (now, *MembershipStep.NEXT[now]) if state not in MembershipStep.END_STATES]
        self.fields["state"].choices = [(state, State(state).label) for state in states if state]


def step_act(state: str) -> Act:
    """The button that moves a membership to one state."""
    return Act(
        name=state,
        label=LABELS[state],
        form=AdmitForm if state == State.ADMITTED else StepForm,
        may=may_keep,
        applies=lambda membership: state in MembershipStep.NEXT[state_on(membership)],
        obstacle=lambda membership: without_decision(membership, state),
        do=lambda membership, by, **fields: services.take_step(membership=membership, state=state, by=by, **fields),
        done=gettext_lazy("The step was taken."),
    )


def without_decision(membership, state: str) -> str | None:
    """Why nothing can be asked yet: an organ decides, and no decision of it is in the register."""
    if state in MembershipStep.DECIDED_STATES and not decisions_for(membership.body).exists():
        return _("This is for an organ to decide; record its decision first.")
    return None


EXCEPTION = Act(
    name="exception",
    label=gettext_lazy("make an exception"),
    form=ExceptionForm,
    may=may_keep,
    applies=lambda membership: state_on(membership) not in ("", *MembershipStep.END_STATES),
    do=lambda membership, by, **fields: services.take_step(membership=membership, by=by, **fields),
    explanation=gettext_lazy("An exception is visible to all, and falls back by itself on the day it expires."),
    done=gettext_lazy("The exception was entered."),
)
STEPS = (*(step_act(state) for state in LABELS), EXCEPTION)
