"""Which cities are bound to each other, from when to when; conflicts of interest follow."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from ..models import Tie


@transaction.atomic
def enter_tie(*, party: Party, other: Party, by: User | None, **fields: Any) -> Tie:
    """Enter that two cities are bound to each other."""
    tie = Tie(party=party, other=other, **fields)
    tie.full_clean()
    log.save(tie, "tie.entered", by=by)
    return tie


@transaction.atomic
def end_tie(*, tie: Tie, ends_on: PartialDate, by: User, reason: str = "") -> Tie:
    """End a tie on a day."""
    tie = Tie.objects.select_for_update(of=["self"]).select_related("party", "other").get(pk=tie.pk)
    if tie.ends_on is not None:
        raise Refused(_("This tie has ended."))
    tie.ends_on = ends_on
    tie.full_clean()
    log.save(tie, "tie.ended", by=by, reason=reason)
    return tie
