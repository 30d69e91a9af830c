"""The shape of what a question offers and on what it depends, checked where it is written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_options(written: Any) -> None:
    """A list of {"value", "names"}, or the particulars of an amount or a number."""
    if isinstance(written, dict):
        good = set(written) <= {"currencies", "low", "high"}
    else:
        good = isinstance(written, list) and all(is_option(one) for one in written)
        good = good and len({one["value"] for one in written}) == len(written)
    if not good:
        raise ValidationError(_("Each option has its own value and a name."))


def is_option(one: Any) -> bool:
    """Whether this is one thing that can be chosen."""
    return (
        isinstance(one, dict)
        and set(one) == {"value", "names"}
        and isinstance(one["value"], str)
        and one["value"] != ""
        and isinstance(one["names"], dict)
    )


def check_condition(written: Any) -> None:
    """A question is asked if another one has a certain answer."""
    if written is not None and not (isinstance(written, dict) and set(written) == {"question", "is"}):
        raise ValidationError(_("A condition names a question and its answer."))
