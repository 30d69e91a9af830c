"""What people type to be invited, to come in, and to describe themselves."""

import zoneinfo

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.fields import CalendarDayField

from .models import StaffDuty, User


def zones() -> list[tuple[str, str]]:
    """Every zone by its name, after the installation's own."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
    return [("", _("The network’s own time")), *((name, name.replace("_", " ")) for name in [*names, "UTC"])]


class InvitationForm(forms.Form):
    full_name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The account is bound to this address, and the link goes there and nowhere else."),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, help_text=_("It can be changed later.")
    )


class AcceptForm(forms.Form):
    full_name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As your colleagues and the secretariat read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least ten characters; three words that nobody would put together are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self):
        password = self.cleaned_data["password"]
        user = User(email=self.email, full_name=self.cleaned_data.get("full_name", ""))
        password_validation.validate_password(password, user)
        return password


class ProfileForm(forms.Form):
    full_name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"})
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Letters and notices come in this language; pages open in it when you sign in."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones, required=False, help_text=_("Days left are counted in this zone.")
    )


class StaffDutyForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Who"), queryset=User.objects.filter(is_active=True))
    duty = forms.ChoiceField(label=_("Duty"), choices=StaffDuty.Duty.choices, required=False)
    starts_on = CalendarDayField(label=_("From"), initial=timezone.localdate)

    def clean_duty(self):
        return self.cleaned_data["duty"] or StaffDuty.Duty.SECRETARIAT


class StaffDutyEndForm(forms.Form):
    ends_on = CalendarDayField(label=_("Last day was before"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)
