"""What a line of an office form says: options and reasons with their names, lists of days, moments on a clock."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.digits import to_ascii
from hamshahr.kernel.languages import LANGUAGES
from hamshahr.meetings.office.forms import moment

CODES = [code for code, _name in LANGUAGES]
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
NAMED_LINES = gettext_lazy(
    "One on each line: its key, then its name in each language, such as “water | en Water | fa آب”."
)


class NamedLines(forms.CharField):
    """Things with a key and a name in each language, one on each line."""

    def __init__(self, *, key: str, **options: Any) -> None:
        self.key = key
        options = {"required": False, "widget": forms.Textarea(attrs={"rows": 5}), "help_text": NAMED_LINES} | options
        super().__init__(**options)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return [self.read(line) for line in lines if line]

    def read(self, line: str) -> dict[str, Any]:
        key, *said = (part.strip() for part in line.split("|"))
        if not KEY.fullmatch(key):
            raise forms.ValidationError(_("A line begins with a key of small Latin letters, digits and hyphens."))
        names = {}
        for part in said:
            code, _space, name = part.partition(" ")
            if code not in CODES or not name.strip():
                raise forms.ValidationError(_("After the key come names, each after the letters of its language."))
            names[code] = name.strip()
        return {self.key: key, "names": names or {"en": key}}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(" | ".join([one[self.key], *self.named(one["names"])]) for one in value)

    @staticmethod
    def named(names: dict[str, str]) -> list[str]:
        return [f"{code} {names[code]}" for code in CODES if names.get(code)]


class DayList(forms.CharField):
    """Whole numbers of days, parted by commas, in any digits."""

    def to_python(self, value: Any) -> list[int]:
        text = to_ascii(super().to_python(value) or "").replace("،", ",")
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not all(part.isdecimal() and len(part) < 5 for part in parts):
            raise forms.ValidationError(_("Write whole numbers of days with commas between them."))
        return sorted({int(part) for part in parts}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class Keys(forms.CharField):
    """Keys parted by spaces or commas."""

    def to_python(self, value: Any) -> list[str]:
        return [part for part in re.split(r"[\s,،]+", super().to_python(value) or "") if part]

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value


def at_the_place(typed: dict[str, Any], name: str, zone: ZoneInfo) -> datetime | None:
    """The moment of a day and an hour of a form; without a day there is none, without an hour it is midnight."""
    day, hour = typed.pop(f"{name}_day", None), typed.pop(f"{name}_hour", None)
    return moment(day, hour or datetime.min.time(), zone) if day else None


def parted(when: datetime | None, name: str, zone: ZoneInfo) -> dict[str, Any]:
    """A moment as the day and the hour of a form."""
    if when is None:
        return {}
    local = when.astimezone(zone)
    return {f"{name}_day": local.date(), f"{name}_hour": local.time().replace(second=0, microsecond=0)}
