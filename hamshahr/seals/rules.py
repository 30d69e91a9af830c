"""Who seals and revokes, and what stands in the way."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User

from .kinds import KINDS
from .models import Seal

# What every statement says, whatever its kind.
OWN = {"kind", "serial", "on", "signed", "key", "at", "sha256", "sig"}
MOST_BYTES = 997  # in a square code of version 25 with the middle correction of errors
_FIELD = re.compile(r"[a-z_]{1,20}")


def may_revoke(user: User, seal: Seal | None = None) -> bool:
    """The secretariat revokes."""
    return user.is_active and user.is_secretariat


def obstacle_to_seal(kind: str, subject: Mapping[str, str]) -> str | None:
    """Why a paper that says this cannot be sealed, or None."""
    if kind not in KINDS:
        return _("Papers of this kind are not sealed.")
    if any(name in OWN or not _FIELD.fullmatch(name) for name in subject):
        return _("A field of the statement has a name that is taken or cannot be written.")
    if not all(isinstance(value, str) and value.strip() for value in subject.values()):
        return _("Each field of the statement is a text.")
    return None


def obstacle_to_print(code: str) -> str | None:
    """Why a code does not fit a paper, or None."""
    if len(code.encode()) > MOST_BYTES:
        return _("The statement is too long for the code on the paper; shorten its names and titles.")
    return None


def obstacle_to_revoke(seal: Seal, *, ground: str, reason: str) -> str | None:
    """Why a seal cannot be revoked, or None."""
    if seal.revoked_at is not None:
        return _("This seal is revoked already.")
    if ground not in Seal.Ground.values:
        return _("Choose a ground from the list.")
    if not reason.strip():
        return _("Say why the seal is revoked.")
    return None
