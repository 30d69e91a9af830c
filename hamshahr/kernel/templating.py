"""Templates read once for each language: a sentence is translated when its page is read, not each time it is shown."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, Node
from django.template.base import Parser, TextNode, Token, render_value_in_context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.template.loaders import app_directories, cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext


class Files(app_directories.Loader):
    """The templates in the folders of the rooms, which may be read for one language only."""

    is_of_one_language = True


class Loader(cached.Loader):
    """Keeps each template once for each language in which it was asked for."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        return f"{get_language()}:{super().cache_key(template_name, skip)}"


def is_of_one_language(parser: Parser) -> bool:
    """Whether what is being read will only be shown in the language that is active now."""
    loader = parser.origin and parser.origin.loader
    switches = any(command == "language" for command, _token in parser.command_stack)
    return getattr(loader, "is_of_one_language", False) and not switches


def translate(parser: Parser, token: Token) -> Node:
    """``{% translate %}``; a constant becomes text."""
    node: TranslateNode = do_translate(parser, token)
    constant = node.filter_expression.var.lookups is None and not node.filter_expression.filters
    if node.asvar or not constant or is_variable(node.message_context) or not is_of_one_language(parser):
        return node
    return TextNode(node.render(Context()))


def blocktranslate(parser: Parser, token: Token) -> Node:
    """``{% blocktranslate %}``; a sentence without a plural is translated here and filled in later."""
    is_fixed = is_of_one_language(parser)
    node: BlockTranslateNode = do_block_translate(parser, token)
    if node.asvar or node.plural or is_variable(node.message_context) or not is_fixed:
        return node
    source, names = node.render_token_list(node.singular)
    text = pgettext(node.message_context.resolve(None), source) if node.message_context else gettext(source)
    try:
        filled = text % dict.fromkeys(names, "")
    except (KeyError, ValueError):  # a damaged translation: Django falls back to the source when it is shown
        return node
    return Sentence(text, names, node.extra_context) if names else TextNode(filled)


def is_variable(expression: Any) -> bool:
    return expression is not None and expression.is_var


class Sentence(Node):
    """A translated sentence with values to be filled in."""

    child_nodelists = ()

    def __init__(self, text: str, names: list[str], values: dict[str, Any]) -> None:
        self.text = text
        self.sources: dict[str, Callable[[Context], Any]] = {
            name: values[name].resolve if name in values else lambda context, name=name: context.get(name, "")
            for name in names
        }

    def render(self, context: Context) -> str:
        return self.text % {
            name: render_value_in_context(source(context), context) for name, source in self.sources.items()
        }


class Address(URLNode):
    """``{% url %}``; an address is the same each time it is asked for with the same arguments."""

    def render(self, context: Context) -> str:
        if self.kwargs or self.asvar or not context.autoescape:
            return super().render(context)
        match = getattr(getattr(context, "request", None), "resolver_match", None)
        return address(
            self.view_name.resolve(context),
            tuple(arg.resolve(context) for arg in self.args),
            match.namespace if match else None,
            (get_language(), get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF),
        )


@lru_cache(maxsize=20_000)
def address(view: str, args: tuple, namespace: str | None, _where: tuple) -> SafeString:
    """The address of a view; ``_where`` is what else it depends on."""
    return conditional_escape(reverse(view, args=args, current_app=namespace))


def url(parser: Parser, token: Token) -> Address:
    node: URLNode = django_url(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)
