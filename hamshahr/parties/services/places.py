"""Regions, countries and territories entering the register."""

from typing import Any, TypeVar

from django.db import models, transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import Country, Place, Region

Kept = TypeVar("Kept", bound=models.Model)


def add_region(*, by: User | None, **fields: Any) -> Region:
    """Enter a region of the association."""
    return add(Region(**fields), "region.added", by=by)


def add_country(*, by: User | None, **fields: Any) -> Country:
    """Enter a country or territory."""
    return add(Country(**fields), "country.added", by=by)


def add_place(*, by: User | None, **fields: Any) -> Place:
    """Enter a territory."""
    return add(Place(**fields), "place.added", by=by)


@transaction.atomic
def add(thing: Kept, verb: str, *, by: User | None) -> Kept:
    thing.full_clean()
    thing.save(force_insert=True)
    log.write(verb, thing, by=by, changes=log.difference({}, log.fields_of(thing)))
    return thing
