"""How somebody who holds a paper asks about it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import queries
from .models import Seal
from .serials import as_printed
from .statements import canonical, content_digest, is_signed, parted

LONGEST_TEXT = 200_000


class LookForm(forms.Form):
    """A serial as it is printed, or the text of the square code as a camera reads it."""

    code = forms.CharField(
        label=_("Serial, or the text of the code"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_code(self):
        typed = self.cleaned_data["code"].strip()
        said = self.said_by(typed) if typed.startswith("{") else {"serial": typed}
        serial = as_printed(str(said.get("serial", "")))
        seal = Seal.objects.filter(serial=serial).first()
        if seal is None:
            raise forms.ValidationError(gettext("No paper was sealed here with this serial."))
        self.cleaned_data["seal"] = seal
        return typed

    def said_by(self, typed):
        """What a code says, once its signature holds."""
        altered = forms.ValidationError(gettext("This is not what was signed: at least one sign of it was altered."))
        try:
            said, signature = parted(typed)
        except ValueError as fault:
            raise altered from fault
        key = queries.key_named(str(said.get("key", "")))
        if key is None or not is_signed(canonical(said), signature, key.public):
            raise altered
        return said


class TextForm(forms.Form):
    """The text of a paper, to be compared with the one that was sealed."""

    text = forms.CharField(
        label=_("Text of the paper"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("Copy the whole text down to the mark of the seal. Spaces and line ends do not count."),
    )

    def __init__(self, *args, digest, **kwargs):
        super().__init__(*args, **kwargs)
        self.digest = digest

    def clean_text(self):
        text = self.cleaned_data["text"]
        if content_digest(text) != self.digest:
            raise forms.ValidationError(
                gettext("This is not the text that was sealed: at least one letter, digit or mark differs.")
            )
        return text
