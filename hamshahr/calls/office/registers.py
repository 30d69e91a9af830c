"""The lists and pages of award editions and of the distinctions conferred in them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from hamshahr.accounts.office import DescribedRegister, Register, Section
from hamshahr.accounts.office.described import DescribedForm
from hamshahr.bodies.office.forms import Grounds
from hamshahr.bodies.office.registers import OfBodies, found_bodies
from hamshahr.bodies.rules import may_keep_bodies, may_keep_body
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act
from hamshahr.kernel.office.shown import Published
from hamshahr.parties.models import Country, Party
from hamshahr.parties.office.search import found_parties
from hamshahr.parties.services.registers import free_address

from .. import services
from ..models import Distinction, Edition


class EditionForm(DescribedForm):
    named_by = "award"

    def make_address(self, cleaned):
        return free_address(Edition, f"{say(cleaned['award'].names, 'en')} {cleaned.get('cycle_year') or ''}")


class ConferForm(Grounds):
    city_name = fields.line(gettext_lazy("City as the source names it"), required=True, longest=200)
    party = fields.thing(Party, gettext_lazy("Party"), required=False)
    country = fields.choice(Country, gettext_lazy("Country"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Distinction"), choices=Distinction.Level.choices)
    project = fields.texts(gettext_lazy("Project"))
    field_order = ["city_name", "party", "country", "level", "project"]

    def prepare(self):
        self.fields["country"].queryset = Country.objects.all()


CONFER = Act(
    name="confer",
    label=gettext_lazy("enter a distinction"),
    form=ConferForm,
    may=lambda user, edition: may_keep_body(user, edition.award),
    do=lambda edition, by, **fields: services.confer(edition=edition, by=by, **fields),
    explanation=gettext_lazy("Where the city is a party of the register, it stands in its record."),
    done=gettext_lazy("The distinction was entered."),
)


class EditionRegister(OfBodies, DescribedRegister):
    model = Edition
    path = "award"
    publishers = staticmethod(may_keep_bodies)
    adders = staticmethod(may_keep_bodies)
    url_prefix = "editions"
    url_namespace = "office_editions"
    icon = "pick"
    fields = (
        *("award", "number", "cycle_year", "slug", "ceremony_on", "ceremony_at", "submissions", "cities"),
        *("countries", "shortlisted", "winners", "prize", "confidence", "source", "as_of", "note"),
    )
    form_class = EditionForm
    verb_of_adding = "edition.added"
    list_display = ("__str__", "number", "cycle_year", "ceremony_on", Published())
    list_filter = ("award", "cycle_year", "live")
    acts = (CONFER,)

    def panel(self, name):
        return FieldPanel(name, permission="calls.move_edition" if name in {"slug", "award"} else None)

    def listed(self, user):
        return self.kept(user).select_related("award", "latest_revision")

    @property
    def search(self):
        return lambda rows, words: rows.filter(award__in=found_bodies(words))

    def sections(self, thing, user):
        section = Section(_("Distinctions"), (_("city"), _("distinction"), _("project")))
        for row in thing.distinctions.select_related("party"):
            section.add(row.party or row.city_name, row.get_level_display(), row.project, thing=row)
        return [section, *super().sections(thing, user)]


class DistinctionRegister(OfBodies, Register):
    model = Distinction
    path = "edition__award"
    name = "office_distinctions"
    url_prefix = "distinctions"
    icon = "pick"
    list_display = ("city_name", "level", "project", "edition", "party")
    list_filter = ("level", "country", "edition__cycle_year")
    searched = ("city_name",)

    def listed(self, user):
        return self.kept(user).select_related("edition__award", "party")

    @property
    def search(self):
        return lambda rows, words: self.search_columns(rows, words) | rows.filter(party__in=found_parties(words))


def distinctions_of(party, user):
    """On the page of a party: what was conferred on it."""
    section = Section(_("Distinctions"), (_("distinction"), _("project"), _("edition")))
    for row in party.distinctions.select_related("edition__award"):
        section.add(row.get_level_display(), row.project, row.edition, thing=row)
    return section
