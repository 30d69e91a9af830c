"""Funders and what they ask, as dated facts."""

from datetime import date
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import Funder, FunderCriterion


@transaction.atomic
def add_funder(*, by: User | None, **fields: Any) -> Funder:
    """Enter a funder."""
    funder = Funder(**fields)
    funder.full_clean()
    log.save(funder, "funder.added", by=by)
    return funder


@transaction.atomic
def ask_of_funder(*, funder: Funder, asked: str, on: date, by: User | None, **fields: Any) -> FunderCriterion:
    """Write down one thing that a funder asks; asked anew, it takes the place of what was asked before."""
    funder = Funder.objects.select_for_update(of=["self"]).get(pk=funder.pk)
    if before := funder.criteria.filter(asked=asked, ends_on=None).first():
        if all(getattr(before, name) == value for name, value in fields.items()):
            return before
        stop_asking(criterion=before, on=on, by=by)
    criterion = FunderCriterion(funder=funder, asked=asked, **fields)
    criterion.full_clean()
    log.save(criterion, "funder.asks", by=by)
    return criterion


@transaction.atomic
def stop_asking(*, criterion: FunderCriterion, on: date, by: User | None) -> FunderCriterion:
    """End a criterion from a day on."""
    criterion.ends_on = on
    log.save(criterion, "funder.stops_asking", by=by)
    return criterion
