"""What stands in place of a payment: entered with its source, taken back with a reason."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, address_of
from hamshahr.bodies.models import Body, Decision, Membership
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ReasonForm
from hamshahr.parties.models import Party
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..models import PaidElsewhere, Waiver


class OfYearForm(ActForm):
    party = fields.thing(Party, gettext_lazy("City"))
    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("In whose books"))
    year = fields.number(gettext_lazy("Year"))
    source = fields.line(gettext_lazy("Source"), required=True, longest=600)

    def prepare(self):
        self.fields["body"].queryset = Body.objects.filter(fee_scales__isnull=False).distinct()
        self.fields["year"].initial = str(timezone.localdate().year)

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year != int(year) or not 1900 <= year <= 2200:
            raise forms.ValidationError(_("Write a year of four digits."))
        return int(year)

    def clean(self):
        """City and body become the membership."""
        said = dict(self.cleaned_data)
        party, body = said.pop("party", None), said.pop("body", None)
        membership = Membership.objects.filter(party=party, body=body).first()
        if party and body and membership is None:
            raise forms.ValidationError(_("This city is not in the register of members of this body."))
        return said | {"membership": membership}


class ElsewhereForm(OfYearForm):
    network = fields.thing(Body, gettext_lazy("Paid in"))
    statement = fields.line(gettext_lazy("Number of its statement"), longest=120)


class WaiverForm(OfYearForm):
    decision = fields.choice(Decision, gettext_lazy("By the decision"))

    def prepare(self):
        super().prepare()
        self.fields["decision"].queryset = Decision.objects.select_related("body").order_by("-decided_on", "-pk")


def to_ground(_none, ground):
    return address_of(ground)


def entering(form, service, explanation):
    return Act(
        name="enter",
        label=gettext_lazy("enter"),
        form=form,
        may=rules.may_keep_dues,
        do=lambda _none, by, **typed: service(on=timezone.localdate(), by=by, **typed),
        explanation=explanation,
        done=gettext_lazy("It is in the books; an open invoice of the year is void."),
        of_list=True,
        to=to_ground,
    )


WITHDRAW = Act(
    name="withdraw",
    label=gettext_lazy("take back"),
    form=ReasonForm,
    may=rules.may_keep_dues,
    obstacle=rules.obstacle_to_withdraw_ground,
    do=lambda ground, by, reason: services.withdraw_ground(
        ground=ground, reason=reason, on=timezone.localdate(), by=by
    ),
    explanation=gettext_lazy("The invoice that had fallen is issued anew."),
    done=gettext_lazy("It is taken back."),
)


class GroundRegister(Register):
    keepers = staticmethod(rules.may_keep_dues)
    list_filter = {"year": ["exact"], "withdrawn_at": ["isnull"]}

    @property
    def search(self):
        return lambda rows, words: rows.filter(membership__party__in=found_parties(words))


class ElsewhereRegister(GroundRegister):
    model = PaidElsewhere
    name = "office_elsewhere"
    url_prefix = "paid-elsewhere"
    icon = "link"
    list_display = ("membership", "year", "network", "statement", "entered_at", "withdrawn_at")
    acts = (
        entering(
            ElsewhereForm,
            services.record_paid_elsewhere,
            gettext_lazy("For a joint member that pays one fee for two networks."),
        ),
        WITHDRAW,
    )

    def listed(self, user):
        return self.kept(user).select_related("membership__party", "membership__body", "network")


class WaiverRegister(GroundRegister):
    model = Waiver
    name = "office_waivers"
    url_prefix = "waivers"
    icon = "cross"
    list_display = ("membership", "year", "decision", "entered_at", "withdrawn_at")
    acts = (
        entering(
            WaiverForm,
            services.waive_fee,
            gettext_lazy("For a member whose fee of a year an organ waived by its decision."),
        ),
        WITHDRAW,
    )

    def listed(self, user):
        return self.kept(user).select_related("membership__party", "membership__body", "decision")
