"""What the register of honours is narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import localise

ANY = ("", _("any"))


class HonourFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("City or project"), max_length=100, required=False)
    award = forms.ChoiceField(label=_("Award"), required=False)
    year = forms.ChoiceField(label=_("Cycle"), required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        awards, years = choices
        self.fields["award"].choices = [ANY, *awards]
        self.fields["year"].choices = [ANY, *((str(year), localise(year)) for year in years)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
