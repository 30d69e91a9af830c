"""How many entries a call takes, of a city and under a framework: typed values in its columns, read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hamshahr.kernel.languages import LANGUAGES, say

PER_CITY, PER_FRAMEWORK = "entries per city", "entries per framework"
CODES = dict(LANGUAGES)


@dataclass(frozen=True)
class Caps:
    """The most entries of one city in all, and under each framework; None or nothing said is no limit."""

    per_city: int | None = None
    per_framework: Mapping[str, int] = field(default_factory=dict)


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def caps_of(written: Any) -> Caps:
    """The caps as they are written in a call."""
    if not isinstance(written, dict) or set(written) - {PER_CITY, PER_FRAMEWORK}:
        raise ValueError(_("The limits are “entries per city” and “entries per framework”."))
    per_city, per_framework = written.get(PER_CITY), written.get(PER_FRAMEWORK) or {}
    if per_city is not None and not is_count(per_city):
        raise ValueError(_("The most entries of a city is a number above nothing."))
    if not isinstance(per_framework, dict) or not all(is_count(most) for most in per_framework.values()):
        raise ValueError(_("The most entries under a framework is a number above nothing."))
    return Caps(per_city, per_framework)


def frameworks_of(written: Any) -> dict[str, str]:
    """The frameworks of a call by their keys, named for the reader."""
    return {one["slug"]: say(one["names"]) for one in written}


def check_caps(written: Any) -> None:
    try:
        caps_of(written)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def check_frameworks(written: Any) -> None:
    good = isinstance(written, list) and all(
        isinstance(one, dict) and set(one) == {"slug", "names"} and isinstance(one["names"], dict) and one["slug"]
        for one in written
    )
    if not good or len({one["slug"] for one in written}) != len(written):
        raise ValidationError(_("Each framework has its own key and a name."))


def check_languages(written: Any) -> None:
    if not isinstance(written, list) or not written or not set(written) <= set(CODES):
        raise ValidationError(_("Entries come in at least one of the languages of this house."))
