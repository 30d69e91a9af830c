"""Fee rules published as versions, and indexed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused

from .. import rules
from ..assessing import cells_of
from ..models import Fee, FeeScale
from ..money import rounded, to_step

Cells = Mapping[tuple[str, str, str], Decimal]


@transaction.atomic
def publish_scale(*, body: Body, by: User | None, cells: Cells | None = None, **fields: Any) -> FeeScale:
    """Publish a version of the fee rules of a body: a table by its cells, or a formula by its parts."""
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    scale = FeeScale(body=body, **fields)
    if obstacle := rules.obstacle_to_publish_scale(scale, len(cells or {})):
        raise Refused(obstacle)
    scale.full_clean()
    log.save(scale, "fee_scale.published", by=by)
    for (group, capital, tie), amount in (cells or {}).items():
        fee = Fee(scale=scale, group=group, capital=capital, tie=tie, amount=amount)
        fee.full_clean()
        log.save(fee, "fee.published", by=by)
    return scale


KEPT = ("article", "way", "currency", "tax_percent", "discount_percent", "factor", "income_currency", "step")
KEPT += ("due_days", "reminders", "indexed_every", "pay_to")
RAISED = ("fixed", "least", "most")


def index_scale(*, scale: FeeScale, percent: Decimal, starts_on: date, source: str, by: User | None) -> FeeScale:
    """Publish the next version, with every amount raised by the index and rounded as the rules round."""
    if obstacle := rules.obstacle_to_index(scale, starts_on=starts_on):
        raise Refused(obstacle, article=scale.article)
    return publish_scale(
        body=scale.body,
        by=by,
        cells=indexed_cells(scale, percent),
        starts_on=starts_on,
        indexes=scale,
        index_percent=percent,
        source=source,
        **{name: getattr(scale, name) for name in KEPT},
        **{name: raised(getattr(scale, name), percent, scale) for name in RAISED},
    )


def indexed_cells(scale: FeeScale, percent: Decimal) -> dict[tuple[str, str, str], Decimal]:
    return {cell: raised(amount, percent, scale) for cell, amount in cells_of(scale).items()}


def raised(amount: Decimal | None, percent: Decimal, scale: FeeScale) -> Decimal | None:
    if amount is None:
        return None
    return rounded(to_step(amount * (100 + percent) / 100, scale.step), scale.currency)
