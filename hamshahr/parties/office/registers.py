"""The lists and pages of parties, people, places and of who acts for whom."""

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from hamshahr.accounts.office import DescribedRegister, Register, Section
from hamshahr.kernel.languages import LANGUAGES
from hamshahr.kernel.office.acts import Offer
from hamshahr.kernel.office.policies import ADD, CHANGE
from hamshahr.kernel.office.shown import Cell, Published

from .. import rules, services
from ..models import Consent, Country, Handover, Language, Liaison, Party, Person, Place, Region
from . import acts, forms
from .search import found_parties, found_people

LANGUAGE_CODES = {code for code, _name in LANGUAGES}


class PartyRegister(DescribedRegister):
    model = Party
    keepers = staticmethod(rules.may_keep_parties)
    url_prefix = "parties"
    url_namespace = "office_parties"
    icon = "globe"
    fields = ("names", "slug", "kind", "country", "place", "about", "website", "source", "as_of")
    form_class = forms.PartyForm
    verb_of_adding = "party.added"
    list_display = ("__str__", "kind", Cell("country", label=gettext_lazy("Country")), Published())
    list_filter = ("kind", "country", "live")
    unshown = ("merged_into",)
    acts = (acts.APPOINT_LIAISON, acts.MERGE)

    def listed(self, user):
        language = get_language() if get_language() in LANGUAGE_CODES else "en"
        return self.kept(user).sorted_by_name(language).select_related("country", "latest_revision")

    def offers(self, user, thing=None):
        """The desk of a party is handed over on the desk's own page."""
        offers = super().offers(user, thing)
        if thing is None or thing.merged_into_id or not rules.may_hand_over(user, thing):
            return offers
        return [*offers, Offer(_("Hand over the desk"), reverse("web:hand_over", args=[thing.slug]), "")]

    def choosable(self, user):
        parties = Party.objects.filter(merged_into=None)
        return parties if rules.may_keep_parties(user) else parties.filter(live=True)

    @property
    def search(self):
        return lambda queryset, words: queryset.filter(pk__in=found_parties(words).values("pk"))

    def changed(self, thing):
        services.write_names(Party.objects.get(pk=thing.pk))

    def remarks(self, thing):
        if thing.merged_into_id:
            return [_("This party was merged into %(other)s.") % {"other": thing.merged_into}]
        return super().remarks(thing)

    def sections(self, thing, user):
        desk = Section(_("Who acts for this party"), (_("user"), _("duty"), _("from"), _("until")))
        for row in thing.liaisons.select_related("user").order_by("-starts_on", "pk"):
            desk.add(row.user, row.get_duty_display(), row.starts_on, row.ends_on, thing=row)
        return [desk, *super().sections(thing, user)]


class PersonRegister(DescribedRegister):
    model = Person
    keepers = staticmethod(rules.may_keep_parties)
    url_prefix = "people"
    url_namespace = "office_people"
    icon = "user"
    fields = ("names", "slug", "gender", "email", "phone", "languages", "biography", "user", "source")
    form_class = forms.PersonForm
    verb_of_adding = "person.added"
    list_display = ("__str__", "gender", "languages", Published())
    list_filter = ("gender", "live")
    unexported = ("email", "phone", "user")
    acts = (acts.GIVE_CONSENT,)

    def choosable(self, user):
        people = Person.objects.all()
        return people if rules.may_keep_parties(user) else people.filter(live=True)

    def sections(self, thing, user):
        consents = Section(_("Consents"), (_("field"), _("given on"), _("withdrawn on")))
        for row in thing.consents.all():
            consents.add(row.get_field_display(), row.given_on, row.withdrawn_on, thing=row)
        return [consents, *super().sections(thing, user)]


class LiaisonRegister(Register):
    model = Liaison
    name = "office_liaisons"
    url_prefix = "liaisons"
    keepers = staticmethod(rules.may_keep_parties)
    icon = "group"
    list_display = ("user", "party", "duty", "starts_on", "ends_on")
    list_filter = ("duty",)
    acts = (acts.END_LIAISON, acts.REPLACE_LIAISON)

    def listed(self, user):
        return self.kept(user).select_related("user", "party")

    @property
    def search(self):
        return lambda rows, words: rows.filter(party__in=found_parties(words))


