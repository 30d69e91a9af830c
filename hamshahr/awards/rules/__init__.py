"""Who prepares and releases outcomes, when, and what may be done with an honour."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.rules import may_keep_body
from hamshahr.calls.models import Call, Stage, Submission
from hamshahr.calls.queries import judged
from hamshahr.calls.uses import use_of
from hamshahr.kernel.digits import localise
from hamshahr.parties.models import Liaison

from ..models import Honour, Level, Release


def may_keep_call(user: User, call: Call) -> bool:
    """The secretary of the body that called, and the secretariat."""
    return user.is_authenticated and user.is_active and may_keep_body(user, call.body)


def release_of(call: Call) -> Release | None:
    return Release.objects.filter(call=call).first()


def is_released(call: Call) -> bool:
    """Whether the outcomes of a call are known."""
    release = release_of(call)
    return release is not None and release.applied_at is not None


def obstacle_to_prepare(submission: Submission, level: Level | None) -> str | None:
    """Why an outcome cannot be prepared, or None."""
    if is_released(submission.call):
        return _("The outcomes of this call are released; an honour can be revoked, nothing else changes.")
    if level is not None and level.call_id != submission.call_id:
        return _("This level belongs to another call.")
    if not judged(submission.call).filter(pk=submission.pk).exists():
        return _("Only an entry that was handed in and let in has an outcome.")
    return None


def obstacle_to_set_levels(call: Call) -> str | None:
    """Why the levels of a call cannot be changed, or None."""
    if call.outcomes.exists():
        return _("Outcomes are prepared already; the levels stand.")
    return None


def obstacle_to_plan(call: Call) -> str | None:
    """Why the release cannot be planned anew, or None."""
    return _("The outcomes of this call are released.") if is_released(call) else None


def of_outcomes(call: Call) -> str | None:
    missing = judged(call).filter(outcome=None).count()
    if missing:
        return _("Entries without an outcome: %(count)s.") % {"count": localise(missing)}
    return None


def obstacle_to_review(release: Release) -> str | None:
    """Why the letters cannot be looked through yet, or None."""
    return obstacle_to_plan(release.call) or of_outcomes(release.call)


def obstacle_to_release(release: Release, *, at: datetime, digest: str) -> str | None:
    """Why nothing is released yet: something is missing, no body has approved it, or the hour has not come."""
    call = release.call
    if obstacle := obstacle_to_review(release):
        return obstacle
    if call.stages.filter(kind=Stage.Kind.DECISION).exists() and release.decision is None:
        return _("By the rules of this call a body approves the outcomes; name its decision.")
    if release.letters_reviewed_at is None:
        return _("The letters have not been looked through.")
    if release.letters_digest != digest:
        return _("Outcomes have changed since the letters were looked through; look at them again.")
    if at < release.embargo_until:
        return _("The outcomes are under embargo until the hour that was set.")
    return None


def may_accept(user: User, honour: Honour, on: date) -> bool:
    """The contact of the city."""
    if not user.is_authenticated or not user.is_active or honour.distinction.party_id is None:
        return False
    contacts = user.liaisons.on(on).filter(duty=Liaison.Duty.CONTACT)
    return contacts.filter(party=honour.distinction.party_id).exists()


def of_revoked(honour: Honour) -> str | None:
    return _("This honour was revoked.") if honour.revoked_on is not None else None


def obstacle_to_accept(honour: Honour) -> str | None:
    """Why the city cannot accept, or None."""
    if honour.accepted_on is not None:
        return _("The city has accepted.")
    return of_revoked(honour)


def obstacle_to_pay_prize(honour: Honour) -> str | None:
    """Why the prize cannot be paid, or None."""
    if honour.prize is None:
        return _("No prize goes with this honour.")
    if honour.accepted_on is None:
        return _("The city has not accepted yet.")
    if honour.paid_on is not None:
        return _("The prize is paid.")
    return of_revoked(honour)


def obstacle_to_revoke(honour: Honour, reason: str) -> str | None:
    """Why the honour cannot be revoked, or None."""
    if not reason.strip():
        return _("Say why the honour is revoked; everybody reads it.")
    return of_revoked(honour)


def obstacle_to_use(submission: Submission, use: str) -> str | None:
    """Why an entry is not used further: not released, no leave, or no room that does it."""
    if not is_released(submission.call):
        return _("An entry is used further after the outcomes are released.")
    if not submission.consents.filter(use=use, withdrawn_at=None).exists():
        return _("The entrant has not given leave for this use.")
    offered = use_of(use)
    if offered is None or offered.act is None:
        return _("No room carries out this use yet.")
    return None
