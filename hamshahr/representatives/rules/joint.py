"""What stands in the way of a statement on a joint member, given by us or taken from another network."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.bodies.models import Body, Membership
from hamshahr.dues.models import Footing
from hamshahr.kernel.languages import say

from ..models import JointStatement, PartnerKey

KIND = "joint membership"
PAID = "paid"
TEXTS = ("kind", "city", "country", "network", "for", "year", "state", "serial", "signed", "key")
_PUBLIC = re.compile(r"[A-Za-z0-9_-]{43}")


def obstacle_to_add_key(key: PartnerKey) -> str | None:
    """Why this key cannot be entered, or None."""
    if not _PUBLIC.fullmatch(key.public):
        return _("A public key is 43 letters, digits, hyphens and underscores, as the network publishes it.")
    if not key.source.strip():
        return _("Say where the network publishes the key.")
    return None


def obstacle_to_state(membership: Membership, network: Body, year: int, *, is_paid: bool) -> str | None:
    """Why nothing can be stated about this member, or None."""
    footing = Footing.objects.on(date(year, 1, 1)).filter(membership=membership).first()
    if footing is None or footing.tie != Footing.Tie.JOINT:
        return _("Only a joint member pays one fee for two networks; enter its footing first.")
    if network.network == membership.body.network:
        return _("A statement goes to another network.")
    if not is_paid:
        return _("%(party)s has not paid that year; there is nothing to state.") % {
            "party": say(membership.party.names)
        }
    return None


def obstacle_of_words(said: Mapping[str, Any]) -> str | None:
    """Why a file is no statement on a joint member, or None."""
    if any(not isinstance(said.get(name), str) or len(said[name]) > 300 for name in TEXTS):
        return _("This file is no statement on a joint member.")
    if said["kind"] != KIND or said["state"] != PAID or not re.fullmatch(r"[12][0-9]{3}", said["year"]):
        return _("This file is no statement on a joint member.")
    return None


def obstacle_of_key(key: PartnerKey | None, said: Mapping[str, Any]) -> str | None:
    """Why the key of a statement is not trusted, or None."""
    if key is None:
        return _("No key of that network with this name is in the register; enter it as the network publishes it.")
    day = read_day(said["signed"])
    if day is None or day < key.starts_on or (key.ends_on is not None and day > key.ends_on):
        return _("The key did not sign on that day.")
    return None


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def obstacle_to_take(
    membership: Membership | None, said: Mapping[str, Any], *, body: Body, network: Body
) -> str | None:
    """Why a genuine statement has no effect here, or None."""
    if said["for"] != body.network:
        return _("This statement is meant for another network.")
    if membership is None:
        return _("The register of members has no city that the statement names.")
    known = membership.joint_statements.filter(way=JointStatement.Way.IN, year=int(said["year"]), network=network)
    if known.exists():
        return _("A statement on this member and year was taken already.")
    return None
