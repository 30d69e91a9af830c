"""What the acts on parties and people ask."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.accounts.office.described import DescribedForm
from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm

from ..models import Consent, Liaison, Party, Person
from ..services.registers import free_address


class PartyForm(DescribedForm):
    def make_address(self, cleaned):
        return free_address(Party, say(cleaned["names"], "en"))


class PersonForm(DescribedForm):
    def make_address(self, cleaned):
        return free_address(Person, say(cleaned["names"], "en"))


class UserChoice(forms.ModelChoiceField):
    """A user by name and address."""

    def label_from_instance(self, user):
        return f"{user.full_name} <{user.email}>"


def user(label, **options):
    return UserChoice(User.objects.filter(is_active=True), label=label, **options)


class AppointForm(ActForm):
    user = user(_("User"))
    duty = forms.ChoiceField(label=_("Duty"), choices=Liaison.Duty.choices)
    starts_on = fields.day(_("From"))

    def prepare(self):
        self.fields["starts_on"].initial = timezone.localdate()


class EndForm(ActForm):
    ends_on = fields.day(_("Last day is the day before"))
    reason = fields.line(_("Reason"), required=True, longest=200)

    def prepare(self):
        self.fields["ends_on"].initial = timezone.localdate()


class ReplaceForm(ActForm):
    user = user(_("Taken over by"))
    on = fields.day(_("From"))
    reason = fields.line(_("Reason"), required=True, longest=200)

    def prepare(self):
        self.fields["on"].initial = timezone.localdate()


class MergeForm(ActForm):
    into = fields.thing(Party, _("Merge into"))
    reason = fields.lines(_("Reason"), required=True)


class GiveConsentForm(ActForm):
    field = forms.ChoiceField(label=_("Field"), choices=Consent.Field.choices)
    given_on = fields.day(_("Given on"))

    def prepare(self):
        self.fields["given_on"].initial = timezone.localdate()


class WithdrawConsentForm(ActForm):
    withdrawn_on = fields.day(_("Withdrawn on"))

    def prepare(self):
        self.fields["withdrawn_on"].initial = timezone.localdate()
