"""What a city says of its record, what the secretariat answers, and how a reader narrows a list of entries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.languages import say
from hamshahr.kernel.mending import OffersMending

from .kinds import System
from .models import Confidence, Objection, State

ANY = [("", _("any"))]


class ObjectionForm(OffersMending, forms.ModelForm):
    """A word against an entry, or a source for it."""

    mendable = ("text",)

    class Meta:
        model = Objection
        fields = ["aim", "text", "citation"]
        widgets = {"aim": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 6, "dir": "auto"})}
        labels = {"aim": _("What you say"), "text": _("In words"), "citation": _("Source")}
        help_texts = {
            "text": _("Say what is wrong and what is right, or what the source proves. Everybody can read it."),
            "citation": _("The title of the document or page, its date, and where it is kept."),
        }

    def clean(self):
        answers = super().clean()
        if answers.get("aim") == Objection.Aim.SUPPORT and not answers.get("citation"):
            self.add_error("citation", _("Name the source that you bring."))
        return answers


class AnswerForm(OffersMending, forms.ModelForm):
    """The secretariat's answer to an objection."""

    mendable = ("answer",)

    class Meta:
        model = Objection
        fields = ["outcome", "answer"]
        widgets = {"outcome": forms.RadioSelect, "answer": forms.Textarea(attrs={"rows": 6, "dir": "auto"})}
        labels = {"outcome": _("The secretariat"), "answer": _("Answer")}
        help_texts = {"answer": _("Everybody can read it beside the entry.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
        self.fields["outcome"].choices = [
            (Objection.Outcome.ACCEPTED, _("accepts the objection")),
            (Objection.Outcome.DECLINED, _("declines the objection")),
        ]


class EntryFilters(forms.Form):
    """Year, system, kind of fact and confidence, all in the address; what is not understood narrows nothing."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)
    system = forms.ChoiceField(label=_("System"), choices=[*ANY, *System.choices], required=False)
    measure = forms.ChoiceField(label=_("Counted as"), required=False)
    confidence = forms.ChoiceField(label=_("How sure"), choices=[*ANY, *Confidence.choices], required=False)

    def __init__(self, *args, years, measures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [*ANY, *years]
        self.fields["measure"].choices = [*ANY, *((measure.name, measure.label) for measure in measures)]


class ClaimFilters(forms.Form):
    """State, party, system and words, all in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[*ANY, *State.choices], required=False)
    party = forms.ChoiceField(label=_("About"), required=False)
    system = forms.ChoiceField(label=_("System"), choices=[*ANY, *System.choices], required=False)

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [*ANY, *((party.slug, say(party.names)) for party in parties)]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
