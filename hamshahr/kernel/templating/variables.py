"""Variables with their filters, resolved on a short way where Django's whole search is not needed."""

from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

from django.template import Context, Variable, VariableDoesNotExist
from django.template.base import FilterExpression, VariableNode, render_value_in_context
from django.utils.safestring import SafeString, mark_safe

MISSING = object()
FLAGS = ("expects_localtime", "needs_autoescape", "is_safe")


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
            elif is_looked_into(type(value)):
                return super().resolve(context)
            else:
                try:
                    value = getattr(value, name)
                except (AttributeError, TypeError):
                    return super().resolve(context)
        return super().resolve(context) if value is MISSING or callable(value) else value


@lru_cache(maxsize=10_000)
def is_looked_into(kind: type) -> bool:
    """Whether Django would call a thing of this kind, or might find something in it by a name."""
    if issubclass(kind, str | tuple | list) and "__call__" not in vars(kind):
        return False
    return any("__call__" in vars(each) or "__getitem__" in vars(each) for each in kind.__mro__)


class Expression(FilterExpression):
    """A variable with filters that ask nothing of the context: each is a function of the value and no more."""

    __slots__ = ()

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        value = self.var
        if self.is_var:
            try:
                value = value.resolve(context)
            except VariableDoesNotExist:
                value = None if ignore_failures else context.template.engine.string_if_invalid
        for function in self.filters:
            value = function(value)
        return value


def of_the_value_alone(function: Callable[..., Any], args: list[tuple[bool, Any]]) -> Callable[[Any], Any] | None:
    """The filter with its constant arguments; None where an argument is a variable or it asks for something else."""
    if any(is_variable for is_variable, _arg in args) or any(getattr(function, flag, False) for flag in FLAGS):
        return None
    if not args:
        return function
    constants = [mark_safe(arg) for _is_variable, arg in args]  # noqa: S308  they stand in the template
    return lambda value: function(value, *constants)


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
