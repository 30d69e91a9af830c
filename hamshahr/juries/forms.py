"""What a juror types: the answer to an invitation, a conflict, and the review with a field for each criterion."""

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import localise
from hamshahr.kernel.digits import number as show_number
from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.fields import NumberField
from hamshahr.parties.models import Person

from .fields import SCORE, exact, mark_of, value_of
from .models import Kind, Review
from .reading import name_of

AUTO = {"dir": "auto"}


class DescriptionForm(forms.Form):
    """What a juror reads, knows and can take on."""

    languages = forms.MultipleChoiceField(
        label=_("Languages you read"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=_("What you know well"), required=False, widget=forms.CheckboxSelectMultiple
    )
    max_load = forms.IntegerField(label=_("Most entries you can read"), min_value=1, max_value=500)
    free_from = CalendarDayField(label=_("Free from"), required=False)
    free_until = CalendarDayField(label=_("Free until"), required=False)
    gender = forms.ChoiceField(
        label=_("Gender"),
        required=False,
        choices=[("", _("not said")), *Person.Gender.choices],
        help_text=_("Only so that the panels are mixed; nobody reads it on a page."),
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = topics
        if not topics:
            del self.fields["topics"]

    def clean(self):
        said = super().clean()
        if said.get("free_from") and said.get("free_until") and said["free_until"] < said["free_from"]:
            self.add_error("free_until", gettext("The last free day is not before the first."))
        return said


class EmploymentForm(forms.Form):
    party = forms.ModelChoiceField(None, label=_("Employer"), empty_label=_("Choose"))
    starts_on = CalendarDayField(label=_("Worked there from"))
    ends_on = CalendarDayField(label=_("Until"), required=False, help_text=_("Empty: you work there now."))

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties
        self.fields["party"].label_from_instance = lambda party: say(party.names)


class DeclarationForm(forms.Form):
    """A city a juror is bound to; the page says nothing of who has sent an entry."""

    party = forms.ModelChoiceField(None, label=_("City or organisation"), empty_label=_("Choose"))
    kind = forms.ChoiceField(label=_("Kind of conflict"), choices=Kind.choices)
    reason = forms.CharField(label=_("In a few words"), max_length=500, widget=forms.Textarea(attrs=AUTO | {"rows": 2}))

    def __init__(self, *args, parties, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = parties
        self.fields["party"].label_from_instance = lambda party: say(party.names)


class AsideForm(forms.Form):
    """Why a juror steps aside from one entry."""

    kind = forms.ChoiceField(label=_("Kind of conflict"), choices=Kind.choices)
    reason = forms.CharField(label=_("In a few words"), max_length=500, widget=forms.Textarea(attrs=AUTO | {"rows": 2}))


class PinForm(AsideForm):
    """Which juror is kept from which entry."""

    juror = forms.ModelChoiceField(None, label=_("Juror"), empty_label=_("Choose"))
    submission = forms.ModelChoiceField(None, label=_("Entry"), empty_label=_("Choose"))
    field_order = ["juror", "submission", "kind", "reason"]

    def __init__(self, *args, jurors, entries, whole, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["juror"].queryset = jurors
        self.fields["submission"].queryset = entries
        self.fields["submission"].label_from_instance = lambda entry: called(entry, whole=whole)


def called(entry, *, whole):
    """An entry in a list of choices: its number, and its title for who reads it."""
    name = name_of(entry, whole=whole)
    return f"{name.number}. {name.title}" if name.title else name.number


class PassForm(forms.Form):
    """From whom an entry is taken, and who reads it instead."""

    assignment = forms.ModelChoiceField(None, label=_("In the place of"), empty_label=_("nobody: one reader more"))
    juror = forms.ModelChoiceField(None, label=_("Juror"), empty_label=_("Choose"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput(attrs=AUTO))

    def __init__(self, *args, assignments, jurors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignment"].queryset, self.fields["assignment"].required = assignments, False
        self.fields["assignment"].label_from_instance = lambda each: str(each.juror)
        self.fields["juror"].queryset = jurors


class AskedLater:
    """A field that is marked as required, and asked for when the review is finished: a draft is saved without it."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class TextReadField(AskedLater, forms.ChoiceField):
    """Which text a juror read."""


class ScoreField(AskedLater, NumberField):
    """A score in any digits, with two places at most, within the scale of its criterion."""

    def __init__(self, criterion, **kwargs):
        self.criterion = criterion
        scale = {"low": localise(criterion.low), "high": localise(criterion.high)}
        said = [gettext("From %(low)s to %(high)s.") % scale, say(criterion.text)]
        if criterion.is_informative:
            said.append(gettext("For information: outside the total."))
        kwargs |= {"label": say(criterion.names), "help_text": " ".join(each for each in said if each)}
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "input-short", "maxlength": 12}
        super().__init__(required=criterion.is_required, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        found = super().to_python(value)
        if found is None:
            return None
        if found != round(found, 2):
            raise forms.ValidationError(gettext("A score has two places behind the point at most."))
        low, high = self.criterion.low, self.criterion.high
        if not low <= found <= high:
            said = gettext("A score runs from %(low)s to %(high)s.")
            raise forms.ValidationError(said % {"low": localise(low), "high": localise(high)})
        return found


class ReviewForm(forms.Form):
    """A field for each criterion, then the texts. Beside each stands the mark of what it was opened with.

    Whether something is missing is asked when the review is finished; what is half done is kept.
    """

    prefix_of_marks = "was-"
    use_required_attribute = False

    def __init__(self, *args, review: Review, criteria, scores, has_choice_of_text, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"{SCORE}{criterion.slug}"] = ScoreField(criterion)
        if has_choice_of_text:
            choices = [("", _("not said yet")), *Review.TextRead.choices]
            self.fields["text_read"] = TextReadField(label=_("Text you read"), choices=choices)
        self.fields["comment"] = long_text(_("Comment to the jury"), _("Read by the jury and by nobody else."))
        self.fields["feedback"] = long_text(_("Feedback to the entrant"), _("Goes out without your name."))
        self.fields["feedback_approved"] = forms.BooleanField(
            label=_("This feedback may go to the entrant as it stands"), required=False
        )
        self.stands(review, scores)
        self.initial = {name: shown(value) for name, value in self.stored.items()} | self.initial

    def stands(self, review, scores) -> None:
        """Take note of what is stored now."""
        self.review, self.scores = review, scores
        self.stored = {name: value_of(review, scores, name) for name in self.fields}

    def suggest_text(self, text, *, is_beside: bool) -> None:
        """Fill in the text that is open, where the juror has not said which was read; the juror's word stands."""
        if not self.stored["text_read"]:
            read = Review.TextRead.ORIGINAL if text.is_original else Review.TextRead.TRANSLATION
            self.initial["text_read"] = Review.TextRead.BOTH if is_beside else read

    @property
    def score_fields(self):
        return [self[name] for name in self.fields if name.startswith(SCORE)]

    @property
    def text_fields(self):
        return [self[name] for name in self.fields if not name.startswith(SCORE)]

    @property
    def stored_marks(self) -> dict[str, str]:
        """The marks of what is stored now."""
        return {f"{self.prefix_of_marks}{name}": mark_of(value) for name, value in self.stored.items()}

    @property
    def sent_marks(self) -> dict[str, str]:
        """The marks the form was sent with; a value that was settled takes the mark of what it replaces."""
        sent = {name: self.data.get(f"{self.prefix_of_marks}{name}") for name in self.fields}
        marks = {name: mark for name, mark in sent.items() if mark is not None}
        settled = dict(each.partition(":")[::2] for each in self.data.getlist("over"))
        return marks | {name: mark for name, mark in settled.items() if name in self.fields}


def long_text(label, help_text):
    area = forms.Textarea(attrs=AUTO | {"rows": 4})
    return forms.CharField(label=label, required=False, max_length=10_000, widget=area, help_text=help_text)


def shown(value):
    return show_number(exact(value)) if isinstance(value, Decimal) else value
