"""Gate criteria of funds, and funders with what they ask."""

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import DescribedRegister, Register, Section, address_of
from hamshahr.accounts.office.described import DescribedForm
from hamshahr.bodies.models import Body
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.office.shown import Published
from hamshahr.parties.services.registers import free_address

from .. import queries, services
from ..models import WAY, Asked, Funder, GateCriterion, Project
from ..wording import words_of


def today():
    return timezone.localdate()


class CriterionForm(ActForm):
    fund = fields.choice(Body, gettext_lazy("Fund"))
    state = forms.ChoiceField(
        label=gettext_lazy("Before the state"), choices=[(state.value, state.label) for state in WAY[1:]]
    )
    names = fields.texts(gettext_lazy("Criterion"))

    def prepare(self):
        self.fields["fund"].queryset = queries.funds() & keeping.bodies(self.by)


ASK_GATE = Act(
    name="ask",
    label=gettext_lazy("ask something of projects"),
    form=CriterionForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.add_criterion(by=by, **typed),
    done=gettext_lazy("Projects are asked for this before that state."),
    of_list=True,
    to=lambda _none, made: address_of(made),
)


class GateRegister(OfBodies, Register):
    model = GateCriterion
    path = "fund"
    name = url_namespace = "office_gates"
    url_prefix = "gates"
    icon = "tick"
    list_display = ("names", "fund", "state")
    list_filter = {"fund": ["exact"], "state": ["exact"]}
    acts = (ASK_GATE,)


class FunderForm(DescribedForm):
    named_by = "names"

    def make_address(self, cleaned):
        return free_address(Funder, say(cleaned["names"], "en"))


class AskForm(ActForm):
    asked = forms.ChoiceField(label=gettext_lazy("What is asked"), choices=Asked.choices)
    values = fields.line(
        gettext_lazy("Values"),
        help_text=gettext_lazy("Addresses of regions, topics or bodies, codes of countries, instruments; with commas."),
    )
    number = fields.number(gettext_lazy("Number"), required=False)
    currency = fields.line(gettext_lazy("Currency"), longest=3)

    def clean_values(self):
        return [word.strip() for word in re.split("[,،]", self.cleaned_data["values"]) if word.strip()]

    def clean_number(self):
        number = self.cleaned_data["number"]
        return None if number is None else int(number)

    def clean(self):
        typed = super().clean()
        with_number = {Asked.COST_FROM, Asked.COST_TO, Asked.OWN_SHARE, Asked.PEOPLE}
        if typed.get("asked") in with_number and typed.get("number") is None:
            self.add_error("number", _("Give the number that is asked."))
        if typed.get("asked") not in with_number and not typed.get("values"):
            self.add_error("values", _("Give at least one value."))
        return typed


ASK = Act(
    name="ask",
    label=gettext_lazy("write down what it asks"),
    form=AskForm,
    may=lambda user, _funder: keeping.may_keep_some(user),
    do=lambda funder, by, **typed: services.ask_of_funder(funder=funder, on=today(), by=by, **typed),
    explanation=gettext_lazy("Asked anew, it takes the place of what was asked before."),
    done=gettext_lazy("Projects are tried on it from now on."),
)


def keeps_a_fund(user):
    """The secretariat, and who keeps a fund."""
    return (keeping.may_keep_some(user) and (queries.funds() & keeping.bodies(user)).exists()) or user.is_secretariat


class FunderRegister(DescribedRegister):
    model = Funder
    keepers = staticmethod(keeps_a_fund)
    name = url_namespace = "office_funders"
    url_prefix = "funders"
    icon = "group"
    fields = ("names", "slug", "text", "party", "contact", "website", "opens_on", "closes_on", "source")
    form_class = FunderForm
    verb_of_adding = "funder.added"
    list_display = ("__str__", "closes_on", Published())
    list_filter = ("live",)
    acts = (ASK,)

    def sections(self, thing, user):
        asked = Section(_("What it asks"), (_("criterion"), _("until")))
        for row in thing.criteria.all():
            asked.add(words_of(row), row.ends_on)
        projects = Section(_("Projects whose plan names it"), (_("project"), _("state")))
        for row in Project.objects.filter(plans__lines__funder=thing).distinct():
            projects.add(row, row.get_state_display(), thing=row)
        return [asked, projects, *super().sections(thing, user)]
