"""What a roll says of a party."""

from hamshahr.parties.models import Party

from .models import Roll, RollLine


def line_of(roll: Roll, party: Party) -> RollLine | None:
    """The line of a party on a roll, or None where it stands on none."""
    return roll.lines.filter(party=party).first()
