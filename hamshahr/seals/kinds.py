"""Which kinds of papers are sealed, and how their fields are called; rooms add theirs when the house is set up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """A kind of paper with the words for what its statement says."""

    label: str | Promise
    fields: Mapping[str, str | Promise] = field(default_factory=dict)


KINDS: dict[str, Kind] = {}


def register(code: str, label: str | Promise, fields: Mapping[str, str | Promise]) -> None:
    """Let papers of a kind be sealed; ``fields`` are the names its statement uses, each with its label."""
    KINDS[code] = Kind(label, fields)
