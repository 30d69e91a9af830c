"""Quotas, seats and representatives in the office: agreed, ended, seated, tied, with both clocks."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.accounts.office import Register, Section, address_of
from hamshahr.bodies.models import Body, Decision, LocalOffice, Mandate, Office
from hamshahr.bodies.office import keeping
from hamshahr.bodies.office.registers import OfBodies
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.parties.models import Party, Person

from .. import queries, rules, services
from ..models import OutsideSeat, Quota, Representative


class AgreeForm(ActForm):
    sender = fields.choice(Body, gettext_lazy("Body that sends"))
    office = fields.choice(Office, gettext_lazy("Office of the representatives there"))
    substitute_office = fields.choice(Office, gettext_lazy("Office of the substitutes there"), required=False)
    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, max_value=500)
    starts_on = fields.partial_day(gettext_lazy("From"), required=False)
    ends_on = fields.partial_day(gettext_lazy("Until"), required=False)
    rule = fields.texts(gettext_lazy("Who sits there"), required=False, are_long=True)
    article = fields.line(gettext_lazy("Article"), longest=120)
    report_days = forms.IntegerField(
        label=gettext_lazy("Days within which a report is due"), min_value=1, max_value=366, initial=30
    )
    is_open = forms.BooleanField(label=gettext_lazy("Instructions and reports are public"), required=False)
    letters_to = forms.EmailField(label=gettext_lazy("Address of the other network’s secretariat"), required=False)
    letters_in = forms.ChoiceField(label=gettext_lazy("Language of its letters"), choices=settings.LANGUAGES)
    source = fields.line(gettext_lazy("Source"), longest=600)

    def prepare(self):
        kept = keeping.bodies(self.by)
        self.fields["sender"].queryset = kept
        offices = Office.objects.select_related("body").order_by("body__network", "body", "position")
        for name in ("office", "substitute_office"):
            self.fields[name].queryset = offices


class EndForm(ActForm):
    ends_on = fields.partial_day(gettext_lazy("Until"))
    reason = fields.line(gettext_lazy("Reason"))


class OnSeatForm(ActForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Representative.Role.choices)
    own_mandate = fields.choice(Mandate, gettext_lazy("Mandate here from which it follows"), required=False)
    sent_until = fields.partial_day(gettext_lazy("Or sent until"), required=False)

    def prepare(self):
        ours = Mandate.objects.filter(office__body__in=keeping.bodies(self.by)).exclude(party=None)
        self.fields["own_mandate"].queryset = ours.select_related("office", "party").order_by("party", "pk")


class SeatForm(OnSeatForm):
    party = fields.thing(Party, gettext_lazy("City"))
    person = fields.thing(Person, gettext_lazy("Person"), required=False)
    local_office = fields.choice(LocalOffice, gettext_lazy("By virtue of"), required=False)
    starts_on = fields.partial_day(gettext_lazy("From"), required=False)
    ends_on = fields.partial_day(gettext_lazy("Until"), required=False)
    decision = fields.choice(Decision, gettext_lazy("By the decision"), required=False)
    source = fields.line(gettext_lazy("Source"), longest=600)
    field_order = ["role", "party", "person", "local_office", "starts_on", "ends_on", "decision"]

    def prepare(self):
        super().prepare()
        offices = LocalOffice.objects.select_related("party", "person").order_by("party", "pk")
        self.fields["local_office"].queryset = offices
        self.fields["decision"].queryset = keeping.decisions_for(self.thing.quota.sender)


class TieForm(OnSeatForm):
    mandate = fields.choice(Mandate, gettext_lazy("Mandate there"))
    field_order = ["role", "mandate"]

    def prepare(self):
        super().prepare()
        quota = self.thing.quota
        free = Mandate.objects.filter(office__in=(quota.office_id, quota.substitute_office_id), representative=None)
        self.fields["mandate"].queryset = free.filter(on_behalf_of=quota.sender).select_related("office", "party")


class ClockForm(OnSeatForm):
    def prepare(self):
        super().prepare()
        del self.fields["role"]
        own = self.fields["own_mandate"]
        own.queryset = own.queryset.filter(party=self.thing.mandate.party)


def to_made(_thing, made):
    return address_of(made)


AGREE = Act(
    name="agree",
    label=gettext_lazy("enter a quota"),
    form=AgreeForm,
    may=keeping.may_keep_some,
    do=lambda _none, by, **typed: services.agree_quota(by=by, **typed),
    explanation=gettext_lazy("The seats are made with it; who has them is entered on each."),
    done=gettext_lazy("The quota stands in the register with its seats."),
    of_list=True,
    to=to_made,
)
END = Act(
    name="end",
    label=gettext_lazy("end the quota"),
    form=EndForm,
    may=rules.may_keep_seats,
    obstacle=rules.obstacle_to_end_quota,
    do=lambda quota, by, **typed: services.end_quota(quota=quota, by=by, **typed),
    done=gettext_lazy("The quota has an end."),
)
SEAT = Act(
    name="seat",
    label=gettext_lazy("give the seat"),
    form=SeatForm,
    may=rules.may_keep_seats,
    do=lambda seat, by, **typed: services.seat_representative(seat=seat, by=by, **typed),
    explanation=gettext_lazy("For what was decided elsewhere; a call for candidates gives the seat by itself."),
    done=gettext_lazy("The seat is given; the mandate stands in the register of the other body."),
)
TIE = Act(
    name="tie",
    label=gettext_lazy("tie a mandate to the seat"),
    form=TieForm,
    may=rules.may_keep_seats,
    do=lambda seat, by, **typed: services.tie_mandate(seat=seat, by=by, **typed),
    done=gettext_lazy("The mandate is tied to this seat."),
)
CLOCK = Act(
    name="clock",
    label=gettext_lazy("set the clock here"),
    form=ClockForm,
    may=rules.may_keep_seats,
    do=lambda representative, by, **typed: services.set_own_clock(representative=representative, by=by, **typed),
    done=gettext_lazy("The clock here is set."),
)


class QuotaRegister(OfBodies, Register):
    model = Quota
    path = "sender"
    name = url_namespace = "office_quotas"
    url_prefix = "quotas"
    icon = "group"
    list_display = ("__str__", "seats", "starts_on", "ends_on", "report_days", "is_open")
    acts = (AGREE, END)

    def listed(self, user):
        return self.kept(user).select_related("sender", "outside")

    def sections(self, thing, user):
        seats = Section(_("Seats"), (_("seat"), _("state"), _("titular"), _("substitute")))
        for seat in queries.with_people(thing.outside_seats.all()):
            line = queries.seat_on(seat, timezone.localdate(), user)
            people = [each and each.representative.party for each in (line.titular, line.substitute)]
            seats.add(str(seat), line.word, *people, thing=seat)
        return [seats, *super().sections(thing, user)]


class SeatRegister(OfBodies, Register):
    model = OutsideSeat
    path = "quota__sender"
    name = url_namespace = "office_outside_seats"
    url_prefix = "outside-seats"
    icon = "user"
    list_display = ("__str__", "quota", "number")
    list_filter = ("quota",)
    unshown = ("key",)
    acts = (SEAT, TIE)

    def listed(self, user):
        return self.kept(user).select_related("quota__office", "quota__sender", "quota__outside")

    def remarks(self, thing):
        seat = queries.with_people(OutsideSeat.objects.filter(pk=thing.pk)).get()
        return queries.seat_on(seat, timezone.localdate(), None).warnings

    def sections(self, thing, user):
        headings = (_("who"), _("role"), _("ends there"), _("ends here"))
        people = Section(_("Who has had it"), headings)
        for place in queries.history(queries.with_people(OutsideSeat.objects).get(pk=thing.pk), user):
            row = place.representative
            people.add(row.party, row.get_role_display(), place.clocks.there, place.clocks.here, thing=row)
        return [people, *super().sections(thing, user)]


class RepresentativeRegister(OfBodies, Register):
    model = Representative
    path = "seat__quota__sender"
    name = url_namespace = "office_representatives"
    url_prefix = "representatives"
    icon = "calendar-check"
    list_display = ("__str__", "role", "own_mandate", "sent_until")
    list_filter = ("role",)
    acts = (CLOCK,)

    def listed(self, user):
        return self.kept(user).select_related(
            *("seat__quota__office", "mandate__party", "own_mandate__office", "own_mandate__party")
        )

    def remarks(self, thing):
        return rules.conflicts(rules.clocks_of(thing))
