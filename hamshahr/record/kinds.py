"""The kinds of entries the rooms above write, and the measures that count them; each room registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class System(models.TextChoices):
    """The parts of a dossier, in the order of its page."""

    MEMBERSHIPS = "memberships", _("Memberships")
    SEATS = "seats", _("Seats")
    OFFICES = "offices", _("Offices hosted")
    MEETINGS = "meetings", _("Gatherings")
    TRAINING = "training", _("Training")
    AWARDS = "awards", _("Awards")
    PRACTICES = "practices", _("Practices")
    FUND = "fund", _("Finance")


@dataclass(frozen=True)
class Kind:
    """What an entry of this kind says; ``sentence`` and ``address`` take the entry with its source loaded.

    ``sources`` gives the queryset that loads all sources of a page of entries at once; ``hidden`` gives those of
    them that speak of a draft, whose entries the public does not see.
    """

    name: str
    system: System
    sources: Callable[[], models.QuerySet]
    sentence: Callable[[models.Model], str]
    address: Callable[[models.Model], str]
    hidden: Callable[[], models.QuerySet] | None = None


@dataclass(frozen=True)
class Measure:
    """A count of entries with the definition that stands beside its number."""

    name: str
    label: str | Promise
    definition: str | Promise
    kinds: frozenset[str]
    system: System


KINDS: dict[str, Kind] = {}
MEASURES: dict[str, Measure] = {}


def register(kinds: Iterable[Kind], measures: Iterable[Measure] = ()) -> None:
    """Called once by each room, from its ``apps.py``."""
    KINDS.update({kind.name: kind for kind in kinds})
    MEASURES.update({measure.name: measure for measure in measures})


def hidden_sources() -> dict[type[models.Model], models.QuerySet]:
    """For each model of sources, those that speak of a draft."""
    hidden = [kind.hidden() for kind in KINDS.values() if kind.hidden]
    return {queryset.model: queryset for queryset in hidden}


def kinds_of(system: str) -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.system == system]
