"""The page on which a claim gets its proving query: chosen, filled in, tried, kept."""

from copy import copy

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm, ActPage

from .. import rules, services
from ..models import State
from ..proving import BUILDERS, check, evaluate, judged, said
from ..proving.parameters import stored

SHOWN = 12


def builders():
    return [
        ("", _("none: the record holds nothing of this kind")),
        *((one.name, one.label) for one in BUILDERS.values()),
    ]


class QueryForm(ActForm):
    """The builder, and the typed parameters of the one that is chosen."""

    builder = forms.ChoiceField(label=gettext_lazy("proving query"), required=False)
    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = fields.lines(gettext_lazy("Reason"))

    def prepare(self):
        self.fields["builder"].choices = builders()
        chosen = self.data.get("builder", "") if self.is_bound else self.thing.builder
        self.builder = BUILDERS.get(chosen)
        self.initial = {"builder": chosen, "asked": chosen}
        reason = self.fields.pop("reason")
        if self.builder:
            self.fields["builder"].help_text = self.builder.explanation
            self.fields.update(self.builder.form().fields)
            if chosen == self.thing.builder:
                self.initial |= first_values(self.fields, self.thing.parameters)
        self.fields["reason"] = reason

    def parameters(self):
        own = set(self.builder.form().fields) if self.builder else set()
        return stored({name: value for name, value in self.cleaned_data.items() if name in own})


def first_values(known, parameters):
    """What is stored, as the fields show it: choosers want numbers, lists of addresses stand in lines."""
    found = {}
    for name, value in parameters.items():
        field = known.get(name)
        if isinstance(field, fields.ThingField):
            found[name] = field.queryset.filter(slug=value).values_list("pk", flat=True).first()
        else:
            found[name] = " ".join(value) if isinstance(value, list) and isinstance(field, forms.CharField) else value
    return found


class QueryPage(ActPage):
    """A first click shows the fields of another query, the next one tries it, and the last one keeps it."""

    template_name = "record/office/query.html"
    trial = None

    def answer(self):
        if self.request.method != "POST" or not self.act.may(self.request.user, self.thing):
            return super().answer()
        typed = self.request.POST
        if typed.get("builder", "") != typed.get("asked", ""):
            return self.page(self.chosen_form(typed["builder"]), 200)
        if "try" not in typed:
            return super().answer()
        form = self.form_of(typed)
        if form.is_valid():
            self.trial = self.tried(form)
        return self.page(form, 200 if form.is_valid() else 422)

    def chosen_form(self, name):
        """The empty fields of the query just chosen."""
        claim = copy(self.thing)
        if name != claim.builder:
            claim.builder, claim.parameters = name, {}
        return self.act.form(None, None, thing=claim, by=self.request.user)

    def tried(self, form):
        """What the claim would show with this query."""
        claim = copy(self.thing)
        try:
            claim.builder = form.cleaned_data["builder"]
            claim.parameters = check(claim.builder, form.parameters(), has_party=claim.party_id is not None)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return None
        finding = evaluate(claim)
        verdict = judged(claim, finding)
        missing = said(each.stored() for each in verdict.missing)
        state = State(verdict.state)
        return {"state": state, "verdict": verdict, "missing": missing, "rows": finding.behind()[:SHOWN]}

    def carried_out(self, form):
        form.cleaned_data = {
            "builder": form.cleaned_data["builder"],
            "parameters": form.parameters(),
            "reason": form.cleaned_data["reason"],
        }
        return super().carried_out(form)

    def context(self, form):
        return super().context(form) | {"trial": self.trial}


QUERY = Act(
    name="query",
    label=gettext_lazy("choose the proving query"),
    form=QueryForm,
    may=lambda user, claim: rules.may_keep_claims(user),
    obstacle=rules.obstacle_to_correct_claim,
    do=lambda claim, by, **typed: services.correct_claim(claim=claim, by=by, **typed),
    explanation=gettext_lazy("A claim is proven by a question that the record can answer, never by a ticked box."),
    done=gettext_lazy("The claim was compared with the record."),
    page=QueryPage,
)
