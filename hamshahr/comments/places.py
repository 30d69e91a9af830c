"""Where readers talk: each room above says which of its pages carry comments, and how one of them is found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from hamshahr.accounts.models import User


@dataclass(frozen=True)
class Place:
    """A kind of page that carries comments.

    ``find`` gives the page of a key as far as the user may see it; ``thread`` is the same for all translations.
    """

    kind: str
    model: type[models.Model]
    find: Callable[[str, User], Any]
    key: Callable[[Any], str]
    thread: Callable[[Any], str]
    name: Callable[[Any], str]
    address: Callable[[Any], str]


PLACES: dict[str, Place] = {}


def register(place: Place) -> None:
    """Let a kind of page carry comments; called once, when the house is set up."""
    PLACES[place.kind] = place


def place_of(thing: models.Model) -> Place:
    """The kind of page that a thing is."""
    return next(place for place in PLACES.values() if isinstance(thing, place.model))


def thread_of(thing: models.Model) -> str:
    place = place_of(thing)
    return f"{place.kind}:{place.thread(thing)}"
