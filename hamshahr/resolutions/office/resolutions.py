"""The register of resolutions and that of their duties, with the acts of the secretaries of bodies."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.models import Body
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.meetings.models import AgendaItem
from hamshahr.parties.models import Party

from .. import queries, rules, services
from ..models import Duty, Resolution


class AdoptForm(ActForm):
    body = fields.choice(Body, gettext_lazy("Body"))
    names = fields.texts(gettext_lazy("Title"))
    text = fields.texts(gettext_lazy("Text"), required=False, are_long=True)
    authentic_language = forms.ChoiceField(label=gettext_lazy("Authentic language"), choices=settings.LANGUAGES)
    adopted_on = fields.day(gettext_lazy("Adopted on"))
    gathering = fields.thing(Gathering, gettext_lazy("Meeting"), required=False)
    item = fields.choice(AgendaItem, gettext_lazy("Agenda item"), required=False)
    way = fields.line(gettext_lazy("How it was decided"), longest=600)

    def prepare(self):
        self.fields["body"].queryset = keeping.bodies(self.by)
        self.fields["authentic_language"].initial = get_language()
        rows = AgendaItem.objects.visible_to(self.by).filter(session__gathering__body__in=keeping.bodies(self.by))
        self.fields["item"].queryset = rows.filter(removed_at=None).order_by("-session__starts_at", "position")


class LayForm(ActForm):
    words = fields.texts(gettext_lazy("What is to be done"))
    party = fields.thing(Party, gettext_lazy("On the desk of"), required=False)
    body = fields.thing(Body, gettext_lazy("Or on the body"), required=False)
    due_on = fields.day(gettext_lazy("Due on"))


class DoneForm(ActForm):
    proof = fields.lines(gettext_lazy("What proves it"), required=True)
    link = forms.URLField(label=gettext_lazy("Link to the proof"), required=False, assume_scheme="https")
    done_on = fields.day(gettext_lazy("Done on"))

    def prepare(self):
        self.fields["done_on"].initial = timezone.localdate()


class WaiveForm(ActForm):
    by_resolution = fields.choice(Resolution, gettext_lazy("By the resolution"))
    reason = fields.line(gettext_lazy("Remark"))

    def prepare(self):
        laid = self.thing.resolution
        rows = Resolution.objects.filter(body=laid.body, adopted_on__gte=laid.adopted_on).exclude(pk=laid.pk)
        self.fields["by_resolution"].queryset = rows


def to_made(_thing, made):
    return address_of(made)


def of_settled(duty):
    """Why nothing can be done with this duty any more."""
    day = timezone.localdate()
    return rules.obstacle_to_close_duty(duty, done_on=max(day, duty.resolution.adopted_on), proof="-", today=day)


ADOPT = Act(
    name="adopt",
    label=gettext_lazy("enter a resolution"),
    form=AdoptForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.adopt_resolution(by=by, **typed),
    explanation=gettext_lazy("For what was decided elsewhere; what a ballot here decides comes by itself."),
    done=gettext_lazy("The resolution stands in the register with its number."),
    of_list=True,
    to=to_made,
)
LAY = Act(
    name="lay",
    label=gettext_lazy("lay a duty"),
    form=LayForm,
    may=rules.may_keep_resolution,
    do=lambda resolution, by, **typed: services.lay_duty(resolution=resolution, by=by, **typed),
    done=gettext_lazy("The duty is laid; whoever bears it gets a letter."),
)
DONE = Act(
    name="done",
    label=gettext_lazy("enter the proof"),
    form=DoneForm,
    may=lambda user, duty: rules.may_report(user, duty, timezone.localdate()),
    obstacle=of_settled,
    do=lambda duty, by, **typed: services.close_duty(duty=duty, by=by, **typed),
    done=gettext_lazy("The duty is done."),
)
WAIVE = Act(
    name="waive",
    label=gettext_lazy("waive by another resolution"),
    form=WaiveForm,
    may=lambda user, duty: rules.may_keep_resolution(user, duty.resolution),
    obstacle=of_settled,
    do=lambda duty, by, **typed: services.waive_duty(duty=duty, by=by, **typed),
    done=gettext_lazy("The duty is waived."),
)


class ResolutionRegister(OfBodies, Register):
    model = Resolution
    name = url_namespace = "office_resolutions"
    url_prefix = "resolutions"
    icon = "clipboard-list"
    list_display = ("code", "names", "body", "adopted_on")
    list_filter = {"body": ["exact"], "year": ["exact"]}
    unshown = ("key", "motion_key", "ballot_key", "verdict", "folded")
    unexported = ("verdict",)
    acts = (ADOPT, LAY)

    def search(self, rows, words):
        """By words of the title or the text, or by the number."""
        for word in words:
            rows = rows.filter(folded__contains=word)
        return rows

    def sections(self, thing, user):
        duties = Section(_("Duties"), (_("what"), _("by whom"), _("due on"), _("state")))
        for duty in queries.duties_of(thing, timezone.localdate()):
            duties.add(str(duty), duty.bearer, duty.due_on, word_of(duty), thing=duty)
        return [duties, *super().sections(thing, user)]


def word_of(duty):
    """The state of a duty today."""
    return duty.state_on(timezone.localdate()).label


class StateOfDuty(Column):
    def get_value(self, duty):
        return word_of(duty)


class DutyRegister(OfBodies, Register):
    model = Duty
    path = "resolution__body"
    name = url_namespace = "office_resolution_duties"
    url_prefix = "resolution-duties"
    icon = "tasks"
    list_display = ("__str__", "party", "body", "due_on", StateOfDuty("state", label=gettext_lazy("State")))
    list_filter = {"due_on": ["lt", "gte"], "done_on": ["isnull"]}
    unshown = ("key",)
    acts = (DONE, WAIVE)

    def listed(self, user):
        return self.kept(user).select_related("resolution__body", "party", "body")
