"""Typer's commands with its words in the language of the terminal, also those that it keeps in no catalogue."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

from hamshahr.cli.foreign_sentences import FAULTS
from hamshahr.kernel.speech import gettext as _

UsageError = BadParameter.__base__  # what typer shows with the usage of the command; it has no public name
PLACE = re.compile(r"%\\\((\w+)\\\)s")


class Spoken:
    """What our commands and our list of them have in common."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_params(self, ctx: Any) -> list[Any]:
        params = super().get_params(ctx)
        for param in params:
            param.help = param.help and _(param.help)
            param.display_type_rich = lambda ctx, param=param: _(param.display_type(ctx))
        return params

    def make_context(self, *args: Any, **options: Any) -> Any:
        with faults_in_our_words():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        with faults_in_our_words():
            return super().invoke(ctx)


class Command(Spoken, TyperCommand):
    """One command."""


class Commands(Spoken, TyperGroup):
    """The list of commands."""


@contextmanager
def faults_in_our_words() -> Iterator[None]:
    try:
        yield
    except UsageError as fault:
        if type(fault).__name__ == "NoArgsIsHelpError":  # its message is the whole help
            raise
        raise UsageError(in_our_words(fault.format_message()), fault.ctx) from fault


def in_our_words(message: str) -> str:
    """What typer found wrong, and what it found wrong in that, each translated around what it names."""
    for sentence in FAULTS:
        if found := pattern(sentence).fullmatch(message):
            places = found.groupdict()
            return _(sentence) % (places | {"fault": in_our_words(places.get("fault") or "")})
    return message


@cache
def pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
