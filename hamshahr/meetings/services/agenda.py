"""Items put on the agenda, described, moved, opened and taken off."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import AgendaItem, Session
from .sessions import locked


def locked_item(item: AgendaItem) -> AgendaItem:
    """An item under the lock of its meeting."""
    session = locked(item.session)
    item = AgendaItem.objects.select_for_update(of=["self"]).get(pk=item.pk)
    item.session = session
    return item


def siblings(session: Session, parent_pk: int | None) -> list[AgendaItem]:
    rows = session.items.filter(parent=parent_pk, removed_at=None).order_by("position", "pk")
    return list(rows.select_for_update(of=["self"]))


@transaction.atomic
def add_item(*, session: Session, by: User | None, parent: AgendaItem | None = None, **fields: Any) -> AgendaItem:
    """Put an item at the end of the agenda, or of the item it belongs to."""
    session = locked(session)
    refuse(rules.obstacle_to_add_item(session, parent))
    rows = siblings(session, parent.pk if parent else None)
    item = AgendaItem(session=session, parent=parent, position=max((row.position for row in rows), default=0) + 1)
    return kept(item, fields, "agenda_item.added", by=by)


@transaction.atomic
def describe_item(*, item: AgendaItem, by: User | None, reason: str = "", **fields: Any) -> AgendaItem:
    """Change the words, the kind, the minutes or the audience of an item."""
    item = locked_item(item)
    refuse(rules.obstacle_to_change_item(item))
    return kept(item, fields, "agenda_item.described", by=by, reason=reason)


@transaction.atomic
def move_item(*, item: AgendaItem, by: User | None, up: bool) -> AgendaItem:
    """Let an item change places with the one before or after it; at the end of the line nothing happens."""
    item = locked_item(item)
    refuse(rules.obstacle_to_change_item(item))
    rows = siblings(item.session, item.parent_id)
    place = next(number for number, row in enumerate(rows) if row.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return item
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        row.position = position
        log.save(row, "agenda_item.moved", by=by)
    return rows[other]


@transaction.atomic
def remove_item(*, item: AgendaItem, reason: str, by: User | None, at: datetime | None = None) -> AgendaItem:
    """Take an item off the agenda; it stays in the file with its papers."""
    item = locked_item(item)
    refuse(rules.obstacle_to_remove_item(item))
    return kept(item, {"removed_at": at or timezone.now()}, "agenda_item.removed", by=by, reason=reason)


@transaction.atomic
def open_item(*, item: AgendaItem, by: User | None, at: datetime | None = None) -> AgendaItem:
    """Let a sitting session come to an item."""
    item = locked_item(item)
    refuse(rules.obstacle_to_open_item(item))
    return kept(item, {"opened_at": at or timezone.now(), "closed_at": None}, "agenda_item.opened", by=by)


@transaction.atomic
def close_item(*, item: AgendaItem, by: User | None, at: datetime | None = None) -> AgendaItem:
    """Let a sitting session leave an item."""
    item = locked_item(item)
    if item.opened_at is None or item.closed_at is not None:
        return item
    return kept(item, {"closed_at": at or timezone.now()}, "agenda_item.closed", by=by)


def kept(item: AgendaItem, fields: dict[str, Any], verb: str, *, by: User | None, reason: str = "") -> AgendaItem:
    for name, value in fields.items():
        setattr(item, name, value)
    item.full_clean()
    log.save(item, verb, by=by, reason=reason)
    return item


def refuse(obstacle: str | None) -> None:
    if obstacle:
        raise Refused(obstacle)
