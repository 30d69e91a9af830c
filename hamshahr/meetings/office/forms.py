"""What the acts of a meeting ask for: days in either calendar, hours as a clock shows them, a zone by its place."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.bodies.models import Body
from hamshahr.bodies.office.keeping import bodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm
from hamshahr.parties.models import Party, Person

from ..models import AgendaItem, Audience, Consultation, Paper, Session
from ..models.sessions import is_zone
from ..reading import read_file


def hour(label):
    return fields.HourField(label=label, help_text=gettext_lazy("Like 09:30, on the clock of the place."))


def zone_line():
    said = gettext_lazy("By its place, for example Asia/Tehran or Europe/Madrid.")
    return fields.line(gettext_lazy("Time zone"), required=True, longest=50, validators=[is_zone], help_text=said)


def moment(day, at, zone):
    """That hour of that day in that zone; an hour that the clocks leap over is refused."""
    local = datetime.combine(day, at, tzinfo=zone)
    if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise forms.ValidationError(_("The clocks leap over this hour on that day; choose another."))
    return local.astimezone(UTC)


class TimesForm(ActForm):
    """From when to when, and where; gives ``starts_at`` and ``ends_at``."""

    zone = zone_line()
    day = fields.day(gettext_lazy("Day"))
    begins = hour(gettext_lazy("From"))
    last_day = fields.day(gettext_lazy("Last day, where it is another"), required=False)
    ends = hour(gettext_lazy("To"))
    place_name = fields.line(gettext_lazy("Room or place"), longest=200)
    link = forms.URLField(
        label=gettext_lazy("Link to take part from afar"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Shown to nobody but those who are called. It begins with https://."),
    )

    def prepare(self):
        self.fields["zone"].initial = settings.TIME_ZONE

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("The link begins with https://."))
        return link

    def clean(self):
        typed = super().clean()
        if not {"zone", "day", "begins", "ends"} <= typed.keys():
            return typed
        zone = ZoneInfo(typed["zone"])
        day, last_day = typed.pop("day"), typed.pop("last_day", None)
        typed["starts_at"] = moment(day, typed.pop("begins"), zone)
        typed["ends_at"] = moment(last_day or day, typed.pop("ends"), zone)
        return typed


class PlanForm(TimesForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Session.Kind.choices)
    names = fields.texts(gettext_lazy("Title"), required=False)
    chair = fields.thing(Person, gettext_lazy("In the chair"), required=False)
    call_of = forms.ModelChoiceField(
        Session.objects.none(), label=gettext_lazy("Second call of"), required=False, empty_label=gettext_lazy("none")
    )

    def prepare(self):
        super().prepare()
        self.fields["call_of"].queryset = self.thing.sessions.standing()


class MoveForm(TimesForm):
    decision = fields.lines(
        gettext_lazy("Decision"),
        help_text=gettext_lazy("Needed where those who are called learn of it too late: who decided it, and why."),
    )

    def prepare(self):
        session = self.thing
        begins, ends = (each.astimezone(session.place_zone) for each in (session.starts_at, session.ends_at))
        said = {"zone": session.zone, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        said |= {"place_name": session.place_name, "link": session.link}
        if ends.date() != begins.date():
            said["last_day"] = ends.date()
        self.initial = {**said, **self.initial}


class CallForm(ActForm):
    decision = fields.lines(
        gettext_lazy("Decision"),
        help_text=gettext_lazy("Only for a call that is too late: who decided to meet all the same, and why."),
    )


class ItemForm(ActForm):
    names = fields.texts(gettext_lazy("Title"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=AgendaItem.Kind.choices)
    audience = forms.ChoiceField(label=gettext_lazy("Who may read it"), choices=Audience.choices)
    minutes_planned = fields.number(gettext_lazy("Minutes planned"), required=False)
    text = fields.texts(gettext_lazy("Text"), required=False, are_long=True)
    note = fields.line(gettext_lazy("Note for the secretary"), longest=600)

    def clean_minutes_planned(self):
        minutes = self.cleaned_data["minutes_planned"]
        if minutes is None:
            return None
        if minutes != int(minutes) or not 1 <= minutes <= 1440:
            raise forms.ValidationError(_("An item takes from one minute to a day."))
        return int(minutes)


class DescribeItemForm(ItemForm):
    def prepare(self):
        self.initial = {name: getattr(self.thing, name) for name in self.fields} | self.initial


class FileForm(ActForm):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("PDF or plain text, at most 10 MB."))


class PaperForm(FileForm):
    names = fields.texts(gettext_lazy("Title"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Paper.Kind.choices)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), choices=Audience.choices, initial=Audience.INTERNAL
    )
    field_order = ["names", "kind", "audience", "language", "file"]


class VersionForm(FileForm):
    note = fields.line(gettext_lazy("What is new"))


def read(typed):
    """What was typed, with the file read."""
    words = {name: value for name, value in typed.items() if name != "file"}
    return {**words, "read": read_file(typed["file"])}


class InterpretForm(ActForm):
    language = fields.line(
        gettext_lazy("Language"), required=True, longest=12, help_text=gettext_lazy("By its letters, such as fa.")
    )
    channel = fields.line(gettext_lazy("Channel"), longest=60)
    person_name = fields.line(gettext_lazy("Interpreter"), longest=200)
    email = forms.EmailField(label=gettext_lazy("Address of the interpreter"), required=False)
    days_before = forms.IntegerField(
        label=gettext_lazy("Papers due, in days before"), initial=7, min_value=0, max_value=365
    )


class CloneForm(ActForm):
    names = fields.texts(gettext_lazy("Title"))
    slug = forms.SlugField(label=gettext_lazy("Address"), max_length=80)
    day = fields.day(gettext_lazy("Day of the first session"))
    begins = hour(gettext_lazy("From"))

    def prepare(self):
        self.initial = {"names": self.thing.names, **self.initial}
        session = self.thing.sessions.standing().order_by("starts_at", "pk").first()
        self.session = session
        if session is not None:
            self.initial.setdefault("begins", session.starts_at.astimezone(session.place_zone).time())

    def clean(self):
        typed = super().clean()
        if self.session is not None and {"day", "begins"} <= typed.keys():
            typed["starts_at"] = moment(typed.pop("day"), typed.pop("begins"), self.session.place_zone)
        return typed


class ConsultForm(ActForm):
    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"))
    party = fields.thing(Party, gettext_lazy("Member"))
    held_on = fields.day(gettext_lazy("Held on"))
    channel = forms.ChoiceField(label=gettext_lazy("Way"), choices=Consultation.Channel.choices)
    held_by = fields.line(gettext_lazy("Who spoke for the body"), required=True)
    spoken_with = fields.line(gettext_lazy("Who spoke for the member"))
    subject = fields.texts(gettext_lazy("Subject"))
    outcome = fields.texts(gettext_lazy("What came of it"), are_long=True)
    is_public = forms.BooleanField(label=gettext_lazy("Public"), required=False)

    def prepare(self):
        self.fields["body"].queryset = bodies(self.by)
