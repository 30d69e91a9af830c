"""How a reader narrows the list of practices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import number
from hamshahr.kernel.text import sort_key

from .catalogue import AXES

ANY = ("", _("any"))


class PracticeFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    goal = forms.ChoiceField(label=_("World goal"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args, catalogue, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [ANY, *catalogue.vocabulary.choices()]
        self.fields["goal"].choices = [ANY, *catalogue.goal_choices()]
        for name, known in (("region", catalogue.regions), ("country", catalogue.countries)):
            self.fields[name].choices = [ANY, *sorted(known.items(), key=lambda choice: sort_key(choice[1]))]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data

    def count(self, numbers):
        """Say behind each choice how many it would leave, and drop those that would leave none."""
        for name in AXES:
            taken, counted = self.cleaned_data.get(name), numbers[name]
            self.fields[name].choices = [
                ANY if value == "" else (value, f"{label} ({number(counted[value])})")
                for value, label in self.fields[name].choices
                if value in ("", taken) or counted[value]
            ]
