"""Regions, languages, countries and territories entering the register."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models, transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import Country, Language, Place, Region

Kept = TypeVar("Kept", bound=models.Model)


def add_region(*, by: User | None, **fields: Any) -> Region:
    """Enter a region of the association."""
    return add(Region(**fields), "region.added", by=by)


def add_language(*, by: User | None, **fields: Any) -> Language:
    """Enter a language."""
    return add(Language(**fields), "language.added", by=by)


def add_country(*, by: User | None, languages: Iterable[Language] = (), **fields: Any) -> Country:
    """Enter a country or territory with its official languages."""
    return add(Country(**fields), "country.added", by=by, languages=languages)


def add_place(*, by: User | None, **fields: Any) -> Place:
    """Enter a territory."""
    return add(Place(**fields), "place.added", by=by)


@transaction.atomic
def add(thing: Kept, verb: str, *, by: User | None, **many: Iterable[models.Model]) -> Kept:
    """Enter a thing; ``many`` are its fields that hold several others."""
    thing.full_clean()
    thing.save(force_insert=True)
    for name, others in many.items():
        getattr(thing, name).set(others)
    log.write(verb, thing, by=by, changes=log.difference({}, log.fields_of(thing)))
    return thing
