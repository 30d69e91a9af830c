"""Computing a roll, version by version, and freezing one."""

from datetime import UTC, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.seals.models import Seal
from hamshahr.seals.services import seal

from . import rules
from .computing import Basis, lines_for
from .digests import digest_of, stored_lines
from .models import Roll, RollLine
from .times import day_of_entitlement, usual_cut_off

ROLL = "roll"


def locked(gathering: Gathering) -> Gathering:
    """The gathering, so that versions of its roll come one after the other."""
    rows = Gathering.objects.select_for_update(of=["self"])
    return rows.select_related("body", "place__place").get(pk=gathering.pk)


@transaction.atomic
def compute_roll(*, gathering: Gathering, cut_off: datetime | None = None, by: User | None) -> Roll:
    """The next version of the roll, by the books up to the cut-off; where nothing differs, the version before."""
    gathering = locked(gathering)
    if obstacle := rules.obstacle_to_compute(gathering):
        raise Refused(obstacle)
    roll, lines = unsaved(gathering, cut_off)
    last = gathering.rolls.order_by("-version").first()
    return last if last is not None and last.digest == roll.digest else stored(roll, lines, by)


def unsaved(gathering: Gathering, cut_off: datetime | None) -> tuple[Roll, list[RollLine]]:
    """The roll as the books give it, with its lines; nothing is kept."""
    on = day_of_entitlement(gathering)
    cut_off = (cut_off or usual_cut_off(gathering, on)).astimezone(UTC).replace(microsecond=0)
    basis = Basis(gathering.body, on, cut_off)
    lines = lines_for(basis)
    roll = Roll(gathering=gathering, body=gathering.body, on=basis.on, cut_off=cut_off, rule=basis.as_json())
    if basis.rule is not None:
        roll.statute, roll.article = basis.rule.statute, basis.rule.article
    roll.digest = digest_of(roll, lines)
    return roll, lines


def stored(roll: Roll, lines: list[RollLine], by: User | None) -> Roll:
    """Keep a version with its lines, and its act."""
    roll.version = (roll.gathering.rolls.aggregate(last=Max("version"))["last"] or 0) + 1
    roll.computed_by = by
    roll.full_clean()
    log.save(roll, "roll.computed", by=by)
    for line in lines:
        line.roll = roll
    RollLine.objects.bulk_create(lines)
    return roll


def renew_rolls(*, at: datetime) -> list[Roll]:
    """Compute the rolls again that are not frozen and whose meeting has not been, by the books of now."""
    counting = Roll.objects.filter(gathering=OuterRef("gathering")).latest().values("pk")[:1]
    rows = Roll.objects.filter(pk=Subquery(counting), frozen_at=None, on__gte=timezone.localdate(at))
    waiting = [roll for roll in rows.select_related("gathering") if not rules.obstacle_to_compute(roll.gathering)]
    return [compute_roll(gathering=roll.gathering, cut_off=roll.cut_off, by=None) for roll in waiting]


@transaction.atomic
def freeze_roll(*, roll: Roll, by: User | None) -> Roll:
    """Freeze the last version and sign it: from now on it says who may vote, whatever is paid later."""
    locked(roll.gathering)
    roll = Roll.objects.select_for_update(of=["self"]).select_related("gathering", "body").get(pk=roll.pk)
    if roll.frozen_at is not None:
        return roll
    now = timezone.now()
    if obstacle := rules.obstacle_to_freeze(roll, now=now):
        raise Refused(obstacle)
    roll.seal = sealed(roll, by=by, at=now)
    roll.frozen_at, roll.frozen_by = now, by
    roll.full_clean()
    log.save(roll, "roll.frozen", by=by)
    return roll


def sealed(roll: Roll, *, by: User | None, at: datetime) -> Seal:
    """The signed statement of a roll: whose it is, up to which moment, how many are entitled, and its digest."""
    lines = stored_lines(roll)
    entitled = [line for line in lines if line.is_entitled]
    subject = {
        "gathering": roll.gathering.slug,
        "body": roll.body.slug,
        "day": roll.on.isoformat(),
        "cut_off": roll.cut_off.astimezone(UTC).isoformat(timespec="seconds"),
        "version": str(roll.version),
        "entitled": str(len(entitled)),
        "weight": f"{sum((line.weight for line in entitled), Decimal(0)):.6f}",
        "digest": roll.digest,
    }
    return seal(kind=ROLL, thing_key=f"roll:{roll.pk}", subject=subject, issued_on=timezone.localdate(at), by=by, at=at)
