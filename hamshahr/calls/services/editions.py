"""Editions entering the register, and the distinctions conferred in them."""

from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold
from hamshahr.record.services import enter

from ..entries import kind_of
from ..models import Distinction, Edition


@transaction.atomic
def add_edition(*, by: User | None, **fields: Any) -> Edition:
    """Enter an edition of an award."""
    edition = Edition(**fields)
    edition.full_clean()
    log.save(edition, "edition.added", by=by)
    return edition


@transaction.atomic
def confer(*, edition: Edition, city_name: str, level: str, by: User | None, **fields: Any) -> Distinction:
    """Enter a distinction; where the city is a party of ours it stands in its record.

    Its day is that of the ceremony, or the year of the cycle where no ceremony is known.
    """
    distinction = Distinction(edition=edition, city_name=city_name, level=level, **fields)
    distinction.full_clean()
    act = {"by": by, "changes": log.saved(distinction)}
    if distinction.party is None:
        log.write("distinction.added", distinction, **act)
    else:
        day = edition.ceremony_on or PartialDate(str(edition.cycle_year))
        project = f"edition {edition.pk}: {fold(say(distinction.project, 'en'))}"[:200]
        enter(
            kind_of(distinction), party=distinction.party, source=distinction, happened_on=day, counts_as=project, **act
        )
    return distinction
