"""Templates read once for each language: a sentence is translated when its page is read, not each time it is shown."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from html import escape
from typing import Any

from django.conf import settings
from django.template import Context, Node, NodeList, Template, Variable
from django.template.base import FilterExpression, Parser, TextNode, Token, VariableNode, render_value_in_context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.template.loaders import app_directories, cached
from django.template.loaders.base import Loader as BaseLoader
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode, do_block_translate, do_translate
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from hamshahr.kernel.languages import reading_language

MISSING = object()


class Files(app_directories.Loader):
    """The templates in the folders of the rooms, which may be read for one language only."""

    is_of_one_language = True


class Quickened(BaseLoader):
    """Gives templates whose variables are found on the short way."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        switches = any(True for _node in template.nodelist.get_nodes_by_type(LanguageNode))
        language = None if switches else reading_language()
        for node in template.nodelist.get_nodes_by_type(Node):
            quicken(list(vars(node).values()), language)
            if type(node) is VariableNode and not self.engine.debug:
                node.__class__ = Shown
        return template


def quicken(things: Iterable[Any], language: str | None) -> None:
    """Every variable in what a node holds: alone, filtered, in lists, and in the conditions of ``{% if %}``."""
    for thing in things:
        if type(thing) is Variable:
            thing.__class__ = Path
        elif isinstance(thing, FilterExpression):
            quicken([thing.var, *(arg for _function, args in thing.filters for _is_variable, arg in args)], language)
            thing.filters = [(speaking(function, language), args) for function, args in thing.filters]
        elif isinstance(thing, TokenBase):
            quicken([getattr(thing, name, None) for name in ("value", "first", "second")], language)
        elif isinstance(thing, list | tuple) and not isinstance(thing, NodeList):
            quicken(thing, language)
        elif isinstance(thing, dict):
            quicken(thing.values(), language)


def spoken(function: Callable[..., str]) -> Callable[..., str]:
    """Mark a filter that has an argument ``language``: a template of one language gives it once and for all."""
    function.takes_language = True  # type: ignore[attr-defined]
    return function


def speaking(function: Callable[..., Any], language: str | None) -> Callable[..., Any]:
    if language is None or not getattr(function, "takes_language", False):
        return function
    return partial(function, language=language)


class Path(Variable):
    """A variable that tries names in the context and plain attributes first, and Django's whole search after that."""

    __slots__ = ()

    def resolve(self, context: Context) -> Any:
        if self.lookups is None or self.translate:
            return super().resolve(context)
        value = MISSING
        for names in reversed(context.dicts):
            if (value := names.get(self.lookups[0], MISSING)) is not MISSING:
                break
        for name in self.lookups[1:]:
            if type(value) is dict and name in value:
                value = value[name]
            elif callable(value) or hasattr(type(value), "__getitem__"):
                return super().resolve(context)
            else:
                try:
                    value = getattr(value, name)
                except (AttributeError, TypeError):
                    return super().resolve(context)
        return super().resolve(context) if value is MISSING or callable(value) else value


class Shown(VariableNode):
    """``{{ … }}`` that knows text when it sees it, and leaves the rest to Django."""

    def render_annotated(self, context: Context) -> str:
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return ""
        return shown(value, context)


def shown(value: Any, context: Context) -> str:
    """As ``render_value_in_context`` has it, sooner where the value is text."""
    if type(value) is SafeString:
        return value
    if type(value) is str and context.autoescape:
        return escape(value)
    return render_value_in_context(value, context)


class Loader(cached.Loader, Quickened):
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
        self.text, self.values = text, values
        self.sources: dict[str, Callable[[Context], Any]] = {
            name: values[name].resolve if name in values else lambda context, name=name: context.get(name, "")
            for name in names
        }

    def render(self, context: Context) -> str:
        return self.text % {name: shown(source(context), context) for name, source in self.sources.items()}


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
