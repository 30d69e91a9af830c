"""How a reader narrows the list of editions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import localise

from ..queries import editions as queries

ANY = [("", _("any"))]


class EditionFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    award = forms.ChoiceField(label=_("Award"), required=False)
    year = forms.TypedChoiceField(label=_("Year of the cycle"), coerce=int, empty_value=None, required=False)
    city = forms.CharField(label=_("City honoured"), max_length=100, required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["award"].choices = [*ANY, *queries.awards_of(user)]
        self.fields["year"].choices = [*ANY, *((str(year), localise(year)) for year in queries.years_of(user))]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
