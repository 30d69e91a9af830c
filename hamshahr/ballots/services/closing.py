"""Closing, counting and annulling; what is closed stays closed."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Count as Number
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import chain, closed, rules, sealing
from ..again import again_if_crossed
from ..counts import Count, Roll, count_of, gathered
from ..models import Ballot, PaperCount, Vote
from .box import empty_envelopes, receipts_in


def locked(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_for_update(of=["self"]).get(pk=ballot.pk)


@again_if_crossed
@transaction.atomic
def close_ballot(*, ballot: Ballot, by: User | None, at: datetime | None = None) -> Ballot:
    """Close a ballot for good, open its box and count it; on paper the counting by hand begins."""
    ballot = locked(ballot)
    if obstacle := rules.obstacle_to_close(ballot):
        raise Refused(obstacle)
    ballot.closed_at = max(at or timezone.now(), ballot.opened_at)
    if ballot.is_secret:
        empty_envelopes(ballot)
        transaction.on_commit(forget_keys)
    log.save(ballot, "ballot.closed", by=by)
    receipts = receipts_in(ballot)
    voted = sorted(ballot.electors.exclude(voted=None).values_list("slug", flat=True))
    facts = {"voted": len(voted), "who": chain.digest_of(voted)}
    chain.write(ballot, "closed", facts | {"slips": len(receipts), "box": chain.digest_of(receipts)})
    if ballot.way != Ballot.Way.PAPER:
        counted(ballot, by=by)
    return ballot


def close_due(ballot: Ballot, *, at: datetime) -> bool:
    """Close a ballot whose time is over; a clock that goes back afterwards does not open it again."""
    if not rules.is_due(ballot, at):
        return False
    fresh = Ballot.objects.get(pk=ballot.pk)
    if not rules.is_due(fresh, at):
        return False
    try:
        close_ballot(ballot=fresh, by=None, at=fresh.closes_at)
    except Refused:
        return False  # somebody else closed it meanwhile
    return True


def counted(ballot: Ballot, *, by: User | None) -> Ballot:
    """Write what was counted into the ballot and its log, and let the rooms above decide by it."""
    ballot.counted_at = max(timezone.now(), ballot.closed_at)
    ballot.result = figured(ballot).as_json()
    log.save(ballot, "ballot.counted", by=by)
    chain.write(ballot, "counted", {"result": chain.digest_of(ballot.result)})
    closed.tell(ballot, by)
    return ballot


@again_if_crossed
@transaction.atomic
def annul_ballot(*, ballot: Ballot, reason: str, by: User) -> Ballot:
    """End a ballot without a count; what lies in the envelopes is never read."""
    ballot = locked(ballot)
    if obstacle := rules.obstacle_to_annul(ballot):
        raise Refused(obstacle)
    ballot.annulled_at, ballot.reason = timezone.now(), reason.strip()
    ballot.full_clean(exclude=["rule", "result"])
    ballot.envelopes.all().delete()
    log.save(ballot, "ballot.annulled", by=by, reason=ballot.reason)
    chain.write(ballot, "annulled", {"reason": ballot.reason})
    transaction.on_commit(forget_keys)
    return ballot


def forget_keys() -> int:
    """Destroy the keys of boxes that are closed or annulled, and of openings that never came to be; how many."""
    found = {key: Ballot.objects.filter(key=key).first() for key in sealing.kept_keys()}
    over = [
        key
        for key, ballot in found.items()
        if (ballot is None and sealing.is_old(key)) or (ballot is not None and not ballot.is_open)
    ]
    for key in over:
        sealing.destroy(key)
    return len(over)


def count(ballot: Ballot) -> Count:
    """What was counted; before that nobody learns anything, whoever asks."""
    if ballot.counted_at is None:
        raise Refused(_("This ballot is not counted yet."))
    return Count.from_json(ballot.form, ballot.result)


def figured(ballot: Ballot) -> Count:
    """Count what lies in a closed box."""
    keys, roll = list(ballot.options.values_list("key", flat=True)), roll_of(ballot)
    if ballot.way == Ballot.Way.PAPER:
        return of_papers(ballot, keys, roll)
    if ballot.is_secret:
        slips = list(ballot.slips.values_list("choice", "weight"))
        is_whole = len(slips) == roll.voted[0]  # a slip for each elector, or else single voices
        heads = heads_of([choice for choice, _weight in slips]) if is_whole else None
        return count_of(ballot, keys, gathered(slips, heads), roll)
    votes = list(Vote.objects.filter(elector__ballot=ballot).values_list("elector", "choice", "weight"))
    parts: dict[int, int] = {}
    for elector, _choice, _weight in votes:
        parts[elector] = parts.get(elector, 0) + 1
    heads = heads_of([choice for elector, choice, _weight in votes if parts[elector] == 1])
    split = sum(number > 1 for number in parts.values())
    return count_of(ballot, keys, gathered(((c, w) for _e, c, w in votes), heads), roll, split=split)


def heads_of(choices: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for choice in choices:
        found[choice] = found.get(choice, 0) + 1
    return found


def of_papers(ballot: Ballot, keys: list[str], roll: Roll) -> Count:
    """The count both persons agreed upon; every paper has the one weight of this ballot."""
    agreed: PaperCount = ballot.paper_counts.order_by("round", "place").last()
    each = ballot.electors.values_list("weight", flat=True)[0]
    rows = dict(agreed.papers) | ({"": agreed.blank} if agreed.blank else {})
    papers = gathered(((choice, number * each) for choice, number in rows.items()), rows)
    invalid = (agreed.invalid, agreed.invalid * each)
    number = sum(rows.values()) + agreed.invalid
    roll = Roll(roll.entitled, roll.present, roll.represented, (number, number * each))
    return count_of(ballot, keys, papers, roll, invalid=invalid)


def roll_of(ballot: Ballot) -> Roll:
    """In heads and voices: who was entitled, who came, who was represented, and who voted."""
    electors = ballot.electors.order_by()

    def added(rows) -> tuple[int, Decimal]:
        found = rows.aggregate(heads=Number("pk"), weight=Sum("weight"))
        return found["heads"], found["weight"] or Decimal(0)

    return Roll(
        entitled=(ballot.entitled, ballot.entitled_weight),
        present=added(electors.filter(party=F("cast_by"))),
        represented=added(electors.exclude(party=F("cast_by"))),
        voted=added(electors.exclude(voted=None)),
    )
