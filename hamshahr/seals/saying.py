"""What a signed statement says, told in the language of who reads it; the signed text itself stays as it is."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import bare, localise, number
from hamshahr.kernel.languages import say

from .kinds import KINDS
from .models import Seal
from .rules import OWN

CUT = 80  # names longer than this may have been cut to fit the code
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)")
AMOUNT = re.compile(r"-?\d+\.\d+")
COUNT = re.compile(r"\d{1,9}")


def facts_of(seal: Seal, user: User, *, is_genuine: bool) -> list[tuple[str, str]]:
    """The fields of the statement that its kind gives, with their labels; of a forged one as they stand there."""
    said, kind = json.loads(seal.statement), KINDS.get(seal.kind)
    labels = kind.fields if kind else {}
    told = kind.told(said, seal.thing_key, user) if kind and kind.told and is_genuine else {}
    names = [*labels, *sorted(set(said) - OWN - set(labels))]
    read = in_words if is_genuine else str
    return [(labels.get(name, name), told.get(name) or read(said[name])) for name in names if name in told | said]


def in_words(value: Any) -> str:
    """A day, a moment or a number as the reader writes it; any other text as it was signed."""
    text = str(value)
    try:
        if DAY.fullmatch(text):
            return format_day(date.fromisoformat(text))
        if MOMENT.fullmatch(text):
            return moment_in_words(datetime.fromisoformat(text).astimezone(UTC))
        if AMOUNT.fullmatch(text):
            return number(bare(Decimal(text)))
    except ValueError:
        return text
    return localise(text) if COUNT.fullmatch(text) else text


def moment_in_words(at: datetime) -> str:
    words = {"day": format_day(at.date()), "hour": localise(f"{at:%H:%M}"), "zone": "UTC"}
    return _("%(day)s, %(hour)s, time of %(zone)s") % words


def as_named(signed: str, names: Any) -> str:
    """The name in the reader's language where the signed one is among its names, else the signed one."""
    texts = getattr(names, "data", names)
    known = [str(text) for text in texts.values()] if isinstance(texts, Mapping) else [str(texts)]
    is_known = any(text == signed or (len(signed) >= CUT and text.startswith(signed)) for text in known)
    return say(names) if is_known else signed
