"""Freezing and signing the roll of a decision by correspondence in the transaction that asks."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused
from hamshahr.rolls.computing import Basis, lines_for
from hamshahr.rolls.digests import as_text
from hamshahr.rolls.models import LineOfRoll, RollLine
from hamshahr.rolls.rules import obstacle_of_weights
from hamshahr.rolls.times import cut_off_in_writing
from hamshahr.seals.models import Seal
from hamshahr.seals.services import seal

from ..models import WrittenLine, WrittenProcedure, WrittenRoll

KIND = "written roll"
FIELDS = [field.name for field in LineOfRoll._meta.get_fields()]


def voices_of(body: Body, at: datetime) -> tuple[Basis, list[RollLine]]:
    """Who has a voice in a body at a moment and who has none, and why; refused where nobody could answer."""
    cut_off = cut_off_in_writing(body, at).astimezone(UTC).replace(microsecond=0)
    basis = Basis(body, timezone.localdate(at), cut_off)
    lines = lines_for(basis)
    if not any(line.is_entitled for line in lines):
        raise Refused(_("Nobody has a voice in this body today."))
    if obstacle := obstacle_of_weights(lines):
        raise Refused(obstacle)
    return basis, lines


def keep_written_roll(procedure: WrittenProcedure, basis: Basis, lines: list[RollLine], by: User | None) -> WrittenRoll:
    """The roll of a decision as it is asked, once, with its lines and its seal."""
    roll = WrittenRoll(procedure=procedure, on=basis.on, cut_off=basis.cut_off, rule=basis.as_json())
    if basis.rule is not None:
        roll.statute, roll.article = basis.rule.statute, basis.rule.article
    roll.digest = digest_of(roll, lines)
    roll.seal = sealed(roll, lines, by)
    roll.full_clean()
    log.save(roll, "roll.asked", by=by)
    copies = [{name: getattr(line, name) for name in FIELDS} for line in lines]
    said = zip(lines, copies, strict=True)
    WrittenLine.objects.bulk_create([WrittenLine(roll=roll, party=line.party, **copy) for line, copy in said])
    return roll


def digest_of(roll: WrittenRoll, lines: list[RollLine] | list[WrittenLine]) -> str:
    """The digest of a roll with these lines."""
    head = {
        "procedure": roll.procedure.key,
        "body": roll.procedure.body.slug,
        "on": roll.on.isoformat(),
        "cut_off": roll.cut_off.astimezone(UTC).isoformat(timespec="seconds"),
        "rule": roll.rule,
        "article": roll.article,
    }
    return hashlib.sha256(as_text(head, lines).encode()).hexdigest()


def sealed(roll: WrittenRoll, lines: list[RollLine], by: User | None) -> Seal:
    """The signed statement: whose roll it is, up to which moment, how many are asked, and its digest."""
    procedure, entitled = roll.procedure, [line for line in lines if line.is_entitled]
    subject = {
        "procedure": procedure.key,
        "body": procedure.body.slug,
        "day": roll.on.isoformat(),
        "cut_off": roll.cut_off.astimezone(UTC).isoformat(timespec="seconds"),
        "entitled": str(len(entitled)),
        "weight": f"{sum((line.weight for line in entitled), Decimal(0)):.6f}",
        "digest": roll.digest,
    }
    key = f"{KIND}:{procedure.key}"
    return seal(kind=KIND, thing_key=key, subject=subject, issued_on=timezone.localdate(procedure.opened_at), by=by)
