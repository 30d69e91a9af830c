"""Reading rolls: the one that counts for a gathering, and who is on it."""

from datetime import datetime

from hamshahr.dues.models import Payment
from hamshahr.dues.paid import paid_after
from hamshahr.gatherings.models import Gathering

from .models import Roll, RollLine


def roll_of(gathering: Gathering) -> Roll | None:
    """The roll that counts for a gathering: the frozen one, else the last version."""
    return gathering.rolls.latest().select_related("gathering", "body").first()


def entitled_lines(roll: Roll) -> list[RollLine]:
    """Who may vote, by the names in the address."""
    rows = roll.lines.filter(is_entitled=True).select_related("party", "region", "mandate__office", "membership")
    return list(rows.order_by("party__slug"))


def late_payments(roll: Roll) -> list[tuple[Payment, datetime]]:
    """What was paid after the cut-off by those whom the roll leaves out; the roll stays as it is."""
    year = roll.rule.get("year")
    silent = roll.lines.filter(is_entitled=False, membership__isnull=False).values("membership")
    return paid_after(silent, year, roll.cut_off) if year is not None else []
