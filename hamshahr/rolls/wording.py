"""What a roll says of a party, in sentences; amounts only where the reader may know them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.dues.money import show
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import localise
from hamshahr.meetings.moments import told
from hamshahr.parties.zones import said_zone

from .models import LineOfRoll, Roll, RollLine

Reason, Cure = RollLine.Reason, RollLine.Cure


@dataclass(frozen=True)
class Row:
    """One line as a reader sees it."""

    line: LineOfRoll
    reason: str
    cure: str
    is_own: bool


def reason_words(line: LineOfRoll, *, amounts: bool) -> str:
    """Why a party is entitled or not."""
    words = {"year": localise(line.facts.get("year", "")), "article": line.article} | figures(line)
    if line.reason == Reason.PART_PAID and amounts:
        return _("Of the fee of %(year)s, %(asked)s, only %(paid)s was in the books at the cut-off.") % words
    if line.reason == Reason.UNPAID and amounts and "asked" in words:
        return _("The fee of %(year)s, %(asked)s, was not in the books at the cut-off.") % words
    return sentences()[line.reason] % words


def sentences() -> dict[str, str]:
    return {
        Reason.PAID: _("The fee of %(year)s is paid."),
        Reason.ELSEWHERE: _("The fee of %(year)s is paid in the other network."),
        Reason.WAIVED: _("The fee of %(year)s was waived by a decision."),
        Reason.UNCHARGED: _("Nobody asked it to pay for %(year)s."),
        Reason.NO_RULE: _("The statutes ask for no fee."),
        Reason.UNPAID: _("The fee of %(year)s was not in the books at the cut-off."),
        Reason.PART_PAID: _("Only a part of the fee of %(year)s was in the books at the cut-off."),
        Reason.SUSPENDED: _("The membership is suspended."),
        Reason.ENDED: _("The membership ended (%(until)s)."),
        Reason.QUESTIONED: _("The seat is in question since %(since)s."),
        Reason.VACANT: _("Nobody holds the seat of the city."),
    }


def figures(line: LineOfRoll) -> dict[str, str]:
    """The figures of a line as its sentences say them."""
    facts: dict[str, Any] = line.facts
    said = {"until": "", "since": ""}
    if "asked" in facts:
        said |= {name: show(Decimal(facts[name]), facts["currency"]) for name in ("asked", "paid")}
    for name in ("until", "since"):
        if facts.get(name):
            said[name] = PartialDate(facts[name]).show()
    return said


def cure_words(line: LineOfRoll, *, is_open: bool, cut_off: str) -> str:
    """What the city does to have a vote: at this meeting while the cut-off has not come, else at the next one."""
    if line.cure not in FEES:
        return other_cures().get(line.cure, "")
    if not is_open:
        return _("For this meeting the roll stays; who pays now votes at the next one.")
    if line.cure == Cure.AWAIT_PROOF:
        return _("The proof of the transfer waits; it must be confirmed by %(moment)s.") % {"moment": cut_off}
    return _("Pay the fee and bring the proof at the desk, so that it is in the books by %(moment)s.") % {
        "moment": cut_off
    }


FEES = {Cure.PAY, Cure.AWAIT_PROOF}


def other_cures() -> dict[str, str]:
    return {
        Cure.BE_RESUMED: _("The suspension is lifted by the organ that decided on it, once its reason is gone."),
        Cure.APPLY: _("The city applies for membership again."),
        Cure.FILL_SEAT: _("The city, or the organ, names who takes the seat; the secretariat enters it."),
    }


def moment_words(roll: Roll, zone: str) -> str:
    """The cut-off as the clock of the meeting shows it."""
    there = told(roll.cut_off, ZoneInfo(zone), both=False)
    words = {"day": there.day, "hour": there.hour, "zone": said_zone(there.zone)}
    return _("%(day)s, %(hour)s, time of %(zone)s") % words


def change_words(before: RollLine | None, after: RollLine | None) -> tuple[str, str]:
    """What a party was and is, from one version to the next."""
    return tuple(_("not on the roll") if line is None else state_words(line) for line in (before, after))


def state_words(line: RollLine) -> str:
    words = {"reason": line.get_reason_display()}
    return (_("entitled: %(reason)s") if line.is_entitled else _("not entitled: %(reason)s")) % words


def frozen_words(roll: Roll) -> str:
    return _("Frozen on %(day)s") % {"day": format_day(timezone.localdate(roll.frozen_at))}
