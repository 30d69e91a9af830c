"""Claims entering the record: what was published of a party, beside the count that would prove it."""

from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User

from ..models import Claim


@transaction.atomic
def publish_claim(*, by: User | None, **fields: Any) -> Claim:
    """Put a published sentence beside the measure of the record that proves it."""
    claim = Claim(**fields)
    claim.full_clean()
    log.save(claim, "claim.published", by=by)
    return claim
