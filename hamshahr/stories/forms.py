"""What a reader fills in to get the newsletter."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.languages import say

from .models import Category
from .newsletter_queries import parties_in_the_news

CONSENT = _(
    "I want the newsletter at this address. The address is kept for that alone, and for no longer than I want it; "
    "each letter has a link that ends it."
)


class Named(forms.ModelMultipleChoiceField):
    """Things by their names in the reader's language, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, thing):
        return say(thing.names)


class NewsletterForm(forms.Form):
    address = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("A letter goes there with a link to confirm; nothing else is sent before you do."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    language = forms.ChoiceField(label=_("Language of the newsletter"), choices=settings.LANGUAGES)
    categories = Named(
        Category.objects.none(),
        label=_("Only these categories"),
        required=False,
        help_text=_("Tick nothing here and below to get everything."),
    )
    parties = Named(Category.objects.none(), label=_("Only news about these cities"), required=False)
    consent = forms.BooleanField(label=CONSENT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.fields["categories"].queryset = Category.objects.all()
        self.fields["parties"].queryset = parties_in_the_news(get_language())
        for name in ("categories", "parties"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]

    @property
    def answers(self):
        """Every field with its errors, for the list of what needs a change."""
        return [(field, field.errors) for field in self]

    @property
    def interests(self):
        """The questions that narrow the newsletter; they may be left folded."""
        return [self[name] for name in ("categories", "parties") if name in self.fields]

    @property
    def is_narrowed(self):
        """Whether an answer to them is to be seen."""
        return any(field.errors or field.value() for field in self.interests)
