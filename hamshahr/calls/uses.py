"""The further uses of an entry that rooms above offer; each has its own consent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Use:
    """A further life of an entry: its code in the consents, its name for readers, and what carries it out.

    ``act`` is called with ``submission`` and ``by`` where a consent allows it; it gives what it made.
    """

    code: str
    name: Any
    act: Callable[..., Any] | None = None


USES: dict[str, Use] = {}


def register(use: Use) -> None:
    """Offer a use; called once, when the house is set up."""
    USES[use.code] = use


def use_of(code: str) -> Use | None:
    """The use that a consent names; None where no room offers it any more."""
    return USES.get(code)
