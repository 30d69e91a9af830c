"""What the secretary says to compute a roll, and how a reader narrows it."""

import re
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.fields import CalendarDayField
from hamshahr.kernel.languages import say

from .models import RollLine
from .times import zone_of

HOUR = re.compile(r"([01]?\d|2[0-3])[:.٫h]([0-5]\d)")
ANY = [("", _("any"))]


class HourField(forms.CharField):
    """An hour of the day, in any digits."""

    widget = forms.TextInput(attrs={"maxlength": 5, "size": 5, "inputmode": "numeric", "dir": "ltr"})

    def to_python(self, value):
        text = to_ascii(super().to_python(value) or "").strip()
        if not text:
            return None
        if not (found := HOUR.fullmatch(text)):
            raise forms.ValidationError(_("Write an hour such as 09:00 or 17:30."))
        return time(int(found[1]), int(found[2]))


class CutOff:
    """Day and hour in the zone of the meeting become one moment."""

    def said_moment(self, gathering):
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        if day is None or hour is None:
            return {}
        return {"cut_off": datetime.combine(day, hour, ZoneInfo(zone_of(gathering)))}


def first_values(moment, gathering):
    """Day and hour of a moment as the meeting's clock has them."""
    there = moment.astimezone(ZoneInfo(zone_of(gathering)))
    return {"day": there.date(), "hour": f"{there:%H:%M}"}


class CutOffForm(CutOff, forms.Form):
    day = CalendarDayField(label=_("Day of the cut-off"))
    hour = HourField(label=_("Hour of the cut-off"), help_text=_("By the clock of the meeting’s place."))

    def __init__(self, *args, gathering, **kwargs):
        super().__init__(*args, **kwargs)
        self.gathering = gathering

    def clean(self):
        return self.said_moment(self.gathering)


class RollFilters(forms.Form):
    """Words of a name, a region, entitled or not, the reason."""

    q = forms.CharField(label=_("Name"), max_length=100, required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    vote = forms.ChoiceField(
        label=_("Vote"), choices=[*ANY, ("yes", _("entitled")), ("no", _("not entitled"))], required=False
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=[*ANY, *RollLine.Reason.choices], required=False)

    def __init__(self, *args, regions=(), sees_all=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [*ANY, *((region.slug, say(region.names)) for region in regions)]
        if not sees_all:
            del self.fields["vote"], self.fields["reason"]

    def chosen(self):
        """What was understood of the address."""
        self.is_valid()
        return self.cleaned_data
