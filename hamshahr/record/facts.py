"""Columns that every sourced fact of a table has, and how a fact already entered is stated anew."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User
from hamshahr.kernel.tables import Column, Values, one_of, partial_date
from hamshahr.parties.services import describe

from .models import Confidence, Entry
from .services import enter

GROUNDS = (
    Column("confidence", _("confidence"), one_of(Confidence)),
    Column("note", _("note")),
    Column("source", _("source")),
    Column("as_of", _("as of"), partial_date),
)


def grounds_in(values: Values) -> Values:
    """How sure a row's fact is and what it rests on, as far as the row says so."""
    return {column.name: values[column.name] for column in GROUNDS if column.name in values}


def ground_cells(thing: Any) -> Values:
    """The cells of ``GROUNDS``."""
    return {column.name: getattr(thing, column.name) for column in GROUNDS}


@transaction.atomic
def restate(thing: models.Model, fields: Values, *, by: User | None, happened_on: Any = None) -> bool:
    """Change a fact already entered; its entries are superseded by entries that say what holds now."""
    if not describe(thing, fields, by=by, reason="import"):
        return False
    thing.refresh_from_db()
    kind = ContentType.objects.get_for_model(thing)
    for entry in Entry.objects.current().filter(source_type=kind, source_id=thing.pk).select_related("party"):
        enter(
            entry.kind,
            party=entry.party,
            source=thing,
            by=by,
            happened_on=happened_on or entry.happened_on,
            counts_as=entry.counts_as,
            reason="import",
            supersedes=entry,
        )
    return True
