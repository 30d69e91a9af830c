from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.ballots.models import Ballot


class PutForm(forms.Form):
    way = forms.ChoiceField(label=_("Way of voting"), choices=Ballot.Way.choices)
    is_live = forms.BooleanField(
        label=_("Show the names while it is open"), required=False, help_text=_("For a vote by name only.")
    )


class ChairsVoteForm(forms.Form):
    casting_vote = forms.ChoiceField(
        label=_("Casting vote of the chair"), choices=[("yes", _("for")), ("no", _("against"))]
    )


class LotForm(forms.Form):
    seed = forms.CharField(
        label=_("Seed of the lot"),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Published before anybody could know the result; anybody can draw the lot again."),
    )
