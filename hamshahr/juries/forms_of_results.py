"""What is typed about results: how many go on, a statement, a last vote, the public's address and grades."""

from datetime import time, timedelta

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.fields import HourField, NumberField
from hamshahr.meetings.office.forms import moment

from .deciding import MAJORITIES, TIES
from .models import FinalVote
from .models.public_vote import Grade

FROM = _("Like 09:30, by the clock of the call; empty: when the day begins.")
UNTIL = _("Like 09:30, by the clock of the call; empty: when the day ends.")


class PlacesForm(forms.Form):
    """How many entries go on."""

    places = forms.IntegerField(label=_("How many entries go on"), min_value=1, max_value=10_000)


class DeliberationForm(forms.Form):
    """The rule by which the jury will decide."""

    majority = forms.ChoiceField(label=_("An entry goes on with"), widget=forms.RadioSelect, initial="simple")
    tie = forms.ChoiceField(label=_("In a tie"), widget=forms.RadioSelect, initial="rejected")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["majority"].choices = [(name, words) for name, (_share, _strict, words) in MAJORITIES.items()]
        self.fields["tie"].choices = [(str(tie), words) for tie, words in TIES.items()]


class StatementForm(forms.Form):
    """What a juror says to the jury."""

    text = forms.CharField(
        label=_("What you say to the jury"), max_length=4000, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )


class LastVoteForm(forms.Form):
    """A second score, out of a hundred, and the last vote."""

    score = NumberField(label=_("Your score now, of a hundred"), required=False)
    choice = forms.ChoiceField(
        label=_("Does the entry go on?"), choices=FinalVote.Choice.choices, widget=forms.RadioSelect
    )


class OpenVoteForm(forms.Form):
    """Among which entries the public chooses, from when until when, by the clock of the call."""

    entries = forms.ModelMultipleChoiceField(label=_("Finalists"), queryset=None, widget=forms.CheckboxSelectMultiple)
    opens = CalendarDayField(label=_("Opens on"), required=False, help_text=_("Empty: at once."))
    opens_hour = HourField(label=_("Hour of the opening"), required=False, help_text=FROM)
    until = CalendarDayField(label=_("Closes on"))
    until_hour = HourField(label=_("Hour of the close"), required=False, help_text=UNTIL)

    def __init__(self, *args, entries, zone, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["entries"].queryset = entries
        self.zone = zone

    def clean(self):
        said = super().clean()
        opens, until, hour = said.get("opens"), said.get("until"), said.get("until_hour")
        if until and hour is None:
            until, hour = until + timedelta(days=1), time(0)
        said["opens_at"] = moment(opens, said.get("opens_hour") or time(0), self.zone) if opens else None
        said["closes_at"] = moment(until, hour, self.zone) if until else None
        return said


class AddressForm(forms.Form):
    """Where the code goes."""

    address = forms.EmailField(label=_("Your address of electronic mail"), widget=forms.EmailInput({"dir": "ltr"}))


class PaperForm(forms.Form):
    """The code, and a grade for every finalist."""

    code = forms.CharField(label=_("Code from the letter"), max_length=40, widget=forms.TextInput({"dir": "ltr"}))

    def __init__(self, *args, finalists, **kwargs):
        super().__init__(*args, **kwargs)
        self.finalists = finalists
        for each in finalists:
            entry = each.submission
            said = (entry.language, entry.title, say(entry.party.names))
            named = format_html('<bdi lang="{}">{}</bdi> · <bdi>{}</bdi>', *said)
            choices = [(grade.value, grade.label) for grade in reversed(Grade)]
            self.fields[self.name_of(each)] = forms.TypedChoiceField(
                label=named, choices=choices, coerce=int, widget=forms.RadioSelect
            )

    @staticmethod
    def name_of(each):
        return f"grade-{each.position}"

    @property
    def grades(self):
        return [self.cleaned_data[self.name_of(each)] for each in self.finalists]
