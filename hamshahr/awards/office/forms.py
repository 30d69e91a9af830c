"""What the acts of this room ask."""

import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hamshahr.bodies.models import Decision
from hamshahr.calls.models import Call, Distinction, Submission
from hamshahr.calls.models.calls import keeping as of_kept
from hamshahr.calls.uses import USES
from hamshahr.dues.models.figures import CURRENCY
from hamshahr.juries.models import Ranking
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm

from ..models import Level


def unreleased(user):
    """The published calls that a user keeps, whose outcomes are not known yet."""
    calls = Call.objects.visible_to(user).exclude(published_at=None).exclude(release__applied_at__isnull=False)
    return calls.filter(of_kept(user))


class LevelForm(ActForm):
    call = fields.choice(Call, gettext_lazy("Call"))
    names = fields.texts(gettext_lazy("Name"))
    distinction = forms.ChoiceField(
        label=gettext_lazy("Distinction in the record"),
        choices=[("", pgettext_lazy("distinction", "none")), *Distinction.Level.choices],
        required=False,
    )
    is_honoured = forms.BooleanField(label=gettext_lazy("With a plaque"), required=False)

    def prepare(self):
        self.fields["call"].queryset = unreleased(self.by)


class PrepareForm(ActForm):
    submission = fields.choice(Submission, pgettext_lazy("of a call", "Entry"))
    level = fields.choice(Level, gettext_lazy("Level"), required=False)
    citation = fields.texts(gettext_lazy("Citation"), required=False, are_long=True)
    reason = fields.line(gettext_lazy("Reason, for the secretariat"), longest=500)

    def prepare(self):
        calls = unreleased(self.by)
        entries = Submission.objects.visible_to(self.by).standing().filter(call__in=calls)
        self.fields["submission"].queryset = entries.order_by("number")
        self.fields["level"].queryset = Level.objects.filter(call__in=calls)


class RankingForm(ActForm):
    """Places for each level of the call, taken from a ranking in its order."""

    ranking = fields.choice(Ranking, gettext_lazy("Ranking"))
    places = fields.line(
        gettext_lazy("Places"),
        required=True,
        help_text=gettext_lazy("How many entries come to each level, the highest first, with commas: 5, 10, 15."),
    )

    def prepare(self):
        rows = Ranking.objects.visible_to(self.by).filter(panel__stage__call__in=unreleased(self.by))
        self.fields["ranking"].queryset = rows.order_by("-computed_at")
        self.fields["ranking"].label_from_instance = dated

    def clean_places(self):
        try:
            return [int(word) for word in re.split("[,،]", self.cleaned_data["places"])]
        except ValueError:
            raise forms.ValidationError(_("Write whole numbers with commas.")) from None


def dated(ranking):
    """A ranking among those of the same jury: by its hour, and how many entries go on."""
    at = timezone.localtime(ranking.computed_at)
    said = {"day": format_day(at.date()), "hour": localise(f"{at:%H:%M}"), "places": localise(ranking.places)}
    return f"{ranking}: " + _("%(day)s, %(hour)s, places: %(places)s") % said


class PlanForm(ActForm):
    call = fields.choice(Call, gettext_lazy("Call"))
    day = fields.day(gettext_lazy("Under embargo until"))
    hour = fields.HourField(label=gettext_lazy("Hour, in the zone of the call"))
    decision = fields.choice(Decision, gettext_lazy("Approved by"), required=False)

    def prepare(self):
        self.fields["call"].queryset = unreleased(self.by)
        self.fields["decision"].queryset = Decision.objects.select_related("body").order_by("-decided_on", "-pk")

    def clean(self):
        typed = super().clean()
        if {"call", "day", "hour"} <= set(typed):
            moment = timezone.datetime.combine(typed.pop("day"), typed.pop("hour"), typed["call"].place_zone)
            typed["embargo_until"] = moment
        return typed


class EmptyForm(ActForm):
    """Nothing is asked: the button is the act."""


class UseForm(ActForm):
    use = forms.ChoiceField(label=gettext_lazy("Use"))

    def prepare(self):
        self.fields["use"].choices = [(use.code, use.name) for use in USES.values() if use.act is not None]


class PrizeForm(ActForm):
    prize = fields.number(gettext_lazy("Prize"))
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, validators=[CURRENCY], initial="EUR")


class PayForm(ActForm):
    paid_on = fields.day(gettext_lazy("Paid on"))
    reference = fields.line(gettext_lazy("Reference of the bank"), required=True, longest=120)
