"""The lists and pages of offices, mandates, local offices and of seats in question."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section
from hamshahr.kernel.office.policies import CHANGE
from hamshahr.kernel.office.shown import Cell
from hamshahr.parties.office.search import found_parties, found_people

from ..models import LocalOffice, Mandate, Office, SeatFlag
from ..rules import SEAT_WORDS, state_of_seat
from ..terms import term_end_of
from . import acts, keeping
from .registers import OfBodies, found_bodies


class OfficeRegister(OfBodies, Register):
    model = Office
    name = "office_offices"
    url_prefix = "offices"
    icon = "user"
    allows = frozenset({CHANGE})
    fields = ("names", "seats", "region", "way", "term_years", "needs_local_office", "keeps_register", "position")
    list_display = ("__str__", "seats", "way", "region", "keeps_register")
    list_filter = ("body", "way", "keeps_register")
    acts = (acts.GRANT,)

    def get_edit_handler(self):
        """Who may work in the office is the secretariat's to say."""
        granted = {"keeps_register": "bodies.grant_register"}
        return ObjectList([FieldPanel(name, permission=granted.get(name)) for name in self.fields]).bind_to_model(
            Office
        )

    def listed(self, user):
        return self.kept(user).select_related("body", "region")

    @property
    def search(self):
        return lambda rows, words: rows.filter(body__in=found_bodies(words))

    def sections(self, thing, user):
        section = Section(_("Mandates"), (_("party"), _("from"), _("until"), _("term ends on"), _("state")))
        today = timezone.localdate()
        rows = thing.mandates.select_related("party", "office__body").prefetch_related("holdings", "flags")
        for row in rows:
            state = SEAT_WORDS[state_of_seat(row, today)]
            section.add(row.party, row.starts_on, row.ends_on, term_end_of(row), state, thing=row)
        return [section, *super().sections(thing, user)]


class MandateRegister(OfBodies, Register):
    model = Mandate
    path = "office__body"
    name = "office_mandates"
    url_prefix = "mandates"
    icon = "calendar-check"
    list_display = (
        *("__str__", Cell("body", label=gettext_lazy("Body"), accessor="office.body"), "starts_on", "ends_on"),
        *("term_ends_on", "beginning", "ending"),
    )
    list_filter = ("office__body", "beginning", "ending", "confidence")
    acts = (acts.SEAT_HOLDER, acts.END_MANDATE, acts.CORRECT_MANDATE)

    def listed(self, user):
        return self.kept(user).select_related("office__body", "party")

    @property
    def search(self):
        return self.by_party_person_or_body

    def by_party_person_or_body(self, rows, words):
        by_party, by_body = (
            rows.filter(party__in=found_parties(words)),
            rows.filter(office__body__in=found_bodies(words)),
        )
        by_person = rows.filter(pk__in=Mandate.objects.filter(holdings__person__in=found_people(words)).values("pk"))
        return by_party | by_body | by_person

    def remarks(self, thing):
        state = SEAT_WORDS[state_of_seat(thing, timezone.localdate())]
        return [_("The seat today: %(state)s.") % {"state": state}]

    def parts(self, thing):
        return [*thing.holdings.all(), *thing.flags.all()]

    def sections(self, thing, user):
        headings = (_("person"), _("from"), _("until"), _("acting"), _("by virtue of"))
        people = Section(_("Who filled the seat"), headings)
        for row in thing.holdings.select_related("person", "local_office__person", "local_office__party"):
            people.add(row.person, row.starts_on, row.ends_on, row.is_acting, row.local_office, thing=row.local_office)
        return [people, flags_of(thing.flags), *super().sections(thing, user)]


def flags_of(flags):
    """The flags of a seat or of a local office, with whom the statutes propose and by which article."""
    headings = (_("seat"), _("raised on"), _("proposed"), _("article"), _("decided"))
    section = Section(_("Seats in question"), headings)
    rows = flags.select_related("mandate__party", "mandate__office", "proposed_party", "proposed_person")
    for row in rows:
        proposed = row.proposed_person or row.proposed_party
        decided = row.get_outcome_display() if row.outcome else _("open")
        section.add(row.mandate, row.raised_on, proposed, row.article, decided, thing=row)
    return section


class LocalOfficeRegister(Register):
    model = LocalOffice
    name = "office_local_offices"
    url_prefix = "local-offices"
    keepers = staticmethod(keeping.may_keep_some)
    icon = "key"
    list_display = ("person", "title", "party", "starts_on", "ends_on")
    list_filter = ("confidence",)
    acts = (acts.END_LOCAL_OFFICE,)

    def kept(self, user):
        return keeping.local_offices(user)

    def listed(self, user):
        return self.kept(user).select_related("person", "party")

    @property
    def search(self):
        return lambda rows, words: (
            rows.filter(party__in=found_parties(words)) | rows.filter(person__in=found_people(words))
        )

    def sections(self, thing, user):
        hanging = Section(_("Seats that hang from it"), (_("seat"), _("person"), _("from"), _("until")))
        for row in thing.holdings.select_related("mandate__party", "mandate__office", "person"):
            hanging.add(row.mandate, row.person, row.starts_on, row.ends_on, thing=row.mandate)
        return [flags_of(thing.flags), hanging, *super().sections(thing, user)]


class Open(Column):
    def get_value(self, flag):
        return flag.get_outcome_display() if flag.cleared_on else _("open")


class SeatFlagRegister(OfBodies, Register):
    model = SeatFlag
    path = "mandate__office__body"
    name = "office_flags"
    url_prefix = "flags"
    icon = "warning"
    list_display = (
        *("__str__", "raised_on", "cause", Cell("proposed_person", label=gettext_lazy("Proposed")), "article"),
        Open("outcome", label=gettext_lazy("Decided")),
    )
    list_filter = {"cleared_on": ["isnull"], "cause": ["exact"], "outcome": ["exact"]}
    acts = (acts.CLEAR_FLAG,)

    def listed(self, user):
        rows = self.kept(user).select_related("mandate__party", "mandate__office__body", "proposed_person")
        return rows.order_by("cleared_on", "-raised_on", "pk")

    @property
    def search(self):
        return lambda rows, words: rows.filter(mandate__party__in=found_parties(words))


def local_offices_of(party, user):
    """On the page of a party: its local offices, from which seats elsewhere hang."""
    section = Section(_("Local offices"), (_("person"), _("title"), _("from"), _("until")))
    for row in party.local_offices.select_related("person"):
        section.add(row.person, row.title, row.starts_on, row.ends_on, thing=row)
    return section


def mandates_of(party, user):
    section = Section(_("Mandates"), (_("office"), _("body"), _("from"), _("until")))
    for row in party.mandates.select_related("office__body"):
        section.add(row.office.names, row.office.body, row.starts_on, row.ends_on, thing=row)
    return section


def memberships_of(party, user):
    section = Section(_("Memberships"), (_("body"), _("member since"), _("until")))
    for row in party.memberships.select_related("body"):
        section.add(row.body, row.joined_on, row.left_on, thing=row)
    return section
