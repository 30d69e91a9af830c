"""How a reader narrows the directory and the search."""

from html import escape

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import sort_key
from hamshahr.parties.models import Party

from .queries.directory import NO_MEMBERSHIP, Selection

ANY = ("", _("any"))
STATUSES = [
    ("member", _("member")),
    ("candidate", _("potential member or applicant")),
    ("suspended", _("suspended")),
    ("former", _("former member")),
    (NO_MEMBERSHIP, _("not in the register of members")),
]
FURTHER = ("topic", "language", "kind", "body", "status", "sort")
ORDERS = [("name", _("by name")), ("population", _("by population"))]


class Choices(forms.Select):
    """A list to choose from, written in one go: Django renders a template for each choice, and here are hundreds."""

    choices = ()  # as they are given: Django looks into each for a group of further ones

    def render(self, name, value, attrs=None, renderer=None):
        taken = set(self.format_value(value))
        choices = "".join(
            f'<option value="{escape(key)}"{" selected" if str(key) in taken else ""}>{escape(str(label))}</option>'
            for key, label in self.choices
        )
        return format_html("<select{}>{}</select>", flatatt({"name": name, **(attrs or {})}), SafeString(choices))


class Choice(forms.ChoiceField):
    """A field with such a list."""

    widget = Choices

    @property
    def choices(self):
        return self._choices

    @choices.setter
    def choices(self, value):
        self._choices = self.widget.choices = list(value)


class DirectoryFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Name or country"), max_length=100, required=False)
    region = Choice(label=_("Region"), required=False)
    country = Choice(label=_("Country"), required=False)
    topic = Choice(
        label=_("Topic"),
        required=False,
        help_text=_("A topic finds the cities that have a practice on it, or on a narrower topic, in the register."),
    )
    language = Choice(
        label=_("Official language"),
        required=False,
        help_text=_(
            "The official language is that of the city’s country as a whole, by law or in practice, "
            "as Unicode CLDR has it."
        ),
    )
    kind = Choice(label=_("Kind"), choices=[ANY, *Party.Kind.choices], required=False)
    body = Choice(label=_("Member of"), required=False)
    status = Choice(label=_("Membership"), choices=[ANY, *STATUSES], required=False)
    sort = Choice(label=pgettext_lazy("of a list", "Order"), choices=ORDERS, required=False)

    def __init__(self, *args, world, bodies, topics, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        language = reading_language()
        regions = {land.region: land.region_names for land in world}
        languages = {code: names for land in world for code, names in land.languages}
        lists = {"region": regions, "country": {land.key: land.names for land in world}}
        for name, named in lists.items():
            self.offer(name, [(key, say(names, language)) for key, names in named.items()], language)
        self.offer("language", [(code, capfirst(say(names, language))) for code, names in languages.items()], language)
        self.fields["topic"].choices = [ANY, *topics.choices()]
        self.fields["body"].choices = [ANY, *((slug, say(names, language)) for slug, names in bodies)]

    def offer(self, name, choices, language):
        """Choices in the order of the reader's alphabet."""
        self.fields[name].choices = [ANY, *sorted(choices, key=lambda choice: sort_key(choice[1], language))]

    def first(self):
        """What most readers look for."""
        return [self[name] for name in ("q", "region", "country")]

    def further(self):
        """The filters and the order that stand folded away until one of them is in use."""
        return [self[name] for name in FURTHER]

    def is_narrow(self):
        return any(self.cleaned_data.get(name) for name in FURTHER)

    def selection(self):
        """What was understood of the address."""
        self.is_valid()
        return Selection(**{name: value for name, value in self.cleaned_data.items() if value})

    def count(self, facets):
        """Say behind each choice how many it would leave, and drop those that would leave none."""
        counts = {"region": facets.regions, "country": facets.countries}
        counts |= {"language": facets.languages, "kind": facets.kinds, "topic": facets.topics}
        language = reading_language()
        for name, counted in counts.items():
            taken = self.cleaned_data.get(name)
            self.fields[name].choices = [
                ANY if value == "" else (value, f"{label} ({number(counted[value], language)})")
                for value, label in self.fields[name].choices
                if value in ("", taken) or counted[value]
            ]


class SearchForm(forms.Form):
    """Words, and the kind of things in which they are sought."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
