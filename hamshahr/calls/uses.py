"""The further uses of an entry that rooms above offer: each has its own consent, and a page where it lives on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hamshahr.accounts.models import User

from .models import Consent, Submission


@dataclass(frozen=True)
class Use:
    """A further life of an entry: its code in the consents, its name for readers, and what carries it out.

    ``act`` is called with ``submission`` and ``by`` where a consent allows it; it gives what it made. ``ends`` is
    called with the same when the consent is taken back. ``leads`` gives the page of what was made, as (address,
    label), for a reader who may see it.
    """

    code: str
    name: Any
    act: Callable[..., Any] | None = None
    ends: Callable[..., Any] | None = None
    leads: Callable[[Submission, User], tuple[str, Any] | None] | None = None


@dataclass(frozen=True)
class Life:
    """One use of one entry as its reader sees it: the consent that stands, and where the entry lives on."""

    use: Use
    consent: Consent | None
    page: tuple[str, Any] | None


USES: dict[str, Use] = {}
# Lives for which the house has no room yet: they are named, and nobody is asked for leave.
WITHOUT_ROOM = (_("material of a workshop"), _("adoption by another city"))


def register(use: Use) -> None:
    """Offer a use; called once, when the house is set up."""
    USES[use.code] = use


def use_of(code: str) -> Use | None:
    """The use that a consent names; None where no room offers it any more."""
    return USES.get(code)


def lives_of(submission: Submission, user: User) -> list[Life]:
    """Every use that is offered, with the consent that stands and the page to which it led."""
    given = {row.use: row for row in submission.consents.filter(withdrawn_at=None).select_related("given_by")}
    return [
        Life(use, given.get(code), use.leads(submission, user) if use.leads else None) for code, use in USES.items()
    ]
