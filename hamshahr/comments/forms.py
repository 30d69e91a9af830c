"""What a reader writes, in which language, and what stands beside the name."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamshahr.kernel.languages import say
from hamshahr.kernel.mending import OffersMending
from hamshahr.parties.models import Party

from . import rules
from .wording import tidied

ALONE, SECRETARIAT, CITY = "alone", "secretariat", "city:"


class CommentForm(OffersMending, forms.Form):
    """A comment; what stands beside the name is shown because its writer chose so."""

    mendable = ("text",)

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=gettext_lazy("Plain text of at most 2,000 signs, with at most two links."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the comment"), choices=settings.LANGUAGES)
    shown_as = forms.ChoiceField(label=gettext_lazy("Beside your name stands"), widget=forms.RadioSelect)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.parties = {party.slug: party for party in parties_of(by)}
        choices = [(f"{CITY}{slug}", say(party.names)) for slug, party in self.parties.items()]
        if by.is_secretariat:
            choices.append((SECRETARIAT, _("Secretariat")))
        self.fields["shown_as"].choices = [(ALONE, _("nothing else")), *choices]
        self.initial = {"language": get_language(), "shown_as": ALONE}
        if not choices:
            del self.fields["shown_as"]

    def clean_text(self):
        text = tidied(self.cleaned_data["text"])
        if fault := rules.fault_of_text(text):
            raise forms.ValidationError(fault)
        return text

    def comment(self):
        """What the service is given."""
        shown_as = self.cleaned_data.get("shown_as", "")
        return {
            "text": self.cleaned_data["text"],
            "language": self.cleaned_data["language"],
            "party": self.parties.get(shown_as.removeprefix(CITY)) if shown_as.startswith(CITY) else None,
            "for_secretariat": shown_as == SECRETARIAT,
        }


def parties_of(user):
    """Whom the user acts for today, each once."""
    duties = user.liaisons.on(timezone.localdate()).values("party")
    return Party.objects.visible_to(user).filter(pk__in=duties, live=True).order_by("slug")
