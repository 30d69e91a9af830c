"""The lists and pages of gatherings and of the parts that parties took in them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from hamshahr.accounts.office import DescribedRegister, Register, Section
from hamshahr.accounts.office.described import DescribedForm
from hamshahr.accounts.office.listing import found_by_index
from hamshahr.bodies.office.forms import Grounds
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.bodies.rules import may_keep_bodies, may_keep_body
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act
from hamshahr.kernel.office.shown import Published
from hamshahr.parties.models import Party
from hamshahr.parties.office.search import found_parties
from hamshahr.parties.services.registers import free_address

from .. import services
from ..models import Gathering, Part


class GatheringForm(DescribedForm):
    def make_address(self, cleaned):
        return free_address(Gathering, say(cleaned["names"], "en"))


class PartForm(Grounds):
    party = fields.thing(Party, gettext_lazy("Party"))
    role = forms.ChoiceField(label=gettext_lazy("Part"), choices=Part.Role.choices)
    field_order = ["party", "role"]


def may_keep(user, gathering):
    return may_keep_bodies(user) or (gathering.body is not None and may_keep_body(user, gathering.body))


TAKE_PART = Act(
    name="part",
    label=gettext_lazy("enter who took part"),
    form=PartForm,
    may=may_keep,
    do=lambda gathering, by, **fields: services.take_part(gathering=gathering, by=by, **fields),
    explanation=gettext_lazy("The part enters the record of the party on the first day of the gathering."),
    done=gettext_lazy("The part was entered."),
)


class GatheringRegister(OfBodies, DescribedRegister):
    model = Gathering
    publishers = staticmethod(may_keep_bodies)
    adders = staticmethod(may_keep_bodies)
    url_prefix = "gatherings"
    url_namespace = "office_gatherings"
    icon = "calendar-alt"
    fields = (
        *("names", "slug", "kind", "series", "number", "body", "parent", "starts_on", "ends_on", "mode"),
        *("place", "place_name", "country", "organiser", "host_name", "participants", "delegations"),
        *("confidence", "source", "as_of", "note"),
    )
    form_class = GatheringForm
    verb_of_adding = "gathering.added"
    list_display = ("__str__", "kind", "starts_on", "place", "body", Published())
    list_filter = ("kind", "mode", "body", "live")
    acts = (TAKE_PART,)

    def panel(self, name):
        return FieldPanel(name, permission="gatherings.move_gathering" if name in {"slug", "body"} else None)

    def listed(self, user):
        return self.kept(user).select_related("place", "body", "latest_revision")

    def choosable(self, user):
        gatherings = Gathering.objects.all()
        return gatherings if may_keep_bodies(user) else gatherings.filter(live=True)

    def sections(self, thing, user):
        parts = Section(_("Who took part"), (_("party"), _("part"), _("how sure")))
        for row in thing.parts.select_related("party"):
            parts.add(row.party, row.get_role_display(), row.get_confidence_display(), thing=row)
        within = Section(_("Parts of it"), (_("gathering"), _("kind"), _("starts on")))
        for row in thing.parts_of_it.all():
            within.add(row, row.get_kind_display(), row.starts_on, thing=row)
        return [parts, within, *super().sections(thing, user)]


class PartRegister(OfBodies, Register):
    model = Part
    path = "gathering__body"
    name = "office_parts"
    url_prefix = "parts"
    icon = "group"
    list_display = ("party", "role", "gathering", "confidence")
    list_filter = ("role", "confidence")

    def listed(self, user):
        return self.kept(user).select_related("party", "gathering")

    @property
    def search(self):
        return lambda rows, words: (
            rows.filter(party__in=found_parties(words))
            | rows.filter(gathering__in=found_by_index(Gathering.objects.all(), words))
        )


def gatherings_of(party, user):
    """On the page of a party: the gatherings in which it took part."""
    section = Section(_("Gatherings"), (_("gathering"), _("part"), _("starts on")))
    for row in party.parts.select_related("gathering").order_by("-gathering__starts_on", "pk"):
        section.add(row.gathering, row.get_role_display(), row.gathering.starts_on, thing=row)
    return section
