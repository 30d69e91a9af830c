"""The words of a comment as a page shows them."""

from django import template
from django.utils.safestring import SafeString

from .. import wording

register = template.Library()


@register.filter
def plain_text(text: str) -> SafeString:
    """Paragraphs and links, all else as it was typed."""
    return wording.shown(text)
