"""A new call laid out by its kind: drafted with its stages, criteria and questions, or laid over an empty draft."""

from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.bodies.office.keeping import bodies, may_keep_some
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import listed
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm

from .. import services
from ..kinds import template_of
from ..models import Call, Stage
from ..rules import laying_out as rules
from .acts import draft, may_keep, to_result
from .forms import DraftForm, hour
from .typed import at_the_place


def described_kinds():
    """Each kind with what its template gives: its stages and the number of its questions."""
    for kind in Call.Kind:
        template = template_of(kind)
        stages = listed(*(Stage.Kind(stage["kind"]).label for stage in template["stages"]))
        words = {"kind": kind.label, "stages": stages, "questions": number(len(template["questions"]))}
        yield kind.value, _("%(kind)s (stages: %(stages)s; questions: %(questions)s)") % words


class KindForm(DraftForm):
    """What a call of a kind needs of its own; everything else comes from its template."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), widget=forms.RadioSelect)
    opens_day = fields.day(
        gettext_lazy("Opens on"),
        help_text=gettext_lazy("The days of all stages are counted from it and can be changed in the draft."),
    )
    opens_hour = hour(gettext_lazy("Opens at"))
    frameworks = per_city = per_framework = has_partners = needs_endorsement = None
    field_order = ("kind", "body", "slug", "authentic", "names", "text", "languages", "zone", "opens_day", "opens_hour")

    def prepare(self):
        every = [code for code, _name in settings.LANGUAGES]
        first = {"zone": settings.TIME_ZONE, "authentic": settings.LANGUAGE_CODE, "languages": every}
        self.fields["body"].queryset = bodies(self.by)
        self.fields["kind"].choices = list(described_kinds())
        self.initial = first | self.initial

    def clean(self):
        typed = super().clean()
        del typed["caps"]
        return typed | opening(self, typed, typed.get("zone"))


class LayOutForm(ActForm):
    """When an empty draft opens, by its own clock."""

    opens_day = fields.day(gettext_lazy("Opens on"))
    opens_hour = hour(gettext_lazy("Opens at"))

    def clean(self):
        typed = super().clean()
        return typed | opening(self, typed, self.thing.zone)


def opening(form, typed, zone):
    """The moment of the opening, where day, hour and zone say one."""
    if not zone or not typed.get("opens_day"):
        return {}
    try:
        return {"opens_at": at_the_place(typed, "opens", ZoneInfo(zone))}
    except forms.ValidationError as error:
        form.add_error("opens_hour", error)
        return {}


NEW = Act(
    name="new",
    label=gettext_lazy("lay out a new call by its kind"),
    form=KindForm,
    may=may_keep_some,
    do=lambda _none, by, **typed: draft(by, service=services.draft_by_kind, **typed),
    explanation=gettext_lazy(
        "The draft begins with the stages, criteria and questions of its kind. "
        "Nobody sees it but who keeps the body, and everything in it can be changed before it is published."
    ),
    done=gettext_lazy("The draft is laid out; look at its days and questions, then publish it."),
    of_list=True,
    to=to_result,
)
LAY_OUT = Act(
    name="lay",
    label=gettext_lazy("lay out by its kind"),
    form=LayOutForm,
    may=may_keep,
    applies=lambda call: not call.is_published,
    obstacle=rules.obstacle_to_lay_out,
    do=lambda call, by, opens_at: services.lay_out_call(call=call, opens_at=opens_at, by=by),
    explanation=gettext_lazy("Gives an empty draft the stages, criteria and questions of its kind."),
    done=gettext_lazy("The draft is laid out; look at its days and questions, then publish it."),
)
