"""The figures that fees rest on, in the office: a new one ends the one before it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register
from hamshahr.bodies.models import Body, Membership, Office
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.parties.models import Country, Party, Region
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..models import CountryIncome, ExchangeRate, Footing, IncomeGroup, Watch
from ..models.figures import CURRENCY
from ..services.figures import end_watch


def code(label, *, required=True):
    return forms.CharField(label=label, max_length=3, required=required, validators=[CURRENCY])


def source():
    return fields.line(gettext_lazy("Source"), required=True, longest=600)


def whole(form, name):
    """The whole number of a field, or nothing."""
    value = form.cleaned_data.get(name)
    if value is not None and (value != int(value) or value < 0):
        raise forms.ValidationError(_("Write a whole number."))
    return None if value is None else int(value)


class IncomeForm(ActForm):
    country = fields.choice(Country, gettext_lazy("Country"))
    group = forms.ChoiceField(label=gettext_lazy("Income group"), choices=IncomeGroup.choices)
    per_head = fields.number(gettext_lazy("Income per head"), required=False)
    per_head_currency = code(gettext_lazy("Currency of the income"), required=False)
    starts_on = fields.day(gettext_lazy("From"))
    source = source()

    def prepare(self):
        self.fields["country"].queryset = Country.objects.all()


class FootingForm(ActForm):
    membership = fields.choice(Membership, gettext_lazy("Membership"))
    capital = forms.ChoiceField(
        label=gettext_lazy("Capital status"), choices=[("", "—"), *Footing.Standing.choices], required=False
    )
    tie = forms.ChoiceField(
        label=gettext_lazy("Joint or exclusive"), choices=[("", "—"), *Footing.Tie.choices], required=False
    )
    shares_with = fields.thing(Party, gettext_lazy("Shares its territory with"), required=False)
    population = fields.number(gettext_lazy("Population"), required=False)
    currency = code(gettext_lazy("Its own currency"), required=False)
    starts_on = fields.day(gettext_lazy("From"))
    source = source()

    def prepare(self):
        charged = Membership.objects.filter(body__fee_scales__isnull=False).distinct()
        self.fields["membership"].queryset = charged.select_related("party", "body").order_by("body", "party__slug")

    def clean_population(self):
        return whole(self, "population")


class RateForm(ActForm):
    base = code(gettext_lazy("One unit of"))
    currency = code(gettext_lazy("Is worth in"))
    rate = fields.number(gettext_lazy("Rate"))
    on = fields.day(gettext_lazy("On"))
    source = source()


class WatchForm(ActForm):
    follower = fields.thing(Body, gettext_lazy("Which body follows"))
    office = fields.choice(
        Office,
        gettext_lazy("Only who holds a seat in the office"),
        required=False,
        help_text=gettext_lazy("As a vice-president, who reads the list of the own region and changes nothing."),
    )
    body = fields.thing(Body, gettext_lazy("Whose dues"))
    region = fields.choice(Region, gettext_lazy("Region"))
    starts_on = fields.day(gettext_lazy("From"))

    def prepare(self):
        self.fields["region"].queryset = Region.objects.all()
        self.fields["office"].queryset = Office.objects.select_related("body").order_by("body", "slug")


class EndForm(ActForm):
    ends_on = fields.day(gettext_lazy("Until"))


def act_of_list(name, label, form, do, done, may=rules.may_keep_dues):
    return Act(name=name, label=label, form=form, may=may, do=do, done=done, of_list=True)


CLASSIFY = act_of_list(
    "classify",
    gettext_lazy("enter the income of a country"),
    IncomeForm,
    lambda _none, by, **typed: services.classify_country(by=by, **typed),
    gettext_lazy("The figure counts for the years that begin after its day."),
)
SET_FOOTING = act_of_list(
    "set",
    gettext_lazy("enter the footing of a member"),
    FootingForm,
    lambda _none, by, **typed: services.set_footing(by=by, **typed),
    gettext_lazy("The footing counts for the years that begin after its day."),
)
ENTER_RATE = act_of_list(
    "enter",
    gettext_lazy("enter a rate"),
    RateForm,
    lambda _none, by, **typed: services.publish_rate(today=timezone.localdate(), by=by, **typed),
    gettext_lazy("The rate is entered."),
)
SET_WATCH = act_of_list(
    "follow",
    gettext_lazy("let a body follow a region"),
    WatchForm,
    lambda _none, by, **typed: services.set_watch(by=by, **typed),
    gettext_lazy("Whoever keeps that body, or holds that office, sees who is late in the region."),
    rules.may_publish_rules,
)
END_WATCH = Act(
    name="end",
    label=gettext_lazy("end"),
    form=EndForm,
    may=rules.may_publish_rules,
    do=lambda watch, by, ends_on: end_watch(watch=watch, ends_on=ends_on, by=by),
    done=gettext_lazy("The watch ends."),
)


class OfDues(Register):
    """A register that the treasurer and the secretariat keep."""

    keepers = staticmethod(rules.may_keep_dues)


class IncomeRegister(OfDues):
    model = CountryIncome
    name = "office_incomes"
    url_prefix = "incomes"
    icon = "globe"
    list_display = ("country", "group", "per_head", "starts_on", "ends_on", "source")
    list_filter = ("group", "country")
    searched = ("country__names", "source")
    acts = (CLASSIFY,)

    def listed(self, user):
        return self.kept(user).select_related("country")


class FootingRegister(OfDues):
    model = Footing
    name = "office_footings"
    url_prefix = "footings"
    icon = "form"
    list_display = ("membership", "capital", "tie", "starts_on", "ends_on")
    list_filter = ("capital", "tie")
    acts = (SET_FOOTING,)

    def listed(self, user):
        return self.kept(user).select_related("membership__party", "membership__body", "shares_with")

    @property
    def search(self):
        return lambda rows, words: rows.filter(membership__party__in=found_parties(words))


class RateRegister(OfDues):
    model = ExchangeRate
    name = "office_rates"
    url_prefix = "rates"
    icon = "order"
    list_display = ("base", "currency", "rate", "on", "source")
    list_filter = ("base", "currency")
    acts = (ENTER_RATE,)


class WatchRegister(OfDues):
    model = Watch
    name = "office_watches"
    url_prefix = "watches"
    icon = "view"
    list_display = ("follower", "office", "region", "body", "starts_on", "ends_on")
    acts = (SET_WATCH, END_WATCH)

    def listed(self, user):
        return self.kept(user).select_related("follower", "office__body", "body", "region")
