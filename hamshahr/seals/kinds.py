"""Which kinds of papers are sealed, and how their fields are called; rooms add theirs when the house is set up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from hamshahr.accounts.models import User


@dataclass(frozen=True)
class Kind:
    """A kind of paper with the words for what its statement says."""

    label: str | Promise
    fields: Mapping[str, str | Promise] = field(default_factory=dict)
    address: Callable[[str], str] | None = None  # of the page of the thing, by its key
    told: Callable[[Mapping[str, str], str, "User"], Mapping[str, str]] | None = None  # what it says, for a reader


KINDS: dict[str, Kind] = {}


def register(
    code: str,
    label: str | Promise,
    fields: Mapping[str, str | Promise],
    address: Callable[[str], str] | None = None,
    told: Callable[[Mapping[str, str], str, "User"], Mapping[str, str]] | None = None,
) -> None:
    """Let papers of a kind be sealed; ``fields`` are the names its statement uses, each with its label.

    ``address`` says where the thing with a key has its page, or nothing where that is not for everybody; ``told``
    gives the fields of a statement, by the key of its thing, in the words of a reader.
    """
    KINDS[code] = Kind(label, fields, address, told)


def page_of(kind: str, thing_key: str) -> str:
    """The page of what was sealed, where its room names one."""
    found = KINDS.get(kind)
    return found.address(thing_key) if found is not None and found.address is not None else ""
