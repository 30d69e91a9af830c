"""Gatherings entering the register, and the parts that parties took in them."""

from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.record.services import enter

from .entries import kind_of
from .models import Gathering, Part


@transaction.atomic
def add_gathering(*, by: User | None, **fields: Any) -> Gathering:
    """Enter a gathering, past or to come."""
    gathering = Gathering(**fields)
    gathering.full_clean()
    log.save(gathering, "gathering.added", by=by)
    return gathering


@transaction.atomic
def take_part(*, gathering: Gathering, party: Any, role: str, by: User | None, **grounds: Any) -> Part:
    """Enter the part a party took; it stands in the party's record on the gathering's first day."""
    part = Part(gathering=gathering, party=party, role=role, **grounds)
    part.full_clean()
    changes = log.saved(part)
    enter(kind_of(part), party=party, source=part, happened_on=gathering.starts_on, by=by, changes=changes)
    return part
