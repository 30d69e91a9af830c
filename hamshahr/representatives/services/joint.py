"""Statements on joint members: signed by us for another network, or taken from it and checked by its published key."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership
from hamshahr.dues.queries import has_paid
from hamshahr.dues.services import acknowledge_payment_elsewhere
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.seals.codes import qr_text
from hamshahr.seals.services import seal
from hamshahr.seals.statements import canonical, is_signed, parted

from .. import rules
from ..models import JointStatement, PartnerKey
from ..rules.joint import KIND, PAID

MOST_BYTES = 4_000


@transaction.atomic
def add_partner_key(*, by: User | None, **fields: Any) -> PartnerKey:
    """Enter a key that another network has published."""
    key = PartnerKey(**fields)
    if obstacle := rules.obstacle_to_add_key(key):
        raise Refused(obstacle)
    key.full_clean()
    log.save(key, "partner_key.added", by=by)
    return key


@transaction.atomic
def end_partner_key(*, key: PartnerKey, ends_on: date, by: User | None, reason: str = "") -> PartnerKey:
    """End a key of another network; what it signed until that day stays."""
    key = PartnerKey.objects.select_for_update().get(pk=key.pk)
    if key.ends_on is not None:
        raise Refused(_("This key has ended already."))
    key.ends_on = ends_on
    key.full_clean()
    log.save(key, "partner_key.ended", by=by, reason=reason)
    return key


@transaction.atomic
def state_joint_member(
    *, membership: Membership, year: int, network: Body, by: User | None, on: date | None = None
) -> JointStatement:
    """Sign for another network that a joint member has paid the one fee here; the same statement once."""
    membership = Membership.objects.select_for_update(of=["self"]).select_related("body", "party").get(pk=membership.pk)
    on = on or timezone.localdate()
    if obstacle := rules.obstacle_to_state(membership, network, year, is_paid=bool(has_paid(membership, year, on))):
        raise Refused(obstacle)
    known = membership.joint_statements.filter(way=JointStatement.Way.OUT, year=year, network=network)
    if again := known.select_related("seal").filter(seal__revoked_at=None).first():
        return again
    subject = words_of(membership, year, network)
    made = seal(kind=KIND, thing_key=f"joint:{membership.pk}:{network.pk}:{year}", subject=subject, issued_on=on, by=by)
    statement = JointStatement(way=JointStatement.Way.OUT, membership=membership, year=year, network=network, by=by)
    statement.seal, statement.statement, statement.signature = made, made.statement, made.signature
    statement.digest = digest_of(qr_text(made))
    statement.full_clean()
    log.save(statement, "joint_statement.given", by=by)
    return statement


def words_of(membership: Membership, year: int, network: Body) -> dict[str, str]:
    """What the statement says: which city paid which year in which network, and for which other one."""
    party = membership.party
    return {
        "city": party.slug,
        "country": party.country_id or "-",
        "name": say(party.names, "en"),
        "network": membership.body.network,
        "for": network.network,
        "year": str(year),
        "state": PAID,
    }


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def file_of(statement: JointStatement) -> str:
    """The statement as the file that the other network takes: canonical JSON with its signature."""
    return canonical({**json.loads(statement.statement), "sig": statement.signature})


@transaction.atomic
def take_statement(*, body: Body, text: str, by: User | None) -> JointStatement:
    """Take the signed file of another network: checked to the letter, it counts as the fee of that year."""
    said, signature = read(text)
    if obstacle := rules.obstacle_of_words(said):
        raise Refused(obstacle)
    key = signer_of(said, signature)
    digest = digest_of(canonical({**said, "sig": signature}))
    if again := JointStatement.objects.filter(digest=digest, way=JointStatement.Way.IN).first():
        return again
    membership = membership_of(body, said)
    if obstacle := rules.obstacle_to_take(membership, said, body=body, network=key.network):
        raise Refused(obstacle)
    made = JointStatement(way=JointStatement.Way.IN, membership=membership, year=int(said["year"]), by=by)
    made.digest, made.network, made.signed_with = digest, key.network, key
    made.statement, made.signature = canonical(said), signature
    made.full_clean()
    log.save(made, "joint_statement.taken", by=by)
    acknowledge_payment_elsewhere(membership, made.year, key.network, {**said, "sig": signature}, digest, by)
    return made


def signer_of(said: dict[str, Any], signature: str) -> PartnerKey:
    """The published key that signed exactly this; refused where none did."""
    keys = PartnerKey.objects.select_for_update(of=["self"]).select_related("network")
    key = keys.filter(name=said["key"], network__network=said["network"]).first()
    if obstacle := rules.obstacle_of_key(key, said):
        raise Refused(obstacle)
    if not is_signed(canonical(said), signature, key.public):
        raise Refused(_("This is not what the other network signed: a letter was changed, or another key signed it."))
    return key


def membership_of(body: Body, said: dict[str, Any]) -> Membership | None:
    """The membership of the city that a statement names, by its address and country."""
    rows = Membership.objects.select_related("body", "party").filter(body=body, party__slug=said["city"])
    return rows.filter(party__country=said["country"]).first() if said["country"] != "-" else rows.first()


def read(text: str) -> tuple[dict[str, Any], str]:
    """What a file says and its signature, whatever somebody sent."""
    try:
        if len(text.encode()) > MOST_BYTES:
            raise ValueError
        return parted(text)
    except (ValueError, RecursionError) as fault:
        raise Refused(_("This file is no statement on a joint member.")) from fault
