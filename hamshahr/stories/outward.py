"""Links that lead out of the house: they vouch for nobody, and tell where they lead no more than they must."""

from django.conf import settings
from django.utils.html import format_html
from wagtail.rich_text import LinkHandler


class OutwardLink(LinkHandler):
    """An address of the web in a text, which Wagtail keeps without a type."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs):
        address = attrs["href"]
        if address.startswith(f"{settings.ADDRESS}/"):
            return format_html('<a href="{}">', address)
        return format_html('<a href="{}" rel="noopener nofollow">', address)
