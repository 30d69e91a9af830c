"""Which language a template, a filter or a sentence in it is of."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.template.base import Parser


def spoken(function: Callable[..., str]) -> Callable[..., str]:
    """Mark a filter that has an argument ``language``: a template of one language gives it once and for all."""
    function.takes_language = True  # type: ignore[attr-defined]
    return function


def speaking(function: Callable[..., Any], language: str | None) -> Callable[..., Any]:
    if language is None or not getattr(function, "takes_language", False):
        return function
    return partial(function, language=language)


def is_of_one_language(parser: Parser) -> bool:
    """Whether what is being read will only be shown in the language that is active now."""
    loader = parser.origin and parser.origin.loader
    switches = any(command == "language" for command, _token in parser.command_stack)
    return getattr(loader, "is_of_one_language", False) and not switches
