"""What a query over the record asks for, as a form; stored as plain words and read back through the same form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from hamshahr.kernel.dates import PartialDate


class Parameters(forms.Form):
    """The typed parameters of a builder; most have none of their own."""

    required_css_class = "required"

    def stored(self) -> dict[str, Any]:
        """What was understood, as the claim keeps it: addresses for things, words for dates, without what is empty."""
        return stored(self.cleaned_data)


class Addresses(forms.CharField):
    """Several things of one register by their addresses, parted by spaces, commas or lines."""

    widget = forms.Textarea(attrs={"rows": 2, "dir": "ltr"})

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list | tuple):
            return sorted({str(each) for each in value})
        return sorted(set(str(value or "").replace(",", " ").replace("،", " ").split()))

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        known = set(self.model._default_manager.filter(slug__in=value).values_list("slug", flat=True))
        if unknown := [each for each in value if each not in known]:
            raise forms.ValidationError(
                _("The register has nothing under this address: %(addresses)s.") % {"addresses": ", ".join(unknown)}
            )

    def run_validators(self, value: list[str]) -> None:
        for each in value:
            super().run_validators(each)


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as JSON keeps them, without what is empty."""
    found = {name: plain(value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value not in (None, "", [], False)}


def plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return getattr(value, "slug", None) or value.pk
    if isinstance(value, models.QuerySet):
        return sorted(plain(thing) for thing in value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, PartialDate) else value
