"""What readers narrow the pipeline by, and what a city writes of its project."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from hamshahr.dues.models.figures import CURRENCY
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.fields import NumberField
from hamshahr.practices.models import Topic

from .models import WAY, DuePaper, Funder, Instrument

ANY = ("", _("any"))
MOST_LINES = 8
LONG = {"rows": 5, "dir": "auto"}


class PipelineFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    fund = forms.ChoiceField(label=_("Fund"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *((row.value, row.label) for row in WAY)], required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)

    places = {"fund": "fund", "region": "party__country__region"}

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        for name, path in self.places.items():
            found = rows.exclude(**{path: None}).order_by().values_list(f"{path}__slug", f"{path}__names").distinct()
            self.fields[name].choices = [ANY, *sorted(((slug, say(names)) for slug, names in found), key=str)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data


class LateFilters(PipelineFilters):
    """The late reports by words, fund and region; the places are those of the reports that the reader follows."""

    state = None
    places = {"fund": "agreement__project__fund", "region": "agreement__project__party__country__region"}


class ChangeForm(forms.Form):
    """The words and the cost of a project."""

    names = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = forms.CharField(
        label=_("What is planned"), max_length=8000, required=False, widget=forms.Textarea(attrs=LONG)
    )
    topic = forms.ModelChoiceField(
        Topic.objects.order_by("slug"), label=_("Topic"), required=False, empty_label=_("Choose")
    )
    cost = NumberField(label=_("Cost of the whole project"))
    currency = forms.CharField(
        label=_("Currency"),
        min_length=3,
        max_length=3,
        validators=[CURRENCY],
        initial="EUR",
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Three capital letters, for example EUR, USD or IRR."),
    )

    def __init__(self, *args, project=None, **kwargs):
        self.project = project
        names = ("names", "text", "topic", "cost", "currency")
        first = {name: getattr(project, name) for name in names} if project else {}
        super().__init__(*args, initial={name: said(value) for name, value in first.items()}, **kwargs)

    def clean(self):
        """What was typed stands in the language of the page; the words in other languages stay."""
        typed = super().clean()
        for name in {"names", "text"} & set(typed):
            before = getattr(self.project, name, None)
            others = before.data if isinstance(before, LazyI18nString) and isinstance(before.data, dict) else {}
            typed[name] = LazyI18nString({**others, get_language(): typed[name]})
        return typed


def said(value):
    """A text in the language of the page; anything else as it is."""
    return say(value) if isinstance(value, LazyI18nString) else value


class BeginForm(ChangeForm):
    """An idea for the pipeline of a fund."""

    party = forms.ModelChoiceField(None, label=_("City"))
    fund = forms.ModelChoiceField(None, label=_("Fund"))
    field_order = ("party", "fund", "names", "text", "topic", "cost", "currency")

    def __init__(self, *args, parties, funds, **kwargs):
        super().__init__(*args, **kwargs)
        for name, rows in (("party", parties), ("fund", funds)):
            self.fields[name].queryset = rows
            self.fields[name].label_from_instance = lambda thing: say(thing.names)
            if len(rows) == 1:
                self.fields[name].initial = rows[0]


class LineForm(forms.Form):
    """One line of a financing plan; a line without an amount is left out."""

    instrument = forms.ChoiceField(label=_("Instrument"), choices=Instrument)
    funder = forms.ModelChoiceField(None, label=_("Funder"), required=False, empty_label=_("Choose"))
    amount = NumberField(label=_("Amount"), required=False)
    currency = forms.CharField(
        label=_("Currency"), max_length=3, validators=[CURRENCY], widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    words = forms.CharField(
        label=_("Remark"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["funder"].queryset = Funder.objects.filter(live=True).order_by("slug")

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is not None and amount <= 0:
            raise forms.ValidationError(_("An amount of the plan is greater than zero."))
        return amount


class Lines(BaseFormSet):
    def lines(self):
        """What was typed in the lines that have an amount."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("amount") is not None]


LineForms = formset_factory(LineForm, formset=Lines, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


def first_lines(plan, currency):
    """The lines that the form begins with: those of the plan, then empty ones."""
    names = ("instrument", "funder", "amount", "currency", "words")
    lines = [{name: getattr(line, name) for name in names} for line in plan.lines.all()] if plan else []
    return (lines + [{"currency": currency, "instrument": Instrument.OWN}] * MOST_LINES)[:MOST_LINES]


class PaperForm(forms.Form):
    """``drawn`` is what the file became, or why it was refused."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DuePaper.Kind)
    valid_until = CalendarDayField(
        label=_("Valid until"), required=False, help_text=_("Empty where the paper does not expire.")
    )
    file = forms.FileField(
        label=pgettext_lazy("of due diligence", "Paper"),
        help_text=_("A PDF or a picture (PNG, JPEG, WebP) of at most 5 MB; at most eight pages are kept, as pictures."),
    )

    def __init__(self, *args, drawn=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.drawn = drawn

    def clean_file(self):
        if isinstance(self.drawn, Refused):
            raise forms.ValidationError(str(self.drawn))
        return self.cleaned_data["file"]

    def clean(self):
        """The paper goes on in place of the file."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return said | {"paper": self.drawn}


class ReportForm(forms.Form):
    """A report, with the version that its writer had before them, and a value for each indicator."""

    text = forms.CharField(
        label=_("What was done"),
        max_length=20000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    results = forms.CharField(
        label=_("Results for the public"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("These words stand on the public page of the project once the report is accepted."),
    )
    spent = NumberField(label=_("Spent of this instalment"), initial=0)
    audit_note = forms.CharField(
        label=_("Note of the auditor"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
        help_text=_("The last report needs it."),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, report, project, **kwargs):
        names = ("text", "results", "spent", "audit_note", "version")
        first = {name: getattr(report, name) for name in names} if report else {"version": 0}
        self.indicators = list(project.indicators.all())
        values = {row.indicator_id: row.value for row in report.measured.all()} if report else {}
        first |= {f"indicator_{row.pk}": values.get(row.pk) for row in self.indicators}
        super().__init__(*args, initial=first, **kwargs)
        for row in self.indicators:
            label = f"{say(row.names)} ({say(row.unit)})" if say(row.unit) else say(row.names)
            self.fields[f"indicator_{row.pk}"] = NumberField(label=label, required=False)

    def said(self):
        """The words and sums."""
        return {name: self.cleaned_data[name] for name in ("text", "results", "spent", "audit_note", "version")}

    def measured(self):
        """The values that were given."""
        given = {row: self.cleaned_data[f"indicator_{row.pk}"] for row in self.indicators}
        return {row: value for row, value in given.items() if value is not None}
