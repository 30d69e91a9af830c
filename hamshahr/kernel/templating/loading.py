"""Templates kept once for each language, and made lean when they are read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Node, NodeList, Template, Variable
from django.template.base import FilterExpression, TextNode, VariableNode
from django.template.defaulttags import IfNode
from django.template.loaders import app_directories, cached
from django.template.loaders.base import Loader as BaseLoader
from django.template.smartif import TokenBase
from django.templatetags.i18n import LanguageNode
from django.utils.translation import get_language

from hamshahr.kernel.languages import reading_language

from .languages import speaking
from .variables import Expression, Path, Shown, of_the_value_alone


class Files(app_directories.Loader):
    """The templates in the folders of the rooms, which may be read for one language only."""

    is_of_one_language = True


class Quickened(BaseLoader):
    """Gives templates whose variables are found on the short way, and whose texts stand in few pieces."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        switches = any(True for _node in template.nodelist.get_nodes_by_type(LanguageNode))
        language = None if switches else reading_language()
        for node in template.nodelist.get_nodes_by_type(Node):
            quicken(list(vars(node).values()), language)
            if not self.engine.debug:
                quicken_node(node)
        join_texts(template.nodelist)
        return template


class Loader(cached.Loader, Quickened):
    """Keeps each template once for each language in which it was asked for."""

    def cache_key(self, template_name: str, skip: Any = None) -> str:
        return f"{get_language()}:{super().cache_key(template_name, skip)}"


def quicken(things: Iterable[Any], language: str | None) -> None:
    """Every variable in what a node holds: alone, filtered, in lists, and in the conditions of ``{% if %}``."""
    for thing in things:
        if type(thing) is Variable:
            thing.__class__ = Path
        elif type(thing) is FilterExpression:
            quicken_expression(thing, language)
        elif isinstance(thing, TokenBase):
            quicken([getattr(thing, name, None) for name in ("value", "first", "second")], language)
        elif isinstance(thing, list | tuple) and not isinstance(thing, NodeList):
            quicken(thing, language)
        elif isinstance(thing, dict):
            quicken(thing.values(), language)


def quicken_expression(expression: FilterExpression, language: str | None) -> None:
    quicken([expression.var, *(arg for _function, args in expression.filters for _is_variable, arg in args)], language)
    expression.filters = [(speaking(function, language), args) for function, args in expression.filters]
    plain = [of_the_value_alone(function, args) for function, args in expression.filters]
    if all(plain):
        expression.__class__ = Expression
        expression.filters = plain


def quicken_node(node: Node) -> None:
    """Without the detour that tells a developer in which line of a template something went wrong."""
    if type(node) is VariableNode:
        node.__class__ = Shown
    elif type(node).render_annotated is Node.render_annotated:
        node.render_annotated = node.render  # type: ignore[method-assign]


def join_texts(nodes: NodeList) -> None:
    """Constant texts that follow each other become one, here and in everything inside."""
    joined: list[Node] = []
    for node in nodes:
        for inner in lists_in(node):
            join_texts(inner)
        if type(node) is TextNode and joined and type(joined[-1]) is TextNode:
            joined[-1] = TextNode(joined[-1].s + node.s)
        else:
            joined.append(node)
    nodes[:] = joined


def lists_in(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
    else:
        yield from (nodes for name in node.child_nodelists if (nodes := getattr(node, name, None)))
