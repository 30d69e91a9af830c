"""How a reader narrows the list of gatherings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import localise

from . import queries
from .models import Gathering

ANY = [("", _("any"))]


class GatheringFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    city = forms.CharField(label=_("Held in"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*ANY, *Gathering.Kind.choices], required=False)
    series = forms.ChoiceField(label=_("Series"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    body = forms.ChoiceField(label=_("Of the body"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        series, years = queries.series_of(user), queries.years_of(user)
        self.fields["series"].choices = [*ANY, *((name, name) for name in series)]
        self.fields["year"].choices = [*ANY, *((str(year), localise(year)) for year in years)]
        self.fields["body"].choices = [*ANY, *queries.bodies_of(user)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
