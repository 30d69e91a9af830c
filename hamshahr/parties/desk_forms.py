"""What is typed at a desk about who acts for the city."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.kernel.fields import CalendarDayField

from . import rules
from .models import Liaison


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.full_name} · {user.email}"


def people_for(user, party):
    """Whom one may choose: the secretariat anybody with an account, a contact those who act or acted for the city."""
    everybody = User.objects.filter(is_active=True)
    if rules.may_keep_parties(user):
        return everybody
    return everybody.filter(liaisons__party=party).distinct()


class AppointForm(forms.Form):
    user = PersonField(label=_("Who"), queryset=User.objects.none())
    duty = forms.ChoiceField(label=_("Duty"), choices=Liaison.Duty)
    starts_on = CalendarDayField(label=_("From"), initial=timezone.localdate)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class EndForm(forms.Form):
    ends_on = CalendarDayField(label=_("Ends on"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class ReplaceForm(forms.Form):
    user = PersonField(label=_("Who follows"), queryset=User.objects.none())
    on = CalendarDayField(label=_("From"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class HandOverForm(forms.Form):
    leaving = PersonField(label=_("Who leaves"), queryset=User.objects.none())
    arriving = PersonField(label=_("Who arrives"), queryset=User.objects.none())
    on = CalendarDayField(label=_("On"), initial=timezone.localdate)
    promises = forms.CharField(
        label=_("Promises given"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("What was promised to others and is not written anywhere else: one promise a line."),
    )

    def __init__(self, *args, party, people, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["leaving"].queryset = User.objects.filter(liaisons__in=party.liaisons.on(today)).distinct()
        self.fields["arriving"].queryset = people

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("A desk is handed over on the day itself, not before it."))
        return on

    def clean_promises(self):
        return [line.strip() for line in self.cleaned_data["promises"].splitlines() if line.strip()]
