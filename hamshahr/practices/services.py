"""Practices, topics and goals entering the register; what is published stands in the record of its city."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.parties.services import describe
from hamshahr.parties.services.places import add
from hamshahr.record.models import Entry
from hamshahr.record.services import enter

from .entries import PUBLISHED
from .models import Goal, Practice, Topic

GROUNDS = (("confidence", "confidence"), ("citation", "source"), ("as_of", "as_of"), ("note", "note"))


def add_goal(*, by: User | None, **fields: Any) -> Goal:
    """Enter one of the seventeen goals."""
    return add(Goal(**fields), "goal.added", by=by)


def add_topic(*, by: User | None, goals: Iterable[Goal] = (), **fields: Any) -> Topic:
    """Enter a topic with the goals it serves."""
    return add(Topic(**fields), "topic.added", by=by, goals=goals)


@transaction.atomic
def add_practice(
    *, by: User | None, topics: Iterable[Topic] = (), goals: Iterable[Goal] = (), **fields: Any
) -> Practice:
    """Enter a practice; a published one enters the record of its city with the same act."""
    practice = Practice(**fields)
    practice.full_clean()
    practice.topics, practice.goals = list(topics), list(goals)
    changes = log.saved(practice)
    if practice.live:
        enter(PUBLISHED, party=practice.party, source=practice, happened_on=practice.starts_on, by=by, changes=changes)
    else:
        log.write("practice.added", practice, by=by, changes=changes)
    return practice


@transaction.atomic
def restate_practice(practice: Practice, fields: Mapping[str, Any], *, by: User | None) -> bool:
    """Change a practice by a table; whether anything changed at all."""
    if not describe(practice, fields, by=by, reason="import"):
        return False
    mend_record(Practice.objects.get(pk=practice.pk), by=by)
    return True


@transaction.atomic
def tell_published(practice: Practice, changes: dict[str, list], *, by: User | None) -> None:
    """The act of a publication: the first one enters the record, a later one mends the record where it must."""
    if standing_entry(practice) is None:
        enter(PUBLISHED, party=practice.party, source=practice, happened_on=practice.starts_on, by=by, changes=changes)
        return
    log.write("thing.described", practice, by=by, changes=changes)
    mend_record(practice, by=by)


def mend_record(practice: Practice, *, by: User | None) -> None:
    """Let a new entry supersede the one that says otherwise than the practice does now; a draft has none."""
    entry = standing_entry(practice)
    if entry is not None and not says_the_same(entry, practice):
        day = practice.starts_on
        enter(PUBLISHED, party=practice.party, source=practice, happened_on=day, by=by, supersedes=entry)


def standing_entry(practice: Practice) -> Entry | None:
    """What the record says of a practice now."""
    kind = ContentType.objects.get_for_model(Practice)
    entries = Entry.objects.current().filter(kind=PUBLISHED, source_type=kind, source_id=practice.pk)
    return entries.select_related("party").first()


def says_the_same(entry: Entry, practice: Practice) -> bool:
    """Whether an entry has the city, the day and the grounds of its practice."""
    if (entry.party_id, entry.happened_on) != (practice.party_id, practice.starts_on):
        return False
    return all(getattr(entry, told) == getattr(practice, name) for told, name in GROUNDS)
