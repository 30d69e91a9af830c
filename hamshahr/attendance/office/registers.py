"""Delegates, presences and speeches in the office: to find, to let in, to enter afterwards and to mend."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.meetings.office.forms import hour, moment
from hamshahr.parties.office.search import found_parties

from .. import rules, services
from ..models import Delegate, Presence, Speaking


class LanguageForm(ActForm):
    language = forms.ChoiceField(label=gettext_lazy("Language of the invitation"), choices=settings.LANGUAGES)


class MinutesForm(ActForm):
    """From when to when, on the clock of the room; an end at the beginning says that nobody was there."""

    way = forms.ChoiceField(label=gettext_lazy("Where"), choices=Presence.Way.choices)
    day = fields.day(gettext_lazy("Day"))
    arrived = hour(gettext_lazy("Arrived at"))
    left = hour(gettext_lazy("Left at"))
    reason = fields.line(gettext_lazy("Reason"), required=True)

    def prepare(self):
        session, zone = self.thing.session, self.thing.session.place_zone
        self.fields["left"].required = False
        self.fields["day"].initial = session.day
        self.fields["way"].initial = self.thing.way
        for name, value in (("arrived", self.thing.arrived_at), ("left", self.thing.left_at)):
            self.fields[name].initial = value and value.astimezone(zone).time()

    def clean(self):
        said, zone = super().clean(), self.thing.session.place_zone
        if {"day", "arrived", "way", "reason"} - said.keys():
            return said
        left = said.get("left")
        return {
            "arrived_at": moment(said["day"], said["arrived"], zone),
            "left_at": moment(said["day"], left, zone) if left else None,
            "way": said["way"],
            "reason": said["reason"],
        }


INVITE = Act(
    name="invite",
    label=gettext_lazy("give a way in"),
    form=LanguageForm,
    may=rules.may_invite_delegate,
    obstacle=rules.obstacle_to_invite_delegate,
    do=lambda delegate, by, **typed: services.invite_delegate(delegate=delegate, by=by, **typed),
    explanation=gettext_lazy(
        "The account with this e-mail is tied to the delegate; where there is none, it is invited."
    ),
    done=gettext_lazy("The delegate has a way in."),
)


def obstacle_to_mend(presence):
    return _("This row was mended already; mend the one that replaces it.") if presence.superseded_at else None


MEND = Act(
    name="mend",
    label=gettext_lazy("mend the minutes"),
    form=MinutesForm,
    may=rules.may_correct,
    obstacle=obstacle_to_mend,
    do=lambda presence, by, **typed: services.correct_presence(presence=presence, at=timezone.now(), by=by, **typed),
    explanation=gettext_lazy("A further row stands in the place of this one; nothing is deleted."),
    done=gettext_lazy("The minutes are mended."),
    to=lambda _presence, mended: PresenceRegister.instance.address_of(mended),
)


class DelegateRegister(OfBodies, Register):
    model = Delegate
    path = "gathering__body"
    name = "office_delegates"
    url_prefix = "delegates"
    icon = "group"
    list_display = ("person_name", "delegation", "role", "number", "user", "withdrawn_at")
    list_filter = {"gathering": ["exact"], "role": ["exact"]}
    searched = ("person_name", "function", "email")
    unshown = ("badge_code",)
    acts = (INVITE,)

    def listed(self, user):
        return self.kept(user).select_related("delegation__party", "delegation__gathering", "user")

    def remarks(self, thing):
        return [thing.delegation.note] if thing.delegation.note else []


class PresenceRegister(OfBodies, Register):
    model = Presence
    path = "session__gathering__body"
    name = "office_presences"
    url_prefix = "presences"
    icon = "time"
    list_display = ("delegate", "session", "way", "how", "arrived_at", "left_at", "superseded_at")
    list_filter = {"session": ["exact"], "way": ["exact"], "how": ["exact"]}
    acts = (MEND,)
    instance: "PresenceRegister"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        PresenceRegister.instance = self

    def listed(self, user):
        return self.kept(user).select_related("delegate", "session__gathering")

    @property
    def search(self):
        return lambda rows, words: rows.filter(delegate__delegation__party__in=found_parties(words))


class SpeakingRegister(OfBodies, Register):
    model = Speaking
    path = "session__gathering__body"
    name = "office_speakings"
    url_prefix = "speakers"
    icon = "openquote"
    list_display = ("delegate", "kind", "session", "asked_at", "started_at", "ended_at")
    list_filter = {"session": ["exact"], "kind": ["exact"]}

    def listed(self, user):
        return self.kept(user).select_related("delegate", "session__gathering")
