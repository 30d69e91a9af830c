"""What an amendment asks for: the text, every stage's dates, or one question; and what is told to who began."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm

from ..services import Changes
from .forms import hour, whole
from .typed import NamedLines, at_the_place, parted

SAID = gettext_lazy("What changed, and why")
READ = gettext_lazy("Everybody who began an entry gets this in their language.")


def said():
    text = fields.texts(SAID, are_long=True)
    text.help_text = READ
    return text


class AmendForm(ActForm):
    """The text of a call, and from when to when each of its stages runs."""

    names = fields.texts(gettext_lazy("Title"))
    text = fields.texts(gettext_lazy("Text of the call"), are_long=True)
    said = said()

    def prepare(self):
        call = self.thing
        self.stages = list(call.stages.order_by("position"))
        first = {"names": call.names, "text": call.text}
        for stage in self.stages:
            for side, label in (("opens", _("%(stage)s: opens on")), ("closes", _("%(stage)s: closes on"))):
                name = f"{side}_{stage.position}"
                label %= {"stage": stage.title}
                needed = side == "opens" or stage.closes_at is not None
                self.fields[f"{name}_day"] = fields.day(label, required=needed)
                self.fields[f"{name}_hour"] = hour(_("at"))
                first |= parted(getattr(stage, f"{side}_at"), name, call.place_zone)
        self.order_fields(["names", "text", *(name for name in self.fields if "_" in name), "said"])
        self.initial = first | self.initial

    def clean(self):
        typed, zone = super().clean(), self.thing.place_zone
        stages = {}
        for stage in self.stages:
            sides = {f"{side}_at": f"{side}_{stage.position}" for side in ("opens", "closes")}
            found = {field: at_the_place(typed, name, zone) for field, name in sides.items()}
            before = {field: getattr(stage, field) for field in sides}
            moved = {field: to_second(when, before[field]) for field, when in found.items()}
            if moved != before:
                stages[stage.position] = moved
        own = {name: typed[name] for name in ("names", "text") if name in typed}
        return {"changes": Changes(typed.get("said"), call=own, stages=stages)}


def to_second(typed, before):
    """The moment typed, or the one before where the form shows both alike: seconds are not typed."""
    if typed is None or before is None:
        return typed
    return before if typed == before.replace(second=0, microsecond=0) else typed


class EndStageForm(ActForm):
    """Why a stage ends before its day."""

    said = said()


class AmendQuestionForm(ActForm):
    names = fields.texts(gettext_lazy("Wording"))
    help = fields.texts(gettext_lazy("Explanation"), required=False, are_long=True)
    limit = whole(gettext_lazy("Limit"), least=1)
    options = NamedLines(key="value", label=gettext_lazy("Options of a choice"))
    said = said()

    def prepare(self):
        if not isinstance(self.thing.options, list):
            del self.fields["options"]
        self.initial = {name: getattr(self.thing, name, None) for name in self.fields} | self.initial

    def clean(self):
        typed = super().clean()
        own = {name: typed[name] for name in ("names", "help", "limit", "options") if name in typed}
        return {"changes": Changes(typed.get("said"), questions={self.thing.slug: own})}
