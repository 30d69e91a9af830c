from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Reply


class ReplyForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[(answer.value, answer.label) for answer in Reply.Answer if answer.value],
        widget=forms.RadioSelect,  # nothing is chosen for a city that only presses the button
    )
    words = forms.CharField(
        label=_("In words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("An objection says why."),
    )
