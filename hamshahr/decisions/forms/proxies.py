from django import forms
from django.utils.translation import gettext_lazy as _

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

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {party.slug: party for party in parties}
        names = [(slug, say(party.names)) for slug, party in self.parties.items()]
        self.fields["holder"].choices = [("", _("Choose a member")), *names]

    def clean_holder(self):
        return self.parties[self.cleaned_data["holder"]]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("It stands in the letter to the other side."),
    )
