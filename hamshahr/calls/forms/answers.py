"""The questions of a call as form fields, and what they were answered as plain values."""

from decimal import Decimal
from functools import partial

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.utils.html import conditional_escape, linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.fields import PartialDateFormField
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.fields import NumberField
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Party, PartyName

from ..models import Question

Kind = Question.Kind
CURRENCIES = ("EUR", "USD", "IRR")
LONGEST = 20_000
WEB_ADDRESS = URLValidator(schemes=["http", "https"])


class MoneyWidget(forms.MultiWidget):
    """An amount and its currency beside each other."""

    def __init__(self, choices):
        amount = forms.TextInput(attrs={"inputmode": "decimal", "dir": "auto", "autocomplete": "off"})
        currency = forms.Select(choices=choices, attrs={"aria-label": gettext_lazy("Currency")})
        super().__init__([amount, currency])

    def decompress(self, value):
        return [number(value["amount"]), value["currency"]] if value else [None, None]


class MoneyField(forms.MultiValueField):
    """{"amount": text of a number, "currency": code}; neither without the other."""

    def __init__(self, *, currencies, **kwargs):
        choices = [("", gettext_lazy("Currency")), *((code, code) for code in currencies)]
        fields = [NumberField(required=False), forms.ChoiceField(choices=choices, required=False)]
        super().__init__(fields, require_all_fields=False, widget=MoneyWidget(choices), **kwargs)

    def compress(self, values):
        amount, currency = values or (None, "")
        if amount is None and not currency:
            return None
        if amount is None or amount < 0:
            raise forms.ValidationError(_("Write the amount."))
        if not currency:
            raise forms.ValidationError(_("Say in which currency."))
        return {"amount": plain(amount), "currency": currency}


class CitiesField(forms.CharField):
    """Names of cities, one on each line, in any language they are known by; kept by their addresses."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        named = {party.slug: say(party.names) for party in Party.objects.filter(slug__in=value)}
        return "\n".join(named.get(slug, slug) for slug in value)

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return list(dict.fromkeys(map(city_named, lines))) or None


def city_named(line):
    """The address of the one party of that name."""
    named = PartyName.objects.filter(folded=fold(line), party__live=True, party__merged_into=None)
    slugs = set(named.values_list("party__slug", flat=True)[:3]) or set(
        Party.objects.filter(slug=line, live=True, merged_into=None).values_list("slug", flat=True)
    )
    if len(slugs) != 1:
        sentence = _("“%(name)s” is no city of the directory.") if not slugs else _("Several are called “%(name)s”.")
        raise forms.ValidationError(sentence % {"name": line[:100]})
    return slugs.pop()


def plain(amount: Decimal) -> str:
    return f"{amount:f}"


def options_of(question):
    return [(one["value"], say(one["names"])) for one in question.options] if isinstance(question.options, list) else []


def limits_of(question):
    """The limit of a question in words, for its help."""
    if question.limit is None:
        return ""
    most = {"most": localise(question.limit)}
    if question.kind in {Kind.TEXT, Kind.LONG_TEXT}:
        return _("At most %(most)s signs.") % most
    return _("At most %(most)s.") % most if question.kind in {Kind.CHOICES, Kind.CITIES} else ""


def help_of(question):
    """What is said under a question: its explanation and its limit, and who does not read it."""
    text = linebreaks(conditional_escape(say(question.help)), autoescape=False) if question.help else ""
    private = _("Jurors and the public never read this answer.") if question.is_private else ""
    return text + " ".join(part for part in (limits_of(question), private) if part)


def bounds_of(options):
    bounds = [(MinValueValidator, options.get("low")), (MaxValueValidator, options.get("high"))]
    return [validator(bound) for validator, bound in bounds if bound is not None]


def yes_or_no(**kwargs):
    choices = [("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]
    return forms.TypedChoiceField(
        choices=choices, widget=forms.RadioSelect, coerce=lambda word: word == "yes", empty_value=None, **kwargs
    )


def field_of(question):
    """The field in which a question is answered; nothing is required of a draft."""
    given = {"label": say(question.names), "help_text": help_of(question), "required": False}
    lines = forms.Textarea(attrs={"rows": 8, "dir": "auto"})
    line = forms.TextInput(attrs={"dir": "auto"})
    options = question.options if isinstance(question.options, dict) else {}
    kinds = {
        Kind.TEXT: partial(forms.CharField, max_length=LONGEST, widget=line, empty_value=None),
        Kind.LONG_TEXT: partial(forms.CharField, max_length=LONGEST, widget=lines, empty_value=None),
        Kind.NUMBER: partial(NumberField, validators=bounds_of(options)),
        Kind.MONEY: partial(MoneyField, currencies=options.get("currencies", CURRENCIES)),
        Kind.DATE: PartialDateFormField,
        Kind.CHOICE: partial(forms.ChoiceField, choices=options_of(question), widget=forms.RadioSelect),
        Kind.CHOICES: partial(
            forms.MultipleChoiceField, choices=options_of(question), widget=forms.CheckboxSelectMultiple
        ),
        Kind.YES_OR_NO: yes_or_no,
        Kind.CITIES: partial(CitiesField, max_length=4000),
        Kind.LINK: partial(forms.CharField, max_length=500, empty_value=None, validators=[WEB_ADDRESS]),
    }
    return kinds[question.kind](**given)


def shown_value(question, value):
    """A kept answer as its field takes it."""
    if value is None:
        return None
    if question.kind == Kind.NUMBER:
        return Decimal(value)
    if question.kind == Kind.MONEY:
        return {"amount": Decimal(value["amount"]), "currency": value["currency"]}
    if question.kind == Kind.DATE:
        return PartialDate(value)
    if question.kind == Kind.YES_OR_NO:
        return "yes" if value else "no"
    return value


def kept_value(value):
    """What was cleaned as a plain value, null where nothing was answered."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, PartialDate):
        return str(value)
    return None if value in ("", []) else value


class AnswersForm(forms.Form):
    """The questions of one step, or one of them; files are brought on pages of their own."""

    def __init__(self, *args, questions, values, **kwargs):
        self.questions = [question for question in questions if question.kind != Kind.FILE]
        first = {question.slug: shown_value(question, values.get(question.slug)) for question in self.questions}
        super().__init__(*args, initial=first, **kwargs)
        for question in self.questions:
            self.fields[question.slug] = field_of(question)
            self.fields[question.slug].is_wanted = question.is_required  # a draft may lack it, an entry may not

    def mark_required(self):
        """Show which answers are wanted in the end; a draft is saved without them, so this comes after cleaning."""
        self.use_required_attribute = False
        for question in self.questions:
            self.fields[question.slug].required = question.is_required

    def answers(self):
        """(question, value) of all that was cleaned."""
        return [(question, kept_value(self.cleaned_data[question.slug])) for question in self.questions]
