"""What the acts on bodies, offices, mandates and local offices ask."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.office.described import DescribedForm
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm
from hamshahr.parties.models import Party, Person, Region
from hamshahr.parties.services.registers import free_address
from hamshahr.record.models import Confidence

from ..models import Body, Decision, LocalOffice, Mandate, MembershipStep, Office, SeatFlag
from .keeping import body_of, decisions_for

NONE = [("", "—")]


class BodyForm(DescribedForm):
    def make_address(self, cleaned):
        return free_address(Body, say(cleaned["names"], "en"))


class Grounds(ActForm):
    """How sure a fact is and what it rests on."""

    confidence = forms.ChoiceField(label=_("How sure"), choices=Confidence.choices, initial=Confidence.CONFIRMED)
    source = fields.line(_("Source"), longest=600)
    note = fields.lines(_("Note"))

    field_order: list[str] | None = None


class HostForm(Grounds):
    host = fields.thing(Party, _("Host"))
    starts_on = fields.partial_day(_("From"), required=False)
    ends_on = fields.partial_day(_("Until"), required=False)
    field_order = ["host", "starts_on", "ends_on"]


class EndForm(ActForm):
    ends_on = fields.partial_day(_("Ends on"))
    reason = fields.line(_("Reason"), required=True)

    def prepare(self):
        self.fields["ends_on"].initial = PartialDate.of(timezone.localdate())


class DissolveForm(ActForm):
    ended_on = fields.partial_day(_("Ends on"))
    reason = fields.line(_("Reason"), required=True)


class DecisionForm(Grounds):
    title = fields.texts(_("What was decided"))
    decided_on = fields.partial_day(_("Decided on"))
    number = fields.line(_("Number"), longest=40)
    agenda_item = fields.line(_("Agenda item"), longest=200)
    field_order = ["title", "decided_on", "number", "agenda_item"]


class OfficeForm(ActForm):
    names = fields.texts(_("Name"))
    seats = forms.IntegerField(label=_("Seats"), required=False, min_value=1, help_text=_("Empty: no fixed number."))
    way = forms.ChoiceField(label=_("Way into it"), choices=Office.Way.choices)
    term_years = forms.IntegerField(label=_("Term in years"), required=False, min_value=1, max_value=20)
    region = fields.choice(Region, _("Region"), required=False)
    needs_local_office = forms.BooleanField(
        label=_("Held by virtue of a local elected office"), required=False, initial=True
    )

    def prepare(self):
        self.fields["region"].queryset = Region.objects.all()


class MandateForm(Grounds):
    party = fields.thing(Party, _("Party"))
    person = fields.thing(Person, _("Person who fills the seat"), required=False)
    starts_on = fields.partial_day(_("From"), required=False)
    term_ends_on = fields.partial_day(_("Term ends on"), required=False)
    beginning = forms.ChoiceField(label=_("Began as"), choices=Mandate.Beginning.choices)
    on_behalf_of = fields.choice(Body, _("On behalf of"), required=False)
    decision = fields.choice(Decision, _("By the decision"), required=False)
    field_order = ["party", "person", "starts_on", "term_ends_on", "beginning", "on_behalf_of", "decision"]

    def prepare(self):
        self.fields["on_behalf_of"].queryset = Body.objects.filter(live=True)
        self.fields["decision"].queryset = decisions_for(body_of(self.thing))


class EndMandateForm(EndForm):
    ending = forms.ChoiceField(label=_("Ended by"), choices=Mandate.Ending.choices)
    field_order = ["ends_on", "ending", "reason"]


class CorrectMandateForm(Grounds):
    party = fields.thing(Party, _("Party"), required=False)
    starts_on = fields.partial_day(_("From"), required=False)
    ends_on = fields.partial_day(_("Until"), required=False)
    term_ends_on = fields.partial_day(_("Term ends on"), required=False)
    beginning = forms.ChoiceField(label=_("Began as"), choices=Mandate.Beginning.choices)
    ending = forms.ChoiceField(label=_("Ended by"), choices=[*NONE, *Mandate.Ending.choices], required=False)
    reason = fields.line(_("Reason for the correction"), required=True)
    field_order = ["party", "starts_on", "ends_on", "term_ends_on", "beginning", "ending"]

    def prepare(self):
        for name in self.fields:
            if hasattr(self.thing, name):
                self.fields[name].initial = getattr(self.thing, name)


class SeatHolderForm(ActForm):
    person = fields.thing(Person, _("Person"))
    starts_on = fields.partial_day(_("From"), required=False)
    ends_on = fields.partial_day(_("Until"), required=False)
    local_office = fields.choice(LocalOffice, _("By virtue of"), required=False)
    is_acting = forms.BooleanField(label=_("Acting"), required=False)

    def prepare(self):
        of_party = LocalOffice.objects.filter(party=self.thing.party_id).select_related("person", "party")
        self.fields["local_office"].queryset = of_party


class LocalOfficeForm(Grounds):
    person = fields.thing(Person, _("Person"))
    title = fields.texts(_("Title, for example mayor"))
    starts_on = fields.partial_day(_("From"), required=False)
    ends_on = fields.partial_day(_("Until"), required=False)
    field_order = ["person", "title", "starts_on", "ends_on"]


class ClearFlagForm(ActForm):
    outcome = forms.ChoiceField(label=_("What becomes of the seat"), choices=SeatFlag.Outcome.choices)
    on = fields.partial_day(_("On"))
    person = fields.thing(
        Person,
        _("Person"),
        required=False,
        help_text=_("Who succeeds or acts; empty: whom the statutes propose to act."),
    )
    party = fields.thing(Party, _("Party"), required=False, help_text=_("Only where somebody of another party acts."))
    local_office = fields.choice(LocalOffice, _("By virtue of"), required=False)

    def prepare(self):
        self.fields["on"].initial = PartialDate.of(timezone.localdate())
        of_party = LocalOffice.objects.filter(party=self.thing.mandate.party_id)
        self.fields["local_office"].queryset = of_party.select_related("person", "party")
        if self.thing.cause == SeatFlag.Cause.LOCAL_OFFICE:
            choices = [pair for pair in SeatFlag.Outcome.choices if pair[0] != SeatFlag.Outcome.LIFTED]
            self.fields["outcome"].choices = choices


class EnrolForm(Grounds):
    party = fields.thing(Party, _("Party"))
    state = forms.ChoiceField(label=_("As"))
    category = fields.line(_("Category"), longest=60)
    happened_on = fields.partial_day(_("On"), required=False)
    joined_on = fields.partial_day(_("Member since"), required=False)
    decision = fields.choice(Decision, _("By the decision"), required=False)
    reason = fields.line(_("Reason"), required=True)
    field_order = ["party", "state", "category", "happened_on", "joined_on", "decision", "reason"]

    def prepare(self):
        first = MembershipStep.NEXT[""]
        self.fields["state"].choices = [(state.value, state.label) for state in first]
        self.fields["decision"].queryset = decisions_for(self.thing)
