"""Meetings elsewhere in the office: entered with points, instructed, and who sat there; reports as they came."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hamshahr.accounts.office import Register, Section
from hamshahr.bodies.models import Body, Decision, LocalOffice
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.parties.models import Person

from .. import queries, rules, services
from ..models import Instruction, OutsideMeeting, OutsideSeat, Presence, Quota, Report, Representative, Wanted
from .seats import to_made


class FollowForm(ActForm):
    quota = fields.choice(Quota, gettext_lazy("Quota"))
    gathering = fields.thing(Gathering, gettext_lazy("Meeting"))
    report_days = forms.IntegerField(
        label=gettext_lazy("Days within which a report is due"), min_value=1, max_value=366, required=False
    )

    def prepare(self):
        self.fields["quota"].queryset = Quota.objects.filter(sender__in=keeping.bodies(self.by))


class PointForm(ActForm):
    names = fields.texts(gettext_lazy("Point"))


class InstructForm(ActForm):
    text = fields.texts(gettext_lazy("Text"), are_long=True)
    authentic_language = forms.ChoiceField(label=gettext_lazy("Authentic language"), choices=settings.LANGUAGES)
    body = fields.choice(Body, gettext_lazy("Body that instructs"))
    decision = fields.choice(Decision, gettext_lazy("By the decision"), required=False)
    given_on = fields.day(gettext_lazy("Given on"))

    def prepare(self):
        sender = self.thing.quota.sender
        self.fields["body"].queryset = Body.objects.filter(network=sender.network)
        self.fields["body"].initial = sender
        self.fields["decision"].queryset = keeping.decisions_for(sender)
        self.fields["authentic_language"].initial = get_language()
        for point in self.thing.points.all():
            choices = [("", "—"), *Wanted.choices]
            field = forms.ChoiceField(label=say(point.names), choices=choices, required=False)
            self.fields[f"vote-{point.position}"] = field

    def clean(self):
        """The votes asked for, by their points."""
        said = self.cleaned_data
        votes = {point: said.pop(f"vote-{point.position}", "") for point in self.thing.points.all()}
        return said | {"votes": {point: vote for point, vote in votes.items() if vote}}


class WhoForm(ActForm):
    representative = fields.choice(
        Representative, gettext_lazy("Who sat there"), required=False, empty_label=gettext_lazy("Nobody")
    )
    person = fields.thing(Person, gettext_lazy("Person"), required=False)
    local_office = fields.choice(LocalOffice, gettext_lazy("By virtue of"), required=False)
    absence = fields.line(gettext_lazy("Why the titular was absent"))

    def prepare(self):
        rows = Representative.objects.filter(seat__quota=self.thing.seat.quota, seat=self.thing.seat)
        self.offer(rows)

    def clean_local_office(self):
        """Whoever is named by the office need not be chosen a second time."""
        office = self.cleaned_data["local_office"]
        if office and not self.cleaned_data.get("person"):
            self.cleaned_data["person"] = office.person
        return office

    def offer(self, rows):
        self.fields["representative"].queryset = rows.select_related("seat__quota__office", "mandate__party")
        parties = rows.values("mandate__party")
        offices = LocalOffice.objects.filter(party__in=parties).select_related("person", "party")
        self.fields["local_office"].queryset = offices


class SatForm(WhoForm):
    seat = fields.choice(OutsideSeat, gettext_lazy("Seat"))
    field_order = ["seat", "representative"]

    def prepare(self):
        self.fields["seat"].queryset = self.thing.quota.outside_seats.select_related("quota__office")
        self.offer(Representative.objects.filter(seat__quota=self.thing.quota))


class CorrectForm(WhoForm):
    reason = fields.line(gettext_lazy("Reason of the correction"), required=True)


FOLLOW = Act(
    name="follow",
    label=gettext_lazy("enter a meeting"),
    form=FollowForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.follow_meeting(by=by, **typed),
    done=gettext_lazy("The meeting stands in the register; enter its points."),
    of_list=True,
    to=to_made,
)
POINT = Act(
    name="point",
    label=gettext_lazy("add a point"),
    form=PointForm,
    may=rules.may_keep_seats,
    obstacle=rules.obstacle_to_point,
    do=lambda meeting, by, **typed: services.add_point(meeting=meeting, by=by, **typed),
    done=gettext_lazy("The point is added."),
)
INSTRUCT = Act(
    name="instruct",
    label=gettext_lazy("instruct the representatives"),
    form=InstructForm,
    may=rules.may_keep_seats,
    do=lambda meeting, by, **typed: services.give_instruction(meeting=meeting, by=by, **typed),
    explanation=gettext_lazy("A later instruction stands in place of the earlier one; both are kept."),
    done=gettext_lazy("The instruction is given; whoever has a seat gets a letter."),
)
SAT = Act(
    name="sat",
    label=gettext_lazy("enter who sat there"),
    form=SatForm,
    may=rules.may_keep_seats,
    do=lambda meeting, by, **typed: services.record_presence(meeting=meeting, by=by, **typed),
    explanation=gettext_lazy("One vote on each seat: the titular, or the substitute where the titular was absent."),
    done=gettext_lazy("It is entered who sat there."),
)
CORRECT = Act(
    name="correct",
    label=gettext_lazy("correct"),
    form=CorrectForm,
    may=rules.may_keep_seats,
    do=lambda presence, by, **typed: services.correct_presence(presence=presence, by=by, **typed),
    done=gettext_lazy("It is corrected; the log keeps what stood there."),
)
STATES = {
    "given": gettext_lazy("given in time"),
    "late": gettext_lazy("given late"),
    "due": gettext_lazy("due"),
    "missing": gettext_lazy("missing"),
    "nothing": gettext_lazy("nobody sat there"),
    "unknown": gettext_lazy("not known who has the seat"),
}


class MeetingRegister(OfBodies, Register):
    model = OutsideMeeting
    path = "quota__sender"
    name = url_namespace = "office_outside_meetings"
    url_prefix = "outside-meetings"
    icon = "date"
    list_display = ("__str__", "quota", "report_days")
    list_filter = ("quota",)
    unshown = ("key",)
    acts = (FOLLOW, POINT, INSTRUCT, SAT)

    def listed(self, user):
        return self.kept(user).select_related("gathering", "quota__sender", "quota__outside")

    def sections(self, thing, user):
        meeting = queries.with_seats(OutsideMeeting.objects.filter(pk=thing.pk)).get()
        points = Section(_("Points"), (_("place"), _("point")))
        for point in thing.points.all():
            points.add(point.position, point.names)
        seats = Section(_("Seats and reports"), (_("seat"), _("who reports"), _("sat there"), _("report")))
        for line in queries.seats_at(meeting, timezone.localdate()):
            who = line.presence.representative if line.presence else None
            seats.add(str(line.seat), line.party, who, STATES[line.state], thing=line.presence or line.report)
        given = Section(_("Instructions"), (_("version"), _("given on"), _("body")))
        for row in thing.instructions.select_related("body"):
            given.add(row.number, row.given_on, row.body, thing=row)
        return [points, seats, given, *super().sections(thing, user)]


class InstructionRegister(OfBodies, Register):
    model = Instruction
    path = "meeting__quota__sender"
    name = url_namespace = "office_instructions"
    url_prefix = "instructions"
    icon = "doc-full"
    list_display = ("__str__", "body", "given_on", "authentic_language")
    unshown = ("key",)

    def listed(self, user):
        return self.kept(user).select_related("meeting__gathering", "body")


class PresenceRegister(OfBodies, Register):
    model = Presence
    path = "meeting__quota__sender"
    name = url_namespace = "office_outside_presences"
    url_prefix = "outside-presences"
    icon = "user"
    list_display = ("__str__", "person", "local_office", "absence")
    acts = (CORRECT,)

    def listed(self, user):
        related = ("meeting__gathering", "seat__quota__office", "representative__mandate__party", "person")
        return self.kept(user).select_related(*related, "representative__seat__quota__office", "local_office")


class ReportRegister(OfBodies, Register):
    model = Report
    path = "meeting__quota__sender"
    name = url_namespace = "office_outside_reports"
    url_prefix = "outside-reports"
    icon = "doc-full-inverse"
    list_display = ("__str__", "party", "given_on", "written_by")
    list_filter = {"given_on": ["isnull", "lt", "gte"]}
    unshown = ("key",)

    def listed(self, user):
        return self.kept(user).select_related("meeting__gathering", "seat__quota__office", "party", "written_by")

    def sections(self, thing, user):
        votes = Section(_("Votes"), (_("point"), _("vote"), _("remark")))
        for row in thing.votes.select_related("point"):
            votes.add(str(row.point), row.get_vote_display(), row.remark)
        return [votes, *super().sections(thing, user)]
