"""How readers narrow the list of calls, and a city the list of its entries."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Call, Submission
from ..queries import calls as queries

ANY = ("", _("any"))


class CallFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    words = forms.CharField(label=_("In the title"), max_length=100, required=False)
    when = forms.ChoiceField(
        label=pgettext_lazy("of calls", "Entries"),
        choices=[
            ANY,
            (queries.OPEN, pgettext_lazy("of calls", "are taken now")),
            (queries.COMING, pgettext_lazy("of calls", "will be taken")),
            (queries.PAST, pgettext_lazy("of calls", "are no longer taken")),
        ],
        required=False,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Call.Kind.choices], required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [ANY, *queries.bodies_of(user)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data


class EntryFilters(forms.Form):
    """The entries of a city by words of their title and by state."""

    words = forms.CharField(label=_("In the title"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *Submission.State.choices], required=False)

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
