"""The lists and pages of bodies, where they sit, what they decided, and who is in them."""

from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel

from hamshahr.accounts.office import DescribedRegister, Register, Section
from hamshahr.accounts.office.listing import found_by_index
from hamshahr.kernel.office.policies import CHANGE
from hamshahr.kernel.office.shown import Published
from hamshahr.parties.office.search import found_parties

from ..models import Body, Decision, Hosting, Membership, MembershipStep
from ..rules import may_keep_bodies, state_on
from . import acts, keeping
from .forms import BodyForm
from .steps import STEPS

MOST_ROWS = 100


def found_bodies(words):
    return found_by_index(Body.objects.all(), words)


class OfBodies:
    """A register of the secretariat and of those who keep a body, each with the rows of their bodies."""

    path = "body"
    keepers = staticmethod(keeping.may_keep_some)

    def kept(self, user):
        return keeping.of_kept(self.model._default_manager.all(), user, self.path)


class BodyRegister(OfBodies, DescribedRegister):
    model = Body
    path = "pk"
    publishers = staticmethod(may_keep_bodies)
    adders = staticmethod(may_keep_bodies)
    url_prefix = "bodies"
    url_namespace = "office_bodies"
    icon = "group"
    fields = (
        *("names", "slug", "kind", "network", "parent", "founded_on", "term_years", "size", "rules_in_short"),
        *("position", "confidence", "source", "as_of", "note"),
    )
    moved_by_secretariat = frozenset({"slug", "kind", "network", "parent"})
    form_class = BodyForm
    verb_of_adding = "body.founded"
    list_display = ("__str__", "kind", "network", "parent", Published())
    list_filter = ("kind", "network", "live")
    acts = (acts.HOST, acts.DECIDE, acts.FOUND_OFFICE, acts.ENROL, acts.DISSOLVE)

    def listed(self, user):
        return self.kept(user).select_related("parent", "latest_revision")

    def choosable(self, user):
        bodies = Body.objects.all()
        return bodies if may_keep_bodies(user) else bodies.filter(live=True)

    def panel(self, name):
        """Who keeps a body describes it; where it stands in the tree is the secretariat's."""
        return FieldPanel(name, permission="bodies.move_body" if name in self.moved_by_secretariat else None)

    def sections(self, thing, user):
        offices = Section(_("Offices"), (_("office"), _("seats"), _("way into it"), _("open mandates")))
        for office in thing.offices.all():
            open_ones = office.mandates.filter(ends_on=None).count()
            offices.add(office.names, office.seats, office.get_way_display(), open_ones, thing=office)
        within = Section(_("Bodies within it"), (_("body"), _("kind")))
        for body in thing.children.all():
            within.add(body, body.get_kind_display(), thing=body)
        seats = Section(_("Seats of the body"), (_("host"), _("from"), _("until")))
        for row in thing.hostings.select_related("host"):
            seats.add(row.host, row.starts_on, row.ends_on, thing=row)
        return [offices, within, seats, members(thing), *super().sections(thing, user)]


def members(body):
    """The first of its memberships; the register has them all."""
    section = Section(_("Memberships"), (_("party"), _("state"), _("member since")))
    rows = body.memberships.with_state().select_related("party").order_by("-pk")[:MOST_ROWS]
    for row in rows:
        section.add(row.party, word_of(row.state), row.joined_on, thing=row)
    return section


def word_of(state):
    return MembershipStep.State(state).label if state else ""


class MembershipRegister(OfBodies, Register):
    model = Membership
    name = "office_memberships"
    url_prefix = "memberships"
    icon = "tick-inverse"
    list_display = ("party", "body", "category", "joined_on", "left_on")
    list_filter = ("body", "category")
    unshown = ("kept_state", "kept_from", "kept_to")
    acts = STEPS

    def listed(self, user):
        return self.kept(user).select_related("party", "body")

    @property
    def search(self):
        return lambda rows, words: rows.filter(party__in=found_parties(words))

    def remarks(self, thing):
        return [_("State today: %(state)s.") % {"state": word_of(state_on(thing)) or "—"}]

    def export_columns(self):
        return [*super().export_columns(), "state"]

    def export_row(self, thing):
        return [*super().export_row(thing), state_on(thing)]

    def parts(self, thing):
        return list(thing.steps.all())

    def sections(self, thing, user):
        headings = (_("step"), _("on"), _("reason"), _("decision"), _("by"), _("expires on"))
        steps = Section(_("Steps"), headings)
        for row in thing.steps.select_related("decision__body", "by").order_by("-number"):
            steps.add(
                *(row.get_state_display(), row.happened_on, row.reason, row.decision, row.by, row.expires_on),
                thing=row.decision,
            )
        return [steps, *super().sections(thing, user)]


class HostingRegister(OfBodies, Register):
    model = Hosting
    name = "office_hostings"
    url_prefix = "hostings"
    icon = "home"
    list_display = ("body", "host", "starts_on", "ends_on", "confidence")
    list_filter = ("body", "confidence")
    acts = (acts.END_HOSTING,)

    def listed(self, user):
        return self.kept(user).select_related("body", "host")

    @property
    def search(self):
        return lambda rows, words: (
            rows.filter(host__in=found_parties(words)) | rows.filter(body__in=found_bodies(words))
        )


class DecisionRegister(OfBodies, Register):
    model = Decision
    name = "office_decisions"
    url_prefix = "decisions"
    icon = "clipboard-list"
    allows = frozenset({CHANGE})
    fields = ("title", "number", "agenda_item", "confidence", "source", "as_of", "note")
    list_display = ("__str__", "body", "number", "decided_on")
    list_filter = ("body",)
    searched = ("number", "agenda_item")

    def listed(self, user):
        return self.kept(user).select_related("body")

    def sections(self, thing, user):
        rests = Section(_("What rests on it"), (_("what"), _("kind")))
        for step in thing.steps.select_related("membership__party", "membership__body"):
            rests.add(step.membership, step.get_state_display(), thing=step.membership)
        for mandate in thing.mandates.select_related("party", "office__body"):
            rests.add(mandate, _("mandate"), thing=mandate)
        return [rests, *super().sections(thing, user)]
