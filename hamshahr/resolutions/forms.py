"""How a reader narrows the register, reports a duty, writes minutes and asks for corrections."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.digits import localise
from hamshahr.kernel.fields import CalendarDayField

from .models.duties import State

ANY = ("", _("any"))


class RegisterFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words or number"), max_length=100, required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    duties = forms.ChoiceField(
        label=pgettext_lazy("of resolutions", "Duties"), choices=[ANY, *State.choices], required=False
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        bodies, years = choices
        self.fields["body"].choices = [ANY, *bodies]
        self.fields["year"].choices = [ANY, *((str(year), localise(year)) for year in years)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data


class ReportForm(forms.Form):
    """That a duty is done, and what proves it."""

    proof = forms.CharField(
        label=_("What proves it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    link = forms.URLField(
        label=_("Link to the proof"), max_length=500, required=False, assume_scheme="https", widget=forms.TextInput
    )
    done_on = CalendarDayField(label=_("Done on"))

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("The link begins with https://."))
        return link


class WriteForm(forms.Form):
    """A paragraph, with the version that its writer had before them."""

    text = forms.CharField(
        label=_("Text"), max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"})
    )
    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class FurtherForm(forms.Form):
    """A further paragraph."""

    heading = forms.CharField(label=_("Heading"), max_length=300, required=False)
    text = forms.CharField(label=_("Text"), max_length=20000, widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}))


class CorrectionForm(forms.Form):
    """What a member wants to have corrected."""

    text = forms.CharField(
        label=_("What should be corrected"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Write the passage as it should read, and why."),
    )
