from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say

from ..amending import Change
from ..models import Motion

AUTO = {"dir": "auto"}
LONGEST = 60_000


def line(label, **options):
    return forms.CharField(label=label, max_length=300, widget=forms.TextInput(attrs=AUTO), **options)


def lines(label, rows=6, **options):
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={**AUTO, "rows": rows}), **options
    )


class MoverForm(forms.Form):
    """Asks for whom something is filed; the secretary may leave it to the secretariat."""

    mover = forms.ChoiceField(label=_("Filed by"), required=False)

    def __init__(self, *args, parties, may_keep, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {party.slug: party for party in parties}
        nobody = [("", _("the secretariat"))] if may_keep else []
        self.fields["mover"].choices = [*nobody, *((slug, say(party.names)) for slug, party in self.parties.items())]
        self.fields["mover"].required = not may_keep

    def clean_mover(self):
        return self.parties.get(self.cleaned_data["mover"])


class DraftForm(MoverForm):
    item = forms.ChoiceField(label=_("Item of the agenda"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Motion.Kind.choices)
    language = forms.ChoiceField(
        label=_("Language that binds"), choices=settings.LANGUAGES, help_text=_("The others are translated from it.")
    )
    title = line(_("Title"))
    text = lines(_("Text"), rows=12, help_text=_("An empty line parts two paragraphs."))
    field_order = ["item", "mover", "kind", "language", "title", "text"]

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): (item, name) for item, name in items}
        self.fields["item"].choices = [(pk, name) for pk, (_item, name) in self.items.items()]

    def clean_item(self):
        return self.items[self.cleaned_data["item"]][0]


class TextForm(forms.Form):
    title = line(_("Title"))
    text = lines(_("Text"), rows=16, help_text=_("An empty line parts two paragraphs."))


class TranslationForm(forms.Form):
    """One field for the title and one for each paragraph of the text that binds."""

    title = line(_("Title"))
    basis = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for number, row in enumerate((row for row in rows if row.passage.after is not None), start=1):
            label = _("Paragraph %(number)s") % {"number": localise(number)}
            self.fields[f"p{number}"] = lines(label, rows=3, initial=row.words)

    def beside(self):
        """Each passage of the text that binds with the field of its translation, if it has one."""
        number, found = 0, []
        for row in self.rows:
            number += row.passage.after is not None
            found.append((row, self[f"p{number}"] if row.passage.after is not None else None))
        return found

    @property
    def paragraphs(self):
        return [text for name, text in self.cleaned_data.items() if name.startswith("p")]


class AmendmentForm(MoverForm):
    change = forms.ChoiceField(label=_("What it does"), choices=Change.choices)
    paragraph = forms.IntegerField(
        label=_("Paragraph"), min_value=0, help_text=_("Its number in the text; 0 to insert before the first.")
    )
    words = lines(_("New words"), rows=4, required=False)
    reason = line(_("Reason"), required=False)
    field_order = ["mover", "change", "paragraph", "words", "reason"]

    def texts(self, language):
        words = self.cleaned_data["words"]
        return LazyI18nString({language: words}) if words else ""


class ReasonForm(forms.Form):
    reason = line(_("Reason"), required=False)
