"""Calls for candidates in the office, and the candidates with their conditions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.models import Decision, LocalOffice, Mandate
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm

from .. import rules, services
from ..models import Nomination, OutsideSeat, Representative, Vacancy
from .seats import to_made


class OpenForm(ActForm):
    seat = fields.choice(OutsideSeat, gettext_lazy("Seat"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Representative.Role.choices)
    opens_on = fields.day(gettext_lazy("Opens on"))
    closes_on = fields.day(gettext_lazy("Last day"))
    starts_on = fields.partial_day(gettext_lazy("The seat from"))
    ends_on = fields.partial_day(gettext_lazy("The seat until"), required=False)
    dues_year = forms.IntegerField(
        label=gettext_lazy("Year of the dues that must be paid"), min_value=1985, max_value=2200, required=False
    )
    text = fields.texts(gettext_lazy("Text of the call"), required=False, are_long=True)
    call = fields.choice(Call, gettext_lazy("Form of the call"), required=False)

    def prepare(self):
        seats = OutsideSeat.objects.filter(quota__sender__in=keeping.bodies(self.by))
        self.fields["seat"].queryset = seats.select_related("quota__office")
        calls = Call.objects.filter(kind=Call.Kind.NOMINATION, body__in=keeping.bodies(self.by))
        self.fields["call"].queryset = calls.order_by("-pk")


class TakeForm(ActForm):
    submission = fields.choice(Submission, gettext_lazy("Submission"))
    local_office = fields.choice(LocalOffice, gettext_lazy("Candidate, by virtue of a local office"))
    gender = forms.ChoiceField(
        label=gettext_lazy("Gender"), choices=[("", "—"), *Nomination.Gender.choices], required=False
    )

    def prepare(self):
        rows = Submission.objects.visible_to(self.by).standing().filter(call=self.thing.call, nomination=None)
        self.fields["submission"].queryset = rows.select_related("party")
        offices = LocalOffice.objects.filter(party__in=rows.values("party")).select_related("person", "party")
        self.fields["local_office"].queryset = offices

    def clean(self):
        """Submission and office say whose candidate it is and who."""
        said = self.cleaned_data
        office, submission = said.get("local_office"), said.get("submission")
        if office is None or submission is None:
            return said
        if office.party_id != submission.party_id:
            raise forms.ValidationError(_("This local office is one of another city."))
        return said | {"party": submission.party, "person": office.person}


class ChooseForm(ActForm):
    decision = fields.choice(Decision, gettext_lazy("By the decision"))
    own_mandate = fields.choice(Mandate, gettext_lazy("Mandate here from which it follows"), required=False)
    sent_until = fields.partial_day(gettext_lazy("Or sent until"), required=False)

    def prepare(self):
        sender = self.thing.vacancy.seat.quota.sender
        self.fields["decision"].queryset = keeping.decisions_for(sender)
        own = Mandate.objects.filter(party=self.thing.party, office__body__network=sender.network)
        self.fields["own_mandate"].queryset = own.select_related("office", "party")


class NoForm(ActForm):
    """Nothing is asked."""


def of_condition(nomination):
    """What stands in the way of choosing, whatever the decision will be."""
    today = timezone.localdate()
    unmet = [each for each in rules.conditions_of(nomination, today) if not each.is_met and not each.is_advice]
    return f"{unmet[0].sentence} {unmet[0].cure}" if unmet else rules.obstacle_to_withdraw(nomination)


OPEN = Act(
    name="open",
    label=gettext_lazy("call for candidates"),
    form=OpenForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.open_vacancy(by=by, **typed),
    done=gettext_lazy("The call is open; the contacts of the member cities get a letter."),
    of_list=True,
    to=to_made,
)
TAKE = Act(
    name="take",
    label=gettext_lazy("take over a submission"),
    form=TakeForm,
    may=rules.may_keep_seats,
    applies=lambda vacancy: vacancy.call_id is not None,
    do=lambda vacancy, by, **typed: services.nominate(vacancy=vacancy, by=by, **typed),
    done=gettext_lazy("The candidate stands with this submission."),
)
CHOOSE = Act(
    name="choose",
    label=gettext_lazy("enter the choice"),
    form=ChooseForm,
    may=rules.may_keep_seats,
    obstacle=of_condition,
    do=lambda nomination, by, **typed: services.choose_candidate(nomination=nomination, by=by, **typed),
    explanation=gettext_lazy("By the vote of a body: the conditions are checked anew, and the seat is given."),
    done=gettext_lazy("The seat is given; where its address is known, the other network gets a letter."),
)
TELL = Act(
    name="tell",
    label=gettext_lazy("tell the other network"),
    form=NoForm,
    may=rules.may_keep_seats,
    obstacle=rules.obstacle_to_tell,
    do=lambda nomination, by: services.tell_network(nomination=nomination, by=by),
    done=gettext_lazy("The letter is in the outbox."),
)
WITHDRAW = Act(
    name="withdraw",
    label=gettext_lazy("withdraw"),
    form=ReasonForm,
    may=rules.may_keep_seats,
    obstacle=rules.obstacle_to_withdraw,
    do=lambda nomination, by, reason: services.withdraw_nomination(nomination=nomination, by=by, reason=reason),
    done=gettext_lazy("The candidate is withdrawn."),
)


class VacancyRegister(OfBodies, Register):
    model = Vacancy
    path = "seat__quota__sender"
    name = url_namespace = "office_vacancies"
    url_prefix = "vacancies"
    icon = "form"
    list_display = ("__str__", "opens_on", "closes_on", "starts_on", "dues_year")
    unshown = ("key",)
    acts = (OPEN, TAKE)

    def listed(self, user):
        return self.kept(user).select_related("seat__quota__office", "seat__quota__sender")

    def sections(self, thing, user):
        rows = Section(_("Candidates"), (_("candidate"), _("state"), _("proposed on")))
        for row in thing.nominations.select_related("party", "person"):
            rows.add(str(row), row.get_state_display(), row.proposed_on, thing=row)
        return [rows, *super().sections(thing, user)]


class NominationRegister(OfBodies, Register):
    model = Nomination
    path = "vacancy__seat__quota__sender"
    name = url_namespace = "office_nominations_elsewhere"
    url_prefix = "candidates-elsewhere"
    icon = "user"
    list_display = ("__str__", "vacancy", "state", "proposed_on", "told_on")
    list_filter = ("state",)
    unshown = ("key", "conditions")
    unexported = ("gender",)
    acts = (CHOOSE, TELL, WITHDRAW)

    def listed(self, user):
        return self.kept(user).select_related("party", "person", "vacancy__seat__quota__office")

    def sections(self, thing, user):
        found = rules.as_found(thing) if thing.conditions else rules.conditions_of(thing, timezone.localdate())
        section = Section(_("Conditions"), (_("found"), _("how it is mended")))
        for condition in found:
            section.add(condition.sentence, str(condition.cure))
        return [section, *super().sections(thing, user)]
