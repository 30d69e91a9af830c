"""The fee rules in the office: versions to read, a form for a table, one for a formula, and the index."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.models import Body
from hamshahr.kernel.digits import localise, number, parse_number
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm

from .. import queries, rules, services
from ..assessing import cells_of
from ..models import FeeScale, Footing, IncomeGroup
from ..models.figures import CURRENCY
from ..models.scales import first_reminders
from ..money import show
from .trying import TryScale, examples

CELLS = [
    (group, capital, tie)
    for group in IncomeGroup.values
    for capital in Footing.Standing.values
    for tie in Footing.Tie.values
]


def cell_name(cell):
    return "cell-" + "-".join(part.replace(" ", "-") for part in cell)


def cell_label(cell):
    group, capital, tie = cell
    return " · ".join(
        str(word) for word in (IncomeGroup(group).label, Footing.Standing(capital).label, Footing.Tie(tie).label)
    )


def currency(label):
    return forms.CharField(label=label, max_length=3, validators=[CURRENCY], initial="EUR")


def percent(label):
    return fields.number(label, required=False, initial=Decimal(0))


class ScaleForm(ActForm):
    """What every version says, table or formula."""

    body = fields.thing(Body, gettext_lazy("Body"))
    article = fields.line(gettext_lazy("Article"), required=True, longest=60)
    starts_on = fields.day(gettext_lazy("In force from"))
    ends_on = fields.day(gettext_lazy("In force until"), required=False)
    currency = currency(gettext_lazy("Currency"))
    tax_percent = percent(gettext_lazy("Tax in per cent, held in the amounts"))
    discount_percent = percent(gettext_lazy("Discount in per cent for a shared territory"))
    step = fields.number(gettext_lazy("Rounded to"), initial=Decimal(1))
    due_days = forms.IntegerField(label=gettext_lazy("Days to pay"), min_value=1, max_value=730, initial=90)
    reminders = fields.line(
        gettext_lazy("Reminders, in days from the due day"),
        required=True,
        help_text=gettext_lazy("With commas between them; a minus stands for days before."),
    )
    indexed_every = forms.IntegerField(
        label=gettext_lazy("Years until the next indexation"), min_value=1, max_value=50, initial=3
    )
    pay_to = fields.lines(gettext_lazy("Account to pay into"))
    source = fields.line(gettext_lazy("Source"), required=True, longest=600)

    def prepare(self):
        self.fields["reminders"].initial = ", ".join(str(day) for day in first_reminders())

    def clean_reminders(self):
        try:
            return sorted(
                {int(parse_number(day)) for day in self.cleaned_data["reminders"].replace("،", ",").split(",")}
            )
        except ValueError as error:
            raise forms.ValidationError(
                _("Write whole numbers with commas between them, such as -30, 0, 30.")
            ) from error

    def clean(self):
        for name in ("tax_percent", "discount_percent"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or Decimal(0)
        return self.cleaned_data


class TableForm(ScaleForm):
    """One amount for each cell; an empty one leaves such a member without a fee."""

    def prepare(self):
        super().prepare()
        for cell in CELLS:
            self.fields[cell_name(cell)] = fields.number(cell_label(cell), required=False)

    def clean(self):
        said = super().clean()
        cells = {cell: said.pop(cell_name(cell), None) for cell in CELLS}
        return said | {"way": "table", "cells": {cell: amount for cell, amount in cells.items() if amount is not None}}


class FormulaForm(ScaleForm):
    """Fixed part + factor × income per head × population."""

    fixed = fields.number(gettext_lazy("Fixed part"))
    factor = fields.number(gettext_lazy("Factor"))
    income_currency = currency(gettext_lazy("Currency of the income"))
    least = fields.number(gettext_lazy("At least"), required=False)
    most = fields.number(gettext_lazy("At most"), required=False)

    def clean(self):
        return super().clean() | {"way": "formula"}


class IndexForm(ActForm):
    percent = fields.number(gettext_lazy("Index in per cent"))
    starts_on = fields.day(gettext_lazy("In force from"))
    source = fields.line(gettext_lazy("Source of the index"), required=True, longest=600)


def scale_of(*, cells=None, **typed):
    """The version as it was typed, which stands nowhere yet."""
    return FeeScale(**typed), cells or {}


PUBLISH = {
    "may": rules.may_publish_rules,
    "do": lambda _none, by, **typed: services.publish_scale(by=by, **typed),
    "explanation": gettext_lazy(
        "A version is published once and charges the years that begin after its day; what was charged before stays."
    ),
    "done": gettext_lazy("The rules are published."),
    "to": lambda _none, scale: ScaleRegister.instance.address_of(scale),
    "of_list": True,
    "page": TryScale,
}
TABLE = Act(name="table", label=gettext_lazy("publish a fee table"), form=TableForm, **PUBLISH)
FORMULA = Act(name="formula", label=gettext_lazy("publish a formula"), form=FormulaForm, **PUBLISH)
INDEX = Act(
    name="index",
    label=gettext_lazy("index the amounts"),
    form=IndexForm,
    may=rules.may_publish_rules,
    do=lambda scale, by, **typed: services.index_scale(scale=scale, by=by, **typed),
    explanation=gettext_lazy("Every amount is raised and rounded; the result is a version of its own."),
    done=gettext_lazy("The indexed rules are published."),
    to=lambda _scale, indexed: ScaleRegister.instance.address_of(indexed),
)


class ScaleRegister(Register):
    model = FeeScale
    keepers = staticmethod(rules.may_keep_dues)
    name = "office_fee_scales"
    url_prefix = "fee-rules"
    icon = "table"
    list_display = ("__str__", "way", "currency", "starts_on")
    list_filter = ("body", "way")
    searched = ("article", "source")
    unshown = ("reminders",)
    acts = (TABLE, FORMULA, INDEX)
    instance: "ScaleRegister"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ScaleRegister.instance = self

    def listed(self, user):
        return self.kept(user).select_related("body")

    def remarks(self, thing):
        days = _(", ").join(localise(day) for day in thing.reminders)
        return [_("Reminders go out on these days, counted from the due day: %(days)s.") % {"days": days}]

    def parts(self, thing):
        return list(thing.fees.all())

    def sections(self, thing, user):
        cells = Section(_("Fee table"), (_("member"), _("amount")))
        found = cells_of(thing)
        cells.add_all((cell_label(cell), show(found[cell], thing.currency)) for cell in CELLS if cell in found)
        tried = Section(_("Three examples"), (_("member"), _("amount"), _("why")))
        for row in examples(thing, found):
            tried.add(row["name"], row["amount"], " ".join(row["why"]))
        sums = Section(
            _("Sums of this body"), (_("year"), _("invoices"), _("charged"), _("open amount"), _("in other currencies"))
        )
        for each in queries.totals_of(thing.body, timezone.localdate()):
            money = (show(each.charged, each.currency), show(each.open, each.currency))
            sums.add(each.year, number(each.invoices), *money, " · ".join(each.told))
        return [cells, tried, sums, *super().sections(thing, user)]
