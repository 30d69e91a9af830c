"""The people of the office: who has an account, who is invited, who does duty in the secretariat."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet

from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import Act, ActForm
from hamshahr.kernel.office.shown import Cell

from .. import rules, services
from ..models import Invitation, StaffDuty, User
from .registers import Register
from .sections import Section


class InviteForm(ActForm):
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    full_name = fields.line(gettext_lazy("Name"), required=True, longest=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"), choices=Invitation._meta.get_field("language").choices
    )


class WithdrawForm(ActForm):
    """Withdrawing asks nothing."""


class StartDutyForm(ActForm):
    starts_on = fields.day(gettext_lazy("From"))

    def prepare(self):
        self.fields["starts_on"].initial = timezone.localdate()


class EndDutyForm(ActForm):
    ends_on = fields.day(gettext_lazy("Last day is the day before"))
    reason = fields.line(gettext_lazy("Reason"), required=True)

    def prepare(self):
        self.fields["ends_on"].initial = timezone.localdate()


class DescribeUserForm(ActForm):
    full_name = fields.line(gettext_lazy("Name"), required=True, longest=200)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=User._meta.get_field("language").choices)
    time_zone = fields.line(gettext_lazy("Time zone"), longest=50)

    def prepare(self):
        for name in ("full_name", "language", "time_zone"):
            self.fields[name].initial = getattr(self.thing, name)


def may_invite(user, invitation=None):
    return rules.may_invite(user)


def may_keep_staff(user, thing=None):
    return rules.may_keep_staff(user)


INVITE = Act(
    name="invite",
    label=gettext_lazy("invite somebody"),
    form=InviteForm,
    may=may_invite,
    do=lambda _none, by, **fields: services.invite(by=by, **fields),
    explanation=gettext_lazy("A letter goes out with a link that is good once, for a week, for this address."),
    done=gettext_lazy("The invitation was written."),
    to=lambda _none, invitation: InvitationRegister.instance.address_of(invitation),
    of_list=True,
)
WITHDRAW_INVITATION = Act(
    name="withdraw",
    label=gettext_lazy("withdraw the invitation"),
    form=WithdrawForm,
    may=may_invite,
    obstacle=rules.obstacle_to_withdraw,
    do=lambda invitation, by: services.withdraw_invitation(invitation=invitation, by=by),
    done=gettext_lazy("The invitation was withdrawn."),
)
START_DUTY = Act(
    name="start-duty",
    label=gettext_lazy("take into the secretariat"),
    form=StartDutyForm,
    may=may_keep_staff,
    obstacle=lambda user: rules.obstacle_to_start_staff_duty(
        user, StaffDuty.Duty.SECRETARIAT, starts_on=timezone.localdate()
    ),
    do=lambda user, by, **fields: services.start_staff_duty(user=user, by=by, **fields),
    done=gettext_lazy("The duty was given."),
)
START_TREASURER = Act(
    name="start-treasurer",
    label=gettext_lazy("make treasurer"),
    form=StartDutyForm,
    may=may_keep_staff,
    obstacle=lambda user: rules.obstacle_to_start_staff_duty(
        user, StaffDuty.Duty.TREASURER, starts_on=timezone.localdate()
    ),
    do=lambda user, by, **fields: services.start_staff_duty(user=user, duty=StaffDuty.Duty.TREASURER, by=by, **fields),
    explanation=gettext_lazy("A treasurer keeps the books of the dues in the office, and nothing else."),
    done=gettext_lazy("The duty was given."),
)
DESCRIBE_USER = Act(
    name="describe",
    label=gettext_lazy("change name, language or zone"),
    form=DescribeUserForm,
    may=may_keep_staff,
    do=lambda user, by, **fields: services.describe_user(user=user, fields=fields, by=by),
    done=gettext_lazy("The account was changed."),
)
END_DUTY = Act(
    name="end",
    label=gettext_lazy("end the duty"),
    form=EndDutyForm,
    may=may_keep_staff,
    obstacle=lambda duty: rules.obstacle_to_end_staff_duty(
        duty, ends_on=max(timezone.localdate(), duty.starts_on + timedelta(days=1))
    ),
    do=lambda duty, by, **fields: services.end_staff_duty(duty=duty, by=by, **fields),
    done=gettext_lazy("The duty was ended."),
)


class UserRegister(Register):
    model = User
    menu_hook = "register_people_of_the_office_item"
    menu_order = 0
    icon = "user"
    menu_label = gettext_lazy("Users")
    list_display = ("full_name", "email", "language", "is_active", "joined_at")
    list_filter = ("language", "is_active")
    searched = ("full_name", "email")
    unshown = ("is_superuser", "last_login")
    acts = (START_DUTY, START_TREASURER, DESCRIBE_USER)

    def sections(self, thing, user):
        duties = Section(_("Duties in the secretariat"), (_("duty"), _("from"), _("until")))
        for row in thing.staff_duties.all():
            duties.add(row.get_duty_display(), row.starts_on, row.ends_on, thing=row)
        return [duties, *super().sections(thing, user)]


class NoGroups(ViewSet):
    """Nobody ticks permissions, so there are no groups to tick them for."""

    def on_register(self):
        """Nothing joins the menu."""


class StateOfInvitation(Column):
    def get_value(self, invitation):
        return state_of(invitation)


def state_of(invitation: Invitation) -> str:
    """What has become of an invitation, in a word."""
    if invitation.accepted_by_id:
        return _("accepted")
    if invitation.withdrawn_at:
        return _("withdrawn")
    return _("open") if invitation.expires_at > timezone.now() else _("lapsed")


class InvitationRegister(Register):
    model = Invitation
    name = "office_invitations"
    url_prefix = "invitations"
    icon = "mail"
    list_display = (
        *("full_name", "email", "language", Cell("invited_at", label=gettext_lazy("Written"))),
        StateOfInvitation("state", label=gettext_lazy("State")),
    )
    list_filter = ("language",)
    searched = ("full_name", "email")
    acts = (INVITE, WITHDRAW_INVITATION)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        type(self).instance = self


class StaffDutyRegister(Register):
    model = StaffDuty
    name = "office_duties"
    url_prefix = "duties"
    icon = "key"
    list_display = ("user", "duty", "starts_on", "ends_on")
    acts = (END_DUTY,)

    def listed(self, user):
        return self.kept(user).select_related("user")

    @property
    def search(self):
        return named_users


def named_users(rows, words):
    for word in words:
        rows = rows.filter(Q(user__full_name__icontains=word) | Q(user__email__icontains=word))
    return rows
