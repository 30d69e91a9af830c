"""Texts in many languages inside Wagtail: one labelled input for each language, one line for each in comparisons."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from i18nfield.fields import I18nCharField, I18nTextField
from i18nfield.forms import I18nTextarea, I18nTextInput
from wagtail.admin.compare import TextFieldComparison, register_comparison_class
from wagtail.admin.forms.models import register_form_field_override

NAMES = dict(settings.LANGUAGES)


class _Labelled:
    """Puts the name of its language over each input; no placeholder stands for a label."""

    def tell(self, remarks: Mapping[str, SafeString]) -> None:
        """Say something below the input of a language; readers of the screen hear it with the input."""
        for widget in self.widgets:
            widget.remark = remarks.get(widget.attrs.get("lang", ""), "")

    def format_output(self, rendered_widgets: list[str], id_: str | None) -> SafeString:
        inputs = zip(self.enabled_locales, rendered_widgets, strict=True)
        rows = format_html_join(
            "",
            '<div class="office-language"><span lang="{}" class="office-language-name">{}</span>{}</div>',
            ((code, NAMES.get(code, code), rendered) for code, rendered in inputs),
        )
        group = '<div class="office-languages" id="{0}" role="group" aria-labelledby="{0}-label">{1}</div>'
        return format_html(group, id_ or "", rows)


def _named(widget_class: type, **also: str) -> type:
    """A plain widget that is named by the language it is for, and has no placeholder or title."""

    class Named(widget_class):
        remark: str | SafeString = ""

        def render(self, name, value, attrs=None, renderer=None):
            attrs = {key: each for key, each in (attrs or {}).items() if key not in {"placeholder", "title"}}
            language = self.attrs.get("lang", "")
            attrs["aria-label"] = NAMES.get(language, language)
            if not self.remark:
                return super().render(name, value, attrs | also, renderer)
            place = f"{attrs.get('id', name)}-state"
            attrs["aria-describedby"] = place
            rendered = super().render(name, value, attrs | also, renderer)
            return format_html('<div>{}<div id="{}">{}</div></div>', rendered, place, self.remark)

    return Named


class LanguagesInput(_Labelled, I18nTextInput):
    """A line for each language."""

    widget = _named(I18nTextInput.widget)


class LanguagesTextarea(_Labelled, I18nTextarea):
    """A few lines for each language."""

    widget = _named(I18nTextarea.widget, rows="3")


class LanguagesComparison(TextFieldComparison):
    """Compares texts as one labelled line for each language."""

    def __init__(self, field, obj_a, obj_b):
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = lines_of(self.val_a), lines_of(self.val_b)


def lines_of(names: Any) -> str:
    """``English: Mashhad`` and so on, one line for each language that has a text."""
    texts = getattr(names, "data", names)
    if not isinstance(texts, dict):
        return "" if texts is None else str(texts)
    return "\n".join(f"{NAMES[code]}: {texts[code]}" for code in NAMES if texts.get(code))


def register() -> None:
    """Tell Wagtail's forms and comparisons about our fields; called once, from the hooks of the lowest room."""
    register_form_field_override(I18nCharField, override={"widget": LanguagesInput})
    register_form_field_override(I18nTextField, override={"widget": LanguagesTextarea})
    register_comparison_class(I18nCharField, comparison_class=LanguagesComparison)
    register_comparison_class(I18nTextField, comparison_class=LanguagesComparison)
