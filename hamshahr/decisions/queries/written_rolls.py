"""The roll of a decision by correspondence in the words of the reader."""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_body
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import say
from hamshahr.meetings.moments import told
from hamshahr.parties.zones import said_zone
from hamshahr.rolls.models import own_parties
from hamshahr.rolls.papers import drawn, row_of
from hamshahr.rolls.queries import Tally, in_order, narrowed, tally
from hamshahr.rolls.wording import FEES, Row, cure_words, reason_words

from ..models import WrittenLine, WrittenProcedure, WrittenRoll


def roll_of(procedure: WrittenProcedure) -> WrittenRoll | None:
    """The roll by which a decision was asked; none where it was asked before rolls were kept."""
    return WrittenRoll.objects.filter(procedure=procedure).select_related("procedure__body", "seal__key").first()


def lines_shown(roll: WrittenRoll, user: User, filters: Mapping[str, Any]) -> QuerySet[WrittenLine]:
    """The lines that a reader may see, narrowed, in the order of the reader's alphabet."""
    return in_order(narrowed(WrittenLine.objects.visible_to(user).filter(roll=roll), filters))


def own_lines(roll: WrittenRoll, user: User) -> list[WrittenLine]:
    return list(lines_shown(roll, user, {}).filter(party__in=own_parties(user)))


def tally_of(roll: WrittenRoll, user: User) -> Tally:
    lines = WrittenLine.objects.visible_to(user).filter(roll=roll)
    return tally(lines, is_weighed=roll.rule.get("votes", "equal") != "equal")


def rows_of(roll: WrittenRoll, lines: Iterable[WrittenLine], user: User) -> list[Row]:
    """The lines in words; amounts for who keeps the body, and for a city its own."""
    own = set(own_parties(user).values_list("party", flat=True)) if user.is_authenticated else set()
    keeps = may_keep_body(user, roll.procedure.body)
    rows = []
    for line in lines:
        is_own = line.party_id in own
        rows.append(Row(line, reason_words(line, amounts=keeps or is_own), cure_of(line), is_own))
    return rows


def cure_of(line: WrittenLine) -> str:
    """What the city does to be asked the next time; this roll stays."""
    if line.cure in FEES:
        return _("This roll stays; who pays now is asked the next time.")
    return cure_words(line, is_open=False, cut_off="")


def paper(roll: WrittenRoll, language: str) -> bytes:
    """The roll as a sealed paper: everybody who is asked, with the reason."""
    with override(language):
        return drawn(paper_words(roll, language), roll.seal, language)


def paper_words(roll: WrittenRoll, language: str) -> dict[str, Any]:
    procedure = roll.procedure
    rows = roll.lines.filter(is_entitled=True).select_related("party", "region").order_by("party__slug")
    lines = [line for line in rows if line.party.live]
    return {
        "by": say(procedure.body.names, language),
        "title": _("Roll of those entitled to vote: %(meeting)s") % {"meeting": say(procedure.names, language)},
        "facts": [
            (_("Day of entitlement"), format_day(roll.on)),
            (_("Books read up to"), moment_words(roll)),
            (_("Entitled to vote"), number(rows.count())),
        ],
        "heads": [_("City"), _("Region"), _("Votes"), _("Reason")],
        "rows": [row_of(line, language) for line in lines],
        "how": _("Digest of the lines:"),
        "digest": roll.digest,
    }


def moment_words(roll: WrittenRoll) -> str:
    """The cut-off as the clock of the house shows it."""
    there = told(roll.cut_off, ZoneInfo(settings.TIME_ZONE), both=False)
    words = {"day": there.day, "hour": there.hour, "zone": said_zone(there.zone)}
    return _("%(day)s, %(hour)s, time of %(zone)s") % words
