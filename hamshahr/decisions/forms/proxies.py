from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say


class LendForm(forms.Form):
    holder = forms.ChoiceField(
        label=_("Who speaks for you"), help_text=_("Only those who have a voice at this gathering themselves.")
    )
    letter = forms.CharField(
        label=_("Written proxy"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Number and day of the signed letter, and who signed it; the secretariat asks for it."),
    )

    file = forms.FileField(
        label=_("Signed letter"),
        required=False,
        help_text=_("A PDF or a picture (PNG, JPEG, WebP) of at most 5 MB; at most eight pages are kept, as pictures."),
    )

    def __init__(self, *args, parties, drawn=None, asks_paper=False, **kwargs):
        """``drawn`` is what the file became, or why it was refused."""
        super().__init__(*args, **kwargs)
        self.drawn, self.fields["file"].required = drawn, asks_paper
        self.parties = {party.slug: party for party in parties}
        names = [(slug, say(party.names)) for slug, party in self.parties.items()]
        self.fields["holder"].choices = [("", _("Choose a member")), *names]

    def clean_holder(self):
        return self.parties[self.cleaned_data["holder"]]

    def clean_file(self):
        if isinstance(self.drawn, Refused):
            raise forms.ValidationError(str(self.drawn))
        return self.cleaned_data["file"]

    def clean(self):
        """The paper goes on in place of the file."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return said | {"paper": self.drawn}


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("It stands in the letter to the other side."),
    )
