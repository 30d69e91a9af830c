"""Claims entering the record: proposed from a sentence, accepted or declined, corrected, withdrawn."""

from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say

from .. import rules
from ..models import Claim
from ..proving import check, system_of
from .turning import compared_first, judge, turned_first

Stage = Claim.Stage
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def propose_claim(*, by: User | None, **fields: Any) -> Claim:
    """Keep a sentence with its query for an editor to accept; the public does not see it yet."""
    return kept("claim.proposed", by, stage=Stage.PROPOSED, **fields)


@transaction.atomic
def propose_claims(proposals: list[dict[str, Any]], *, by: User | None) -> list[Claim]:
    """Keep several sentences at once, each as a single proposal leaves it behind."""
    claims = [Claim(stage=Stage.PROPOSED, key=new_key(), **fields) for fields in proposals]
    for claim in claims:
        checked(claim, is_new=True)
        compared_first(claim)
    Claim.objects.bulk_create(claims)
    acts = log.write_each(
        "claim.proposed", [(claim, log.difference({}, log.fields_of(claim))) for claim in claims], by=by
    )
    turned_first(claims, acts)
    return claims


@transaction.atomic
def publish_claim(*, by: User | None, **fields: Any) -> Claim:
    """Put a published sentence beside the query that proves it, and compare the two."""
    return kept("claim.published", by, stage=Stage.ACCEPTED, **fields)


def kept(verb: str, by: User | None, **fields: Any) -> Claim:
    claim = Claim(**fields)
    claim.key = claim.key or new_key()
    checked(claim)
    judge(claim, act=log.save(claim, verb, by=by))
    return claim


def new_key() -> str:
    return f"claim-{get_random_string(8, LETTERS)}"


def checked(claim: Claim, *, is_new: bool = False) -> None:
    """Refuse a query that its builder does not understand; keep its parameters as the builder stores them.

    Of a claim that is new, with a key of ours, the store is asked nothing: what it hangs from was read from there.
    """
    if not say(claim.sentence):
        raise Refused(rules.no_sentence())
    if obstacle := rules.obstacle_to_compare(claim):
        raise Refused(obstacle)
    claim.parameters = check(claim.builder, claim.parameters, has_party=claim.party_id is not None)
    claim.system, claim.folded = system_of(claim), claim.searchable()
    claim.full_clean(exclude=("party", "publication_type") if is_new else None, validate_unique=not is_new)


@transaction.atomic
def accept_claim(*, claim: Claim, by: User, reason: str = "") -> Claim:
    """Show a proposed claim to everybody."""
    return moved(claim, Stage.ACCEPTED, "claim.accepted", by=by, reason=reason)


@transaction.atomic
def decline_claim(*, claim: Claim, by: User, reason: str) -> Claim:
    """Keep a proposed claim out, with the reason."""
    return moved(claim, Stage.DECLINED, "claim.declined", by=by, reason=reason)


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: User, reason: str) -> Claim:
    """Take an accepted claim from the public; its history stays."""
    return moved(claim, Stage.WITHDRAWN, "claim.withdrawn", by=by, reason=reason)


def moved(claim: Claim, stage: str, verb: str, *, by: User, reason: str) -> Claim:
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if obstacle := rules.obstacle_to_move_claim(claim, stage):
        raise Refused(obstacle)
    claim.stage = stage
    act = log.save(claim, verb, by=by, reason=reason)
    if stage == Stage.ACCEPTED:
        judge(claim, act=act)
    return claim


@transaction.atomic
def correct_claim(*, claim: Claim, by: User | None, reason: str = "", **fields: Any) -> bool:
    """Change what a claim says or how it is proven; whether anything changed. Before and after stay in the log."""
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if obstacle := rules.obstacle_to_correct_claim(claim):
        raise Refused(obstacle)
    for name, value in fields.items():
        setattr(claim, name, value)
    checked(claim)
    act = log.save(claim, "claim.corrected", by=by, reason=reason)
    if act is None:
        return False
    judge(claim, act=act)
    return True
