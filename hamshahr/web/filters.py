"""How a reader narrows the directory and the search."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import say
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


class DirectoryFilters(forms.Form):
    """All of it in the address; what is not understood narrows nothing."""

    q = forms.CharField(label=_("Name or country"), max_length=100, required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    topic = forms.ChoiceField(
        label=_("Topic"),
        required=False,
        help_text=_("A topic finds the cities that have a practice on it, or on a narrower topic, in the register."),
    )
    language = forms.ChoiceField(
        label=_("Official language"),
        required=False,
        help_text=_(
            "The official language is that of the city’s country as a whole, by law or in practice, "
            "as Unicode CLDR has it."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Party.Kind.choices], required=False)
    body = forms.ChoiceField(label=_("Member of"), required=False)
    status = forms.ChoiceField(label=_("Membership"), choices=[ANY, *STATUSES], required=False)
    sort = forms.ChoiceField(label=pgettext_lazy("of a list", "Order"), choices=ORDERS, required=False)

    def __init__(self, *args, world, bodies, topics, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        regions = {country.region.slug: country.region for country in world}
        self.fields["region"].choices = [(slug, say(region.names)) for slug, region in regions.items()]
        self.fields["country"].choices = [(country.pk, say(country.names)) for country in world]
        languages = {language.pk: language for country in world for language in country.languages.all()}
        self.fields["language"].choices = [(code, capfirst(say(found.names))) for code, found in languages.items()]
        self.fields["topic"].choices = [ANY, *topics.choices()]
        self.fields["body"].choices = [ANY, *((body.slug, say(body.names)) for body in bodies)]
        for name in ("region", "country", "language"):
            choices = sorted(self.fields[name].choices, key=lambda choice: sort_key(choice[1]))
            self.fields[name].choices = [ANY, *choices]

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
        for name, counted in counts.items():
            taken = self.cleaned_data.get(name)
            self.fields[name].choices = [
                ANY if value == "" else (value, f"{label} ({number(counted[value])})")
                for value, label in self.fields[name].choices
                if value in ("", taken) or counted[value]
            ]


class SearchForm(forms.Form):
    """Words, and the kind of things in which they are sought."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)
