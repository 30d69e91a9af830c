"""Keeping the states of claims up: compared again whenever what they rest on changes, in the same transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import Act
from hamshahr.parties.models import Party

from ..models import Claim, ClaimTurn, Entry
from ..proving import BUILDERS, evaluate, judged

TOLD: list[Callable[[ClaimTurn], Any]] = []


def when_claims_turn(tell: Callable[[ClaimTurn], Any]) -> None:
    """Have ``tell`` called, in the transaction of the act, with each turn of an accepted claim to another state."""
    if tell not in TOLD:
        TOLD.append(tell)


def judge(claim: Claim, *, act: Act | None = None, today: date | None = None) -> ClaimTurn | None:
    """Compare a claim with the record; the turn it took, or None where it stands as it stood."""
    verdict = judged(claim, evaluate(claim, today))
    now = (str(verdict.state), verdict.value, verdict.sure)
    said = [verdict.weakest, [each.stored() for each in verdict.missing]]
    stood, first = (claim.state, claim.value, claim.sure), claim.judged_at is None
    if not first and now == stood and said == [claim.weakest, claim.missing]:
        return None
    before, claim.judged_at = claim.state, act.at if act else timezone.now()
    claim.state, claim.value, claim.sure = now
    claim.weakest, claim.missing = said
    claim.save(update_fields=["state", "value", "sure", "weakest", "missing", "judged_at"])
    return turned(claim, "" if first else before, act) if first or before != claim.state else None


def compared_first(claim: Claim) -> None:
    """Compare a claim that is not stored yet with the record."""
    verdict = judged(claim, evaluate(claim))
    claim.state, claim.value, claim.sure = str(verdict.state), verdict.value, verdict.sure
    claim.weakest, claim.missing = verdict.weakest, [each.stored() for each in verdict.missing]
    claim.judged_at = timezone.now()


def turned_first(claims: list[Claim], acts: list[Act]) -> None:
    """Write the first turn down of claims that were stored as they had been compared."""
    ClaimTurn.objects.bulk_create(turn_of(claim, 1, "", act) for claim, act in zip(claims, acts, strict=True))


def turned(claim: Claim, before: str, act: Act | None) -> ClaimTurn:
    """Write the turn down, and tell of it where an accepted claim changed its state."""
    last = claim.turns.order_by("-number").values_list("number", flat=True).first() or 0
    turn = turn_of(claim, last + 1, before, act)
    turn.save()
    if before and before != claim.state and claim.stage == Claim.Stage.ACCEPTED:
        for tell in TOLD:
            tell(turn)
    return turn


def turn_of(claim: Claim, number: int, before: str, act: Act | None) -> ClaimTurn:
    """The turn of a claim to the state it has now."""
    return ClaimTurn(
        claim=claim,
        number=number,
        state=claim.state,
        before=before,
        value=claim.value,
        sure=claim.sure,
        missing=claim.missing,
        at=claim.judged_at,
        act=act,
    )


def reconsider(entry: Entry, act: Act) -> list[ClaimTurn]:
    """Compare the claims again that an entry of this party and kind can turn."""
    names = [name for name, builder in BUILDERS.items() if entry.kind in builder.kinds]
    wide = [name for name in names if BUILDERS[name].compares or not BUILDERS[name].needs_party]
    claims = standing(Q(builder__in=names) & (Q(party=entry.party_id) | Q(builder__in=wide)))
    return judge_each((claim for claim in claims if BUILDERS[claim.builder].reads(claim.parameters, entry.kind)), act)


def standing(asked: Q) -> models.QuerySet[Claim]:
    return Claim.objects.standing().filter(asked).select_for_update(of=["self"]).select_related("party").order_by("pk")


def judge_each(claims: Iterable[Claim], act: Act | None, today: date | None = None) -> list[ClaimTurn]:
    turns = [judge(claim, act=act, today=today) for claim in claims]
    return [turn for turn in turns if turn is not None]


@dataclass
class Kept:
    """How many claims were compared, and those that turned."""

    compared: int
    turns: list[ClaimTurn]


@transaction.atomic
def reconsider_all(today: date | None = None) -> Kept:
    """Compare every standing claim again: days pass, and a rebuilt record says what it says."""
    claims = list(standing(Q()))
    return Kept(len(claims), judge_each(claims, None, today))


def follow_the_log() -> None:
    """Have every act looked at that changes a row which queries read; called once, when the house is set up."""
    log.follow(after_act)


def after_act(act: Act, thing: models.Model) -> None:
    """Compare the claims again whose query reads the changed row: a body, a gathering, an edition, a party."""
    if isinstance(thing, Party):
        judge_each(standing(Q(party=thing)), act)
        return
    names = builders_over(type(thing))
    if not names:
        return
    claims = standing(Q(builder__in=names))
    judge_each((claim for claim in claims if BUILDERS[claim.builder].touches(claim.parameters, thing)), act)


@cache
def builders_over(model: type[models.Model]) -> list[str]:
    """The names of the queries that read rows of this kind; all are known once the house is set up."""
    return [name for name, builder in BUILDERS.items() if model in builder.models]
