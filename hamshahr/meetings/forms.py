"""How a reader narrows the list of meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import queries

ANY = [("", _("any"))]
WHEN = [("", _("to come")), ("past", _("held")), ("all", _("all"))]


class MeetingFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    when = forms.ChoiceField(label=_("When"), choices=WHEN, required=False)
    body = forms.ChoiceField(label=_("Of the body"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [*ANY, *queries.bodies_that_meet(user)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
