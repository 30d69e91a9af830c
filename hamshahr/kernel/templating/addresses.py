"""Addresses in a template, resolved once for each view and its arguments."""

from functools import lru_cache

from django.conf import settings
from django.template import Context
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .languages import is_of_one_language


class Address(URLNode):
    """``{% url %}``; an address is the same each time it is asked for with the same arguments."""

    def __init__(self, node: URLNode) -> None:
        super().__init__(node.view_name, node.args, node.kwargs, node.asvar)
        self.language = get_language()

    def render(self, context: Context) -> str:
        if not context.autoescape:
            return super().render(context)
        view, args = self.view_name.resolve(context), tuple([arg.resolve(context) for arg in self.args])
        try:
            plain, escaped = address(view, args, self.language, place_of(context))
        except NoReverseMatch:
            if self.asvar is None:
                raise
            plain = ""
        if self.asvar is None:
            return escaped
        context[self.asvar] = plain
        return ""


def place_of(context: Context) -> tuple:
    """What else an address depends on, the same for a whole page."""
    kept = context.render_context.dicts[0]
    if Address not in kept:
        match = getattr(getattr(context, "request", None), "resolver_match", None)
        kept[Address] = (match and match.namespace, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)
    return kept[Address]


@lru_cache(maxsize=20_000)
def address(view: str, args: tuple, _language: str, place: tuple) -> tuple[str, SafeString]:
    """The address of a view in the active language, and the same for HTML."""
    found = reverse(view, args=args, current_app=place[0])
    return found, conditional_escape(found)


def url(parser: Parser, token: Token) -> URLNode:
    """``{% url %}``; one with named arguments is left to Django."""
    node: URLNode = django_url(parser, token)
    return Address(node) if is_of_one_language(parser) and not node.kwargs else node
