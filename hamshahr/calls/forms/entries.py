"""What is typed at the head of an entry, of its partners and authors, and beside it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import LANGUAGES

from ..caps import frameworks_of
from .answers import city_named

LINES = {"rows": 4, "dir": "auto"}


class HeadForm(forms.Form):
    """Title, language and framework; the city where a person acts for several."""

    title = forms.CharField(label=_("Title of the project"), max_length=300, widget=forms.TextInput({"dir": "auto"}))
    language = forms.ChoiceField(label=_("Language of the entry"))
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, call, parties=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [pair for pair in LANGUAGES if pair[0] in call.languages]
        named = frameworks_of(call.frameworks)
        if named:
            self.fields["framework"].choices = [("", _("not chosen yet")), *named.items()]
        else:
            del self.fields["framework"]
        if parties:
            city = forms.ChoiceField(label=_("City or organisation"), choices=parties)
            self.fields = {"party": city, **self.fields}

    def head(self):
        """What the services take."""
        typed = self.cleaned_data
        return {"title": typed["title"], "language": typed["language"], "framework": typed.get("framework", "")}


class PartnerForm(forms.Form):
    """A city by its name in any language, and its part."""

    city = forms.CharField(label=_("City"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    part = forms.CharField(label=_("Its part in the project"), max_length=300, required=False)

    def clean_city(self):
        return city_named(self.cleaned_data["city"])


class AnswerPartnerForm(forms.Form):
    """Yes or no, with a word to the lead."""

    words = forms.CharField(label=_("A word to the city in the lead"), max_length=500, required=False)


class AuthorForm(forms.Form):
    """Somebody of the cities of the entry."""

    user = forms.ChoiceField(label=_("Who writes with you"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.fields["user"].choices = [(key, str(user)) for key, user in self.people.items()]

    def clean_user(self):
        return self.people[self.cleaned_data["user"]]


class InviteAuthorForm(forms.Form):
    """Whom a letter invites to write, known by an address alone."""

    full_name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput({"dir": "auto", "autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("Address for mail"), widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=LANGUAGES)


class GuidanceForm(forms.Form):
    """What the secretariat is to look at."""

    question = forms.CharField(
        label=_("What should the secretariat look at?"), max_length=2000, required=False, widget=forms.Textarea(LINES)
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(LINES))


class FileForm(forms.Form):
    """``drawn`` is what the file became, or why it was refused."""

    name = forms.CharField(label=_("What the file shows"), max_length=120, widget=forms.TextInput({"dir": "auto"}))
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF or a picture (PNG, JPEG, WebP) of at most 5 MB; at most eight pages are kept, as pictures."),
    )

    def __init__(self, *args, drawn=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.drawn = drawn

    def clean_file(self):
        if isinstance(self.drawn, Refused):
            raise forms.ValidationError(str(self.drawn))
        return self.cleaned_data["file"]
