"""The lists and pages of practices, topics and goals."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, ObjectList

from hamshahr.accounts.office import DescribedRegister, Register, Section
from hamshahr.accounts.office.described import DescribedForm
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.policies import ADD, CHANGE
from hamshahr.kernel.office.shown import Published
from hamshahr.parties.office.search import found_parties
from hamshahr.parties.services.registers import free_address

from .. import services
from ..models import Goal, Practice, Topic
from ..rules import may_keep_practices

MANY = ("topics", "goals")


class PracticeForm(DescribedForm):
    def make_address(self, cleaned):
        return free_address(Practice, say(cleaned["names"], "en"))


class PracticeRegister(DescribedRegister):
    model = Practice
    keepers = staticmethod(may_keep_practices)
    url_prefix = "practices"
    url_namespace = "office_practices"
    icon = "openquote"
    fields = (
        *("names", "slug", "party", "summary", "topics", "goals", "starts_on", "ends_on", "origin"),
        *("confidence", "source", "as_of", "note"),
    )
    form_class = PracticeForm
    verb_of_adding = "practice.added"
    list_display = ("__str__", "party", "starts_on", "confidence", Published())
    list_filter = ("topics", "goals", "confidence", "live")

    def get_edit_handler(self):
        ticked = dict.fromkeys(MANY, CheckboxSelectMultiple)
        panels = [FieldPanel(name, widget=ticked.get(name)) for name in self.fields]
        return ObjectList(panels, base_form_class=self.form_class).bind_to_model(Practice)

    def listed(self, user):
        return self.kept(user).select_related("party", "latest_revision")

    @property
    def search(self):
        by_index = super().search
        return lambda rows, words: by_index(rows, words) | rows.filter(party__in=found_parties(words))

    def sections(self, thing, user):
        topics = Section(_("Topics"), (_("topic"), _("part of")))
        for topic in thing.topics.all().select_related("parent"):
            topics.add(topic, topic.parent, thing=topic)
        goals = Section(_("Goals"), (_("number"), _("name")))
        for goal in thing.goals.all():
            goals.add(goal.pk, goal, thing=goal)
        return [topics, goals, *super().sections(thing, user)]


class TopicRegister(Register):
    model = Topic
    name = "office_topics"
    url_prefix = "topics"
    keepers = staticmethod(may_keep_practices)
    allows = frozenset({ADD, CHANGE})
    icon = "tag"
    fields = ("slug", "names", "parent", "goals")
    list_display = ("__str__", "slug", "parent")
    searched = ("slug", "names")

    def add(self, *, by, **fields):
        return services.add_topic(by=by, **fields)

    def listed(self, user):
        return self.kept(user).select_related("parent")

    def sections(self, thing, user):
        practices = Section(_("Practices"), (_("practice"), _("city"), _("State")))
        for row in thing.practices.select_related("party"):
            practices.add(row, row.party, row.state_word, thing=row)
        return [practices, *super().sections(thing, user)]


class GoalRegister(Register):
    model = Goal
    name = "office_goals"
    url_prefix = "goals"
    keepers = staticmethod(may_keep_practices)
    allows = frozenset({ADD, CHANGE})
    icon = "tag"
    fields = ("number", "names")
    list_display = ("__str__", "number")

    def add(self, *, by, **fields):
        return services.add_goal(by=by, **fields)


def practices_of(party, user):
    """On the page of a party: what it did."""
    section = Section(_("Practices"), (_("practice"), _("began"), _("how sure")))
    for row in party.practices.all():
        section.add(row, row.starts_on, row.get_confidence_display(), thing=row)
    return section
