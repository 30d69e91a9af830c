"""Sentences of a template, translated when it is read where that can be."""

from typing import Any

from django.template import Context, Node
from django.template.base import Parser, TextNode, Token
from django.templatetags.i18n import BlockTranslateNode, TranslateNode, do_block_translate, do_translate
from django.utils.translation import gettext, ngettext, npgettext, pgettext

from .languages import is_of_one_language
from .variables import shown


def translate(parser: Parser, token: Token) -> Node:
    """``{% translate %}``; a constant becomes text."""
    node: TranslateNode = do_translate(parser, token)
    constant = node.filter_expression.var.lookups is None and not node.filter_expression.filters
    if node.asvar or not constant or is_variable(node.message_context) or not is_of_one_language(parser):
        return node
    return TextNode(node.render(Context()))


def blocktranslate(parser: Parser, token: Token) -> Node:
    """``{% blocktranslate %}``; a sentence is translated here and filled in later, one with a plural by its number."""
    is_fixed = is_of_one_language(parser)
    node: BlockTranslateNode = do_block_translate(parser, token)
    if node.asvar or is_variable(node.message_context) or not is_fixed:
        return node
    if node.plural:
        return Counted(node)
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
        self.text, self.names, self.values = text, names, values

    def render(self, context: Context) -> str:
        return filled(self.text, self.names, self.values, context)


class Counted(Node):
    """A sentence with a plural, whose form is chosen by the number each time it is shown."""

    child_nodelists = ()

    def __init__(self, node: BlockTranslateNode) -> None:
        self.node, self.counter = node, node.counter
        self.singular, names = node.render_token_list(node.singular)
        self.plural, more = node.render_token_list(node.plural)
        self.names = list(dict.fromkeys([*names, *more]))
        self.place = node.message_context.resolve(None) if node.message_context else None
        self.values = node.extra_context | {node.countervar: node.counter}

    def render(self, context: Context) -> str:
        number = self.counter.resolve(context)
        if not isinstance(number, int):
            return self.node.render(context)
        if self.place is None:
            text = ngettext(self.singular, self.plural, number)
        else:
            text = npgettext(self.place, self.singular, self.plural, number)
        try:
            return filled(text, self.names, self.values, context)
        except (KeyError, ValueError):  # a damaged translation: Django falls back to the source
            return self.node.render(context)


def filled(text: str, names: list[str], values: dict[str, Any], context: Context) -> str:
    """The text with each value that it names: what the tag gives, or else the context."""
    return text % {
        name: shown(values[name].resolve(context) if name in values else context.get(name, ""), context)
        for name in names
    }
