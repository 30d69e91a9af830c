from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Nomination
from .motions import MoverForm, line


class NominationForm(MoverForm):
    """A candidature for one of the cities the reader acts for."""

    person_name = line(_("Name of the candidate"), required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("", _("not said")), *Nomination.Gender.choices],
        required=False,
        help_text=_("Asked for where the statutes set a floor for each gender."),
    )
    on_list = forms.ModelChoiceField(label=_("List"), queryset=None, required=False, empty_label=_("Choose"))
    field_order = ["mover", "person_name", "gender", "on_list"]

    def __init__(self, *args, election, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mover"].label = _("City")
        self.fields["mover"].required = True
        if election.is_of_lists:
            self.fields["on_list"].queryset = election.lists.all()
            self.fields["on_list"].required = True
        else:
            del self.fields["on_list"]
