"""Reading rolls: the one that counts for a gathering, and who is on it."""

from hamshahr.gatherings.models import Gathering

from .models import Roll, RollLine


def roll_of(gathering: Gathering) -> Roll | None:
    """The roll that counts for a gathering: the frozen one, else the last version."""
    return gathering.rolls.latest().select_related("gathering", "body").first()


def entitled_lines(roll: Roll) -> list[RollLine]:
    """Who may vote, by the names in the address."""
    rows = roll.lines.filter(is_entitled=True).select_related("party", "region", "mandate__office", "membership")
    return list(rows.order_by("party__slug"))
