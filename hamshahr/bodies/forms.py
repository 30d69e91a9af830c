"""How a reader narrows the lists of bodies and members, and asks for a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.fields import CalendarDayField

from .models import Body, MembershipStep

ANY = [("", _("any"))]


class BodyFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*ANY, *Body.Kind.choices], required=False)
    network = forms.ChoiceField(label=_("Network"), required=False)

    def __init__(self, *args, networks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["network"].choices = [*ANY, *((name, name) for name in networks)]

    def chosen(self):
        """What was understood of the address, without what was left open."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MemberFilters(forms.Form):
    """Words of a name, a state, a country."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[*ANY, *MembershipStep.State.choices], required=False)

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data


class DayForm(forms.Form):
    """The day as of which a reader wants to see a body."""

    on = CalendarDayField(label=_("Holders on"), required=False)
