"""What a city fills in to bring the proof of a transfer, and what the list of its payments is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.fields import NumberField

ANY = ("", _("any"))


class ProofForm(forms.Form):
    """``drawn`` is what the file became, or why it was refused."""

    amount = NumberField(label=_("Amount that was transferred"))
    paid_on = CalendarDayField(label=_("Transferred on"))
    reference = forms.CharField(
        label=_("Reference of the bank"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("The number by which your bank and ours find the transfer."),
    )
    file = forms.FileField(
        label=_("Proof of the transfer"),
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


class LateFilters(forms.Form):
    """The late members by a name, a country and whose dues; the choices are those of the members that one reads of."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        for name, path in {"country": ("party__country", "iso2"), "body": ("body", "slug")}.items():
            found = rows.order_by().values_list("__".join(path), f"{path[0]}__names").distinct()
            self.fields[name].choices = [ANY, *sorted(((key, say(names)) for key, names in found), key=str)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), strip=True
    )
