"""Reading rolls: the one that counts for a gathering, who is on it, what changed, what awaits a city."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.dues import paid as dues
from hamshahr.dues.models import Payment
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.citing import article_shown
from hamshahr.kernel.digits import bare
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import fold
from hamshahr.parties.models import Liaison, Party, PartyName

from . import wording
from .models import Roll, RollLine, own_parties
from .rules import may_keep_roll
from .times import zone_of


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
    return dues.paid_after(silent, year, roll.cut_off) if year is not None else []


# The page


def shown_roll(gathering: Gathering, user: User, version: int | None = None) -> Roll | None:
    """The roll that counts, or one version of it, as far as the reader may see any."""
    rolls = Roll.objects.visible_to(user).filter(gathering=gathering)
    rolls = rolls.filter(version=version) if version is not None else rolls
    return rolls.latest().select_related("gathering", "body", "statute", "seal", "frozen_by").first()


def lines_shown(roll: Roll, user: User, filters: Mapping[str, Any]) -> QuerySet[RollLine]:
    """The lines that a reader may see, narrowed, in the order of the reader's alphabet."""
    rows = RollLine.objects.visible_to(user).filter(roll=roll)
    return in_order(narrowed(rows, filters)).select_related("roll")


def narrowed(rows: QuerySet, filters: Mapping[str, Any]) -> QuerySet:
    """The lines of a roll with a name, a vote, a reason or a region."""
    if name := fold(filters.get("q") or ""):
        rows = rows.filter(party__in=PartyName.objects.filter(folded__contains=name).values("party"))
    if filters.get("vote"):
        rows = rows.filter(is_entitled=filters["vote"] == "yes")
    if filters.get("reason"):
        rows = rows.filter(reason=filters["reason"])
    if filters.get("region"):
        rows = rows.filter(region__slug=filters["region"])
    return rows


def in_order(rows: QuerySet) -> QuerySet:
    """Lines in the order of the reader's alphabet."""
    rows = rows.select_related("party", "region")
    return rows.filter(party__sort_names__language=get_language()).order_by("party__sort_names__sort_key", "pk")


def rows_of(roll: Roll, lines: list[RollLine], user: User) -> list[wording.Row]:
    """The lines in words; amounts for who keeps the roll, and for a city its own."""
    own = set(own_parties(user).values_list("party", flat=True)) if user.is_authenticated else set()
    keeps, moment = may_keep_roll(user, roll.gathering), wording.moment_words(roll, zone_of(roll.gathering))
    is_open = roll.frozen_at is None and roll.cut_off > timezone.now()
    rows = []
    for line in lines:
        is_own = line.party_id in own
        reason = wording.reason_words(line, amounts=keeps or is_own)
        rows.append(wording.Row(line, reason, wording.cure_words(line, is_open=is_open, cut_off=moment), is_own))
    return rows


@dataclass(frozen=True)
class Tally:
    """How many of the lines that a reader sees may vote, with how many votes, and how many may not."""

    entitled: int
    silent: int
    votes: Decimal
    is_weighed: bool


def tally_of(roll: Roll, user: User) -> Tally:
    lines = RollLine.objects.visible_to(user).filter(roll=roll)
    return tally(lines, is_weighed=roll.rule.get("votes", "equal") != "equal")


def tally(lines: QuerySet, *, is_weighed: bool) -> Tally:
    """How many of these lines have a vote, and how many votes."""
    rows = list(lines.values_list("is_entitled", "weight"))
    votes = sum((weight for entitled, weight in rows if entitled), Decimal(0))
    entitled = sum(1 for entitled, _weight in rows if entitled)
    return Tally(entitled, len(rows) - entitled, bare(votes), is_weighed)


@dataclass(frozen=True)
class Change:
    """What differs for a party between two versions."""

    party: Party
    before: str
    after: str


def changes_of(roll: Roll) -> list[Change]:
    """What differs from the version before, by the names in the address."""
    earlier = roll.gathering.rolls.filter(version__lt=roll.version).order_by("-version").first()
    if earlier is None:
        return []
    before, after = ({line.party.slug: line for line in one.lines.select_related("party")} for one in (earlier, roll))
    changes = []
    for slug in sorted(before.keys() | after.keys()):
        was, is_now = before.get(slug), after.get(slug)
        if was is None or is_now is None or told(was) != told(is_now):
            changes.append(Change((is_now or was).party, *wording.change_words(was, is_now)))
    return changes


def told(line: RollLine) -> tuple:
    return line.is_entitled, line.reason, line.weight


# The desk


def awaiting(party: Party, on: date) -> list[Awaited]:
    """The meetings to come at which the city would have no vote, with why and how that is mended."""
    counting = Roll.objects.filter(gathering=OuterRef("roll__gathering")).latest().values("pk")[:1]
    rows = RollLine.objects.filter(party=party, is_entitled=False, roll__on__gte=on, roll__gathering__live=True)
    rows = rows.filter(roll=Subquery(counting)).select_related("roll__gathering__place__place", "roll__body", "party")
    return [excluded(line) for line in rows.order_by("roll__on", "pk") if not is_mended(line)]


def is_mended(line: RollLine) -> bool:
    """Whether the fee came in since the version was computed, while the books are still open."""
    roll, now = line.roll, timezone.now()
    if line.membership_id is None or line.cure not in wording.FEES or roll.frozen_at or roll.cut_off <= now:
        return False
    paid = dues.paid_of_year([line.membership_id], roll.rule["year"], now).get(line.membership_id)
    return paid is None or paid.state in {dues.PAID, dues.ELSEWHERE, dues.WAIVED}


def excluded(line: RollLine) -> Awaited:
    roll, zone = line.roll, zone_of(line.roll.gathering)
    is_open = roll.frozen_at is None and roll.cut_off > timezone.now()
    cure = wording.cure_words(line, is_open=is_open, cut_off=wording.moment_words(roll, zone))
    words = {"meeting": say(roll.gathering.names), "reason": wording.reason_words(line, amounts=True), "cure": cure}
    title = _("No vote at %(meeting)s: %(reason)s %(cure)s") % words
    lost = _("The city does not vote at this meeting.")
    if line.article:
        words |= {"article": article_shown(line.article, reading_language())}
        lost = _("By article %(article)s the city does not vote at this meeting.") % words
    duty = Liaison.Duty.DUES if line.cure in wording.FEES else Liaison.Duty.VOTES
    due_on = timezone.localdate(roll.cut_off) if is_open else None
    return Awaited("roll.excluded", title, due_on, duty, lost, address_of(line))


def address_of(line: RollLine) -> str:
    """Where it is mended: the invoice that is open, else the roll."""
    key = line.facts.get("key")
    if key and line.cure in wording.FEES:
        return reverse("dues:invoice", args=[line.party.slug, key])
    return reverse("rolls:roll", args=[line.roll.gathering.slug])
