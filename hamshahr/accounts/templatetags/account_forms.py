"""Making allauth's forms ours."""

from typing import Any

from django import forms, template

register = template.Library()

LATIN = {"email", "login", "password", "password1", "password2", "oldpassword", "code"}


@register.filter
def in_our_look(form: forms.BaseForm) -> forms.BaseForm:
    """Without placeholders, which repeat the label, and with addresses, passwords and codes from left to right."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in LATIN:
            field.widget.attrs["dir"] = "ltr"
    return form


@register.filter
def tagged(attrs: dict[str, Any], name: str) -> bool:
    """Whether allauth gave an element this tag."""
    return name in (attrs.get("tags") or [])
