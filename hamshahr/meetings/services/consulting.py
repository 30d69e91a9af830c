"""Consultations of one member, which enter its record."""

from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.services import enter

from .. import rules
from ..models import Consultation


@transaction.atomic
def record_consultation(*, by: User | None, **fields: Any) -> Consultation:
    """Enter a consultation: it stands in the record of the member on its day; entered again it is the same."""
    consultation = Consultation(**fields)
    if obstacle := rules.obstacle_to_consult(consultation):
        raise Refused(obstacle)
    known = {name: fields[name] for name in ("body", "party", "held_on", "channel", "held_by")}
    for again in Consultation.objects.filter(**known).select_for_update(of=["self"]):
        if again.subject.data == consultation.subject.data:
            return again
    consultation.full_clean()
    changes = log.saved(consultation)
    day = PartialDate.of(consultation.held_on)
    enter("consultation.held", party=consultation.party, source=consultation, happened_on=day, by=by, changes=changes)
    return consultation
