"""Parties and people entering the register, and every later change of what describes them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import models, transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold, slug, sort_key

from ..models import Party, PartyName, Person


@transaction.atomic
def add_party(*, by: User | None, **fields: Any) -> Party:
    """Enter a party; its address is made from its name where none is given."""
    party = Party(**fields)
    party.slug = party.slug or free_address(Party, say(party.names, "en"))
    party.full_clean()
    log.save(party, "party.added", by=by)
    write_names(party)
    return party


@transaction.atomic
def add_person(*, by: User | None, **fields: Any) -> Person:
    """Enter a person."""
    person = Person(**fields)
    person.slug = person.slug or free_address(Person, say(person.names, "en"))
    person.full_clean()
    log.save(person, "person.added", by=by)
    return person


@transaction.atomic
def describe(thing: models.Model, fields: Mapping[str, Any], *, by: User | None, reason: str = "") -> bool:
    """Change what merely describes a thing; whether anything changed at all."""
    thing = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    before = log.fields_of(thing)
    for name, value in fields.items():
        put(thing, name, value)
    changes = log.difference(before, log.fields_of(thing))
    if not changes:
        return False
    thing.full_clean()
    thing.save()
    if isinstance(thing, Party):
        write_names(thing)
    log.write("thing.described", thing, by=by, reason=reason, changes=changes)
    return True


def put(thing: models.Model, name: str, value: Any) -> None:
    """Give a field its value; what holds several things is written at once."""
    if thing._meta.get_field(name).many_to_many:
        getattr(thing, name).set(value)
    else:
        setattr(thing, name, value)


def write_names(party: Party) -> None:
    """Derive the rows by which lists in each language sort and match this party."""
    rows = []
    for language, _name in settings.LANGUAGES:
        text = say(party.names, language)[:200]
        key = sort_key(text, language)[:500]
        rows.append(PartyName(party=party, language=language, text=text, folded=fold(text)[:200], sort_key=key))
    PartyName.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["party", "language"],
        update_fields=["text", "folded", "sort_key"],
    )


def free_address(model: type[models.Model], name: str) -> str:
    """A slug that no other row has: the name, or the name with a number behind it."""
    stem = slug(name)[:70] or model._meta.model_name
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
