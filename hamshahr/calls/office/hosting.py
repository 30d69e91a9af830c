"""The host of a meeting, sought by a call: the meeting named, and the choice of a body entered."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from hamshahr.bodies.models import Decision
from hamshahr.bodies.office.keeping import decisions_for
from hamshahr.gatherings.models import Gathering, Part
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm

from .. import services
from ..models import Call, Submission
from ..queries.entries import judged
from ..rules import hosting as rules
from .acts import may_keep


class MeetingForm(ActForm):
    gathering = fields.choice(Gathering, gettext_lazy("Meeting that looks for a host"))

    def prepare(self):
        rows = Gathering.objects.visible_to(self.by).exclude(parts__role=Part.Role.HOST)
        self.fields["gathering"].queryset = rows.filter(body__network=self.thing.body.network).order_by("-starts_on")
        search = rules.search_of(self.thing)
        self.initial = ({"gathering": search.gathering_id} if search else {}) | self.initial


class HostForm(ActForm):
    submission = fields.choice(Submission, gettext_lazy("Candidature chosen"))
    decision = fields.choice(Decision, gettext_lazy("By the decision"))

    def prepare(self):
        self.fields["submission"].queryset = judged(self.thing).select_related("party")
        self.fields["submission"].label_from_instance = lambda entry: f"{entry.party}: {entry.title}"
        self.fields["decision"].queryset = decisions_for(self.thing.body)


SEARCH = Act(
    name="meeting",
    label=gettext_lazy("name the meeting"),
    form=MeetingForm,
    may=may_keep,
    applies=lambda call: call.kind == Call.Kind.HOSTING,
    obstacle=rules.obstacle_to_search,
    do=lambda call, by, gathering: services.search_host(call=call, gathering=gathering, by=by),
    done=gettext_lazy("The call looks for a host of this meeting."),
)
CHOOSE = Act(
    name="host",
    label=gettext_lazy("enter the host that was chosen"),
    form=HostForm,
    may=may_keep,
    applies=lambda call: call.kind == Call.Kind.HOSTING and call.is_published,
    obstacle=lambda call: rules.obstacle_to_choose_some(call, at=timezone.now()),
    do=lambda call, by, **typed: services.choose_host(by=by, at=timezone.now(), **typed),
    explanation=gettext_lazy(
        "By the decision of a body: the city hosts the meeting, and every candidate gets a letter."
    ),
    done=gettext_lazy("The meeting has its host; the letters are in the outbox."),
)
