"""Who keeps a roll, what it says of a party, and what stands in the way of computing and freezing it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_body
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import listed, say
from hamshahr.meetings.circle import is_meeting
from hamshahr.parties.models import Party

from .digests import is_whole
from .models import LineOfRoll, Roll, RollLine
from .times import day_of_entitlement


def may_keep_roll(user: User, gathering: Gathering) -> bool:
    """The secretary of the body that meets."""
    return gathering.body is not None and may_keep_body(user, gathering.body)


def may_freeze_roll(user: User, roll: Roll) -> bool:
    """The secretary of the body that meets."""
    return may_keep_body(user, roll.body)


def line_of(roll: Roll, party: Party) -> RollLine | None:
    """The line of a party on a roll, or None where it does not stand on it."""
    return roll.lines.filter(party=party).select_related("party", "roll").first()


def obstacle_to_compute(gathering: Gathering) -> str | None:
    """Why no roll can be computed for a gathering, or None."""
    if not is_meeting(gathering):
        return _("Only a meeting of a body that decides has a roll.")
    if day_of_entitlement(gathering) is None:
        return _("The day of the meeting is not known; enter it first.")
    frozen = gathering.rolls.filter(frozen_at__isnull=False).first()
    if frozen is not None:
        return _("The roll was frozen on %(day)s; it stays as it is.") % {
            "day": format_day(timezone.localdate(frozen.frozen_at))
        }
    return None


def obstacle_to_freeze(roll: Roll, *, now: datetime) -> str | None:
    """Why this version cannot be frozen, or None."""
    if roll.gathering.rolls.filter(frozen_at__isnull=False).exists():
        return _("The roll of this gathering is frozen already.")
    if roll.gathering.rolls.filter(version__gt=roll.version).exists():
        return _("There is a later version; freeze that one.")
    if roll.cut_off > now:
        return _("The cut-off has not come yet; until then the books may change.")
    if not roll.lines.filter(is_entitled=True).exists():
        return _("Nobody is entitled to vote by this roll.")
    return obstacle_of_lines(roll)


def obstacle_of_lines(roll: Roll) -> str | None:
    """What is wrong with the lines of a roll, or None."""
    if obstacle := obstacle_of_weights(roll.lines.filter(is_entitled=True).select_related("party")):
        return obstacle
    return None if is_whole(roll) else _("The lines in the store are not those that were computed.")


def obstacle_of_weights(lines: Iterable[LineOfRoll]) -> str | None:
    """Whose votes are not known although it is entitled, or None."""
    missing = [line.party for line in lines if line.is_entitled and not line.weight]
    if missing:
        return _("The figure that gives its votes is missing for: %(names)s.") % {
            "names": listed(*(say(party.names) for party in missing))
        }
    return None