class ConsentRegister(Register):
    model = Consent
    name = "office_consents"
    url_prefix = "consents"
    keepers = staticmethod(rules.may_keep_parties)
    icon = "check"
    list_display = ("person", "field", "given_on", "withdrawn_on")
    list_filter = ("field",)
    acts = (acts.WITHDRAW_CONSENT,)

    def listed(self, user):
        return self.kept(user).select_related("person")

    @property
    def search(self):
        return lambda rows, words: rows.filter(person__in=found_people(words))


class HandoverRegister(Register):
    model = Handover
    name = "office_handovers"
    url_prefix = "handovers"
    keepers = staticmethod(rules.may_keep_parties)
    icon = "resubmit"
    list_display = ("party", "leaving", "arriving", "happened_on")
    unexported = ("packet",)

    def listed(self, user):
        return self.kept(user).select_related("party", "leaving", "arriving")


class PlaceRegister(Register):
    model = Place
    name = "office_places"
    url_prefix = "places"
    keepers = staticmethod(rules.may_keep_parties)
    allows = frozenset({ADD, CHANGE})
    icon = "site"
    fields = (
        *("geonames_id", "country", "latitude", "longitude", "population", "population_on", "time_zone"),
        "source",
    )
    list_display = ("__str__", "country", "population", "population_on", "time_zone")
    list_filter = ("country",)

    def add(self, *, by, **fields):
        return services.add_place(by=by, **fields)

    def listed(self, user):
        return self.kept(user).select_related("country")

    @property
    def search(self):
        return lambda rows, words: rows.filter(parties__in=found_parties(words)).distinct()

    def sections(self, thing, user):
        here = Section(_("Parties here"), (_("party"), _("kind")))
        for party in thing.parties.all():
            here.add(party, party.get_kind_display(), thing=party)
        return [here, *super().sections(thing, user)]


class CountryRegister(Register):
    model = Country
    name = "office_countries"
    url_prefix = "countries"
    keepers = staticmethod(rules.may_keep_parties)
    allows = frozenset({ADD, CHANGE})
    icon = "globe"
    fields = ("iso2", "iso3", "names", "region", "subregion", "languages")
    list_display = ("__str__", "iso2", "region", "subregion")
    list_filter = ("region",)
    searched = ("iso2", "iso3", "subregion")

    def add(self, *, by, **fields):
        return services.add_country(by=by, **fields)

    def listed(self, user):
        return self.kept(user).select_related("region")

    def sections(self, thing, user):
        official = Section(_("Official languages"), (_("language"), _("ISO 639 code")))
        for language in thing.languages.all():
            official.add(language, language.pk, thing=language)
        return [official, *super().sections(thing, user)]


class LanguageRegister(Register):
    model = Language
    name = "office_languages"
    url_prefix = "languages"
    keepers = staticmethod(rules.may_keep_parties)
    allows = frozenset({CHANGE})
    icon = "openquote"
    fields = ("names",)
    list_display = ("__str__", "code")
    searched = ("code",)


class RegionRegister(Register):
    model = Region
    name = "office_regions"
    url_prefix = "regions"
    keepers = staticmethod(rules.may_keep_parties)
    allows = frozenset({ADD, CHANGE})
    icon = "globe"
    fields = ("slug", "names", "position")
    list_display = ("__str__", "slug", "position")

    def add(self, *, by, **fields):
        return services.add_region(by=by, **fields)


class PartiesGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Parties")
    menu_name = "parties"
    menu_icon = "globe"
    menu_order = 100
    items = (
        *(PartyRegister, PersonRegister, LiaisonRegister, ConsentRegister, HandoverRegister),
        *(PlaceRegister, CountryRegister, RegionRegister, LanguageRegister),
    )
