"""Sealing a paper, and revoking a seal."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from . import rules
from .codes import qr_text
from .keys import key_at_work, private_half
from .models import Seal, SigningKey
from .statements import canonical, content_digest, sign


@transaction.atomic
def seal(
    *,
    kind: str,
    thing_key: str,
    subject: Mapping[str, str],
    issued_on: date,
    by: User | None,
    content: str = "",
    at: datetime | None = None,
) -> Seal:
    """Sign what a paper says; the same paper of the same thing has one seal, however often it is asked for.

    ``content`` is the text of the paper: its digest is part of the statement, so that an altered letter shows.
    """
    if obstacle := rules.obstacle_to_seal(kind, subject):
        raise Refused(obstacle)
    key, at = key_at_work(by=by), at or timezone.now()
    said = {**subject, "kind": kind, "on": issued_on.isoformat()}
    said |= {"sha256": content_digest(content)} if content else {}
    likeness = hashlib.sha256(canonical(said).encode()).hexdigest()
    standing = Seal.objects.standing().filter(thing_key=thing_key, likeness=likeness).first()
    if standing is not None:
        return standing
    made = Seal(kind=kind, thing_key=thing_key, key=key, likeness=likeness, issued_on=issued_on, sealed_at=at)
    made.sealed_by = by
    return signed(made, said, key)


def signed(made: Seal, said: Mapping[str, str], key: SigningKey) -> Seal:
    """The seal with its statement and signature, in the store and in the log."""
    day = made.sealed_at.astimezone(UTC).date().isoformat()
    told = {**said, "serial": made.serial, "signed": day, "key": key.name}
    made.statement = canonical(told | {"at": f"{settings.ADDRESS}/seals/{made.serial}/"})
    made.signature = sign(made.statement, private_half(key))
    if obstacle := rules.obstacle_to_print(qr_text(made)):
        raise Refused(obstacle)
    made.full_clean()
    log.save(made, "paper.sealed", by=made.sealed_by)
    return made


@transaction.atomic
def revoke(
    *,
    seal: Seal,
    ground: str,
    reason: str,
    by: User,
    replaced_by: Seal | None = None,
    at: datetime | None = None,
) -> Seal:
    """Take a seal back; its serial stands in the list of revocations from then on, with its ground."""
    seal = Seal.objects.select_for_update(of=["self"]).get(pk=seal.pk)
    if obstacle := rules.obstacle_to_revoke(seal, ground=ground, reason=reason):
        raise Refused(obstacle)
    seal.revoked_at, seal.ground, seal.replaced_by = at or timezone.now(), ground, replaced_by
    seal.full_clean()
    log.save(seal, "seal.revoked", by=by, reason=reason)
    return seal
