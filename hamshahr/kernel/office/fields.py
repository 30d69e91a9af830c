"""What forms of the office ask for: things of a register, days in either calendar, texts in every language."""

import json
from datetime import time
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.template.loader import render_to_string
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from i18nfield.forms import I18nFormField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.snippets.widgets import AdminSnippetChooser

from hamshahr.kernel.digits import localise, parse_number, to_ascii
from hamshahr.kernel.digits import number as show_number
from hamshahr.kernel.fields import CalendarDayField, PartialDateFormField

from .languages import LanguagesInput, LanguagesTextarea

Label = str | Promise
LONGEST_NUMBER = 19  # of digits; a longer one is none that the store gave


class ThingChooser(AdminSnippetChooser):
    """Wagtail's chooser, whose words are made when it is shown and not when the form was written."""

    show_edit_link = False
    icon = "tag"

    @property
    def words(self) -> dict[str, str]:
        return {"object": str(self.model._meta.verbose_name)}

    def get_value_data(self, value: Any) -> dict | None:
        """What is chosen; an address typed without scripts stands for its thing, one that leads nowhere for none."""
        if isinstance(value, str):
            value = self.model._default_manager.filter(**written_as(self.model, value)).first() if value else None
        return super().get_value_data(value)

    def render(self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None) -> SafeString:
        """The chooser with its options in an attribute, begun by our own file; without scripts, a line to write in."""
        attrs = attrs or {}
        data = self.get_value_data(value)
        options = json.dumps({"id": attrs["id"], "options": self.get_js_init_options(attrs["id"], name, data)})
        typed = value if isinstance(value, str) else ""
        context = {"chooser": self.render_html(name, data, attrs), "options": options, "name": name, "data": data}
        context["typed"] = typed
        return mark_safe(render_to_string("office/chooser.html", context))  # noqa: S308  made by templates

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["office/choosers.js"])

    def get_context(self, name: str, value_data: dict, attrs: dict) -> dict:
        self.choose_one_text = _("Choose %(object)s") % self.words
        self.choose_another_text = _("Choose another %(object)s") % self.words
        self.link_to_chosen_text = _("Edit this %(object)s") % self.words
        return super().get_context(name, value_data, attrs)


def written_as(model: type[models.Model], text: str) -> dict[str, Any]:
    """The one thing that somebody means by a number or an address; by anything else nothing is meant."""
    text = text.strip()
    if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER:
        return {"pk": int(text)}
    has_address = any(field.name == "slug" for field in model._meta.fields)
    return {"slug": text} if has_address else {"pk__in": []}


class ThingField(forms.ModelChoiceField):
    """A thing by its number, as choosers give it, or by its address, as people write it."""

    def to_python(self, value: Any) -> models.Model | None:
        if isinstance(value, str) and value and not value.isdecimal():
            found = self.queryset.filter(**written_as(self.queryset.model, value))
            value = found.values_list("pk", flat=True).first() or value
        return super().to_python(value)


def thing(model: type[models.Model], label: Label, **options: Any) -> ThingField:
    """A thing chosen from its register, searched by name."""
    return ThingField(model._default_manager.all(), label=label, widget=ThingChooser(model), **options)


def choice(model: type[models.Model], label: Label, **options: Any) -> forms.ModelChoiceField:
    """A thing chosen from a short list."""
    return forms.ModelChoiceField(model._default_manager.none(), label=label, **options)


def day(label: Label, **options: Any) -> CalendarDayField:
    return CalendarDayField(label=label, **options)


def partial_day(label: Label, **options: Any) -> PartialDateFormField:
    return PartialDateFormField(label=label, **options)


class NumberField(forms.CharField):
    """A number in any digits, written as readers of the language write it."""

    def to_python(self, value: Any) -> Decimal | None:
        text = super().to_python(value)
        try:
            return parse_number(text) if text else None
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return show_number(value) if isinstance(value, Decimal | int) else value


class HourField(forms.CharField):
    """An hour as a clock shows it, in any digits."""

    def to_python(self, value: Any) -> time | None:
        text = to_ascii(super().to_python(value)).strip()
        try:
            return time.fromisoformat(text if len(text) > 4 else f"0{text}") if text else None
        except ValueError as error:
            raise forms.ValidationError(_("Write an hour like 09:30.")) from error

    def prepare_value(self, value: Any) -> Any:
        return localise(f"{value:%H:%M}") if isinstance(value, time) else value


def number(label: Label, **options: Any) -> NumberField:
    return NumberField(label=label, **options)


def line(label: Label, *, required: bool = False, longest: int = 300, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=longest, **options)


def lines(label: Label, *, required: bool = False, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **options)


def texts(label: Label, *, required: bool = True, are_long: bool = False) -> I18nFormField:
    """A text in every language of the house; one of them is enough."""
    widget = LanguagesTextarea if are_long else LanguagesInput
    locales = [code for code, _name in settings.LANGUAGES]
    return I18nFormField(label=label, required=required, widget=widget, locales=locales, require_all_fields=False)


def register() -> None:
    """Let the forms of registers read days in either calendar; called once, from the hooks of the lowest room."""
    plain = {"form_class": CalendarDayField, "widget": forms.TextInput}
    register_form_field_override(models.DateField, override=plain)
