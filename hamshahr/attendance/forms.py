"""What a city types of its delegation, the secretary at the door, and the chair of the list of speakers."""

import re

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.fields import NumberField

from .models import Delegate, Presence, Speaking, SpeakingLimits

AUTO = {"dir": "auto"}
TYPED = re.compile(r"([-+\u2212]?)\s*(\d{1,6})\s*([-+\u2212]?)")


class DelegateForm(forms.Form):
    """One person of a delegation."""

    person_name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs=AUTO | {"autocomplete": "off"}),
        help_text=_("As it is to stand on the badge, in the person’s own script."),
    )
    function = forms.CharField(
        label=_("Function at home"), max_length=200, required=False, widget=forms.TextInput(attrs=AUTO)
    )
    role = forms.ChoiceField(label=_("In the delegation"), choices=Delegate.Role.choices, initial=Delegate.Role.MEMBER)
    holds_mandate = forms.BooleanField(
        label=_("Holds a political mandate at home"),
        required=False,
        help_text=_("Of a substitute the statutes may ask for it; a substitute counts while the titular is absent."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("With it the person signs in, arrives and asks for the floor without the desk."),
    )


class DelegationFilters(forms.Form):
    """The cities of a meeting by a name, a region, and whether they have named anybody."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    named = forms.ChoiceField(
        label=_("Delegation"),
        choices=[("", _("any")), ("yes", pgettext_lazy("a delegation", "named")), ("no", _("nobody named yet"))],
        required=False,
    )

    def __init__(self, *args, regions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("any")), *((region.slug, say(region.names)) for region in regions)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data


class ChangeForm(DelegateForm):
    position = forms.IntegerField(label=_("Place in the delegation"), min_value=0, max_value=999)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the secretary"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs=AUTO | {"rows": 3}),
        help_text=_("Visas, access, food. Your city and the secretary see it, nobody else."),
    )


class NumberForm(forms.Form):
    """A number and Enter is an arrival; with a minus before or after it, a departure."""

    number = forms.CharField(
        label=_("Number on the badge"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autofocus": True, "autocomplete": "off", "inputmode": "numeric", "dir": "ltr", "accesskey": "n"}
        ),
        help_text=_("The number and Enter: arrives. With a minus, such as 12-: leaves."),
    )
    way = forms.ChoiceField(label=_("Where"), choices=Presence.Way.choices, initial=Presence.Way.ROOM)

    def clean_number(self):
        typed = TYPED.fullmatch(to_ascii(self.cleaned_data["number"]).strip())
        if typed is None:
            raise forms.ValidationError(gettext("Type the number of the badge, such as 12 or 12-."))
        self.is_leaving = bool({typed[1], typed[3]} & {"-", "\u2212"})
        return int(typed[2])


class WishForm(forms.Form):
    """What a delegate asks the floor for; only of points that the reader may see."""

    kind = forms.ChoiceField(label=_("What for"), choices=Speaking.Kind.choices, initial=Speaking.Kind.SPEECH)
    item = forms.ModelChoiceField(
        None, label=_("On which point"), required=False, empty_label=_("the point under debate")
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items
        self.fields["item"].label_from_instance = lambda item: say(item.names)


class ChairWishForm(WishForm):
    """The chair puts somebody on the list by the number of the badge."""

    number = NumberField(label=_("Number on the badge"))
    note = forms.CharField(
        label=_("Note for the chair alone"), max_length=300, required=False, widget=forms.TextInput(attrs=AUTO)
    )
    field_order = ["number", "kind", "item", "note"]


class LimitsForm(forms.ModelForm):
    class Meta:
        model = SpeakingLimits
        fields = ("speech", "reply", "question", "order", "procedure", "city")
