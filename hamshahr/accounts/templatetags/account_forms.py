"""Making allauth's forms ours."""

from typing import Any

from django import forms, template
from django.utils.translation import gettext_lazy

register = template.Library()

LABELS = {
    "login": gettext_lazy("E-mail"),
    "email": gettext_lazy("E-mail"),
    "password": gettext_lazy("Password"),
    "oldpassword": gettext_lazy("The password until now"),
    "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password once more"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Name of the key"),
    "passwordless": gettext_lazy("Sign in with this key alone"),
}
HELP = {
    "password1": gettext_lazy("At least ten characters; three words that nobody would put together are good."),
    "passwordless": gettext_lazy("Then it asks for a finger, a face or a PIN, and replaces password and code."),
}
LATIN = {"email", "login", "password", "password1", "password2", "oldpassword", "code"}


@register.filter
def in_our_look(form: forms.BaseForm) -> forms.BaseForm:
    """In our words, without placeholders that repeat the label, and with addresses and codes from left to right."""
    for name, field in form.fields.items():
        field.label = LABELS.get(name, field.label)
        field.help_text = HELP.get(name, "")
        field.widget.attrs.pop("placeholder", None)
        if name in LATIN:
            field.widget.attrs["dir"] = "ltr"
    return form


@register.filter
def tagged(attrs: dict[str, Any], name: str) -> bool:
    """Whether allauth gave an element this tag."""
    return name in (attrs.get("tags") or [])


@register.filter
def in_fours(key: str) -> str:
    """A key in groups of four signs, which are copied by hand without losing one's place; apps ignore the spaces."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
