"""Who may speak for or against a record, and when it is too late."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.parties.models import Liaison, Party

from .models import Claim, Entry, Objection

WITHOUT_NUMBER = {Claim.Comparison.FIRST, Claim.Comparison.RANK, Claim.Comparison.OPINION}
STEPS = {
    Claim.Stage.ACCEPTED: Claim.Stage.PROPOSED,
    Claim.Stage.DECLINED: Claim.Stage.PROPOSED,
    Claim.Stage.WITHDRAWN: Claim.Stage.ACCEPTED,
}


def may_object(user: User, party: Party | None, on: date | None = None) -> bool:
    """The contact of a party speaks for its record; of what is about no party nobody does."""
    if party is None or not user.is_authenticated or not user.is_active:
        return False
    duties = user.liaisons.on(on or timezone.localdate()).filter(party=party)
    return duties.filter(duty=Liaison.Duty.CONTACT).exists()


def may_answer_objection(user: User) -> bool:
    """The secretariat answers."""
    return user.is_authenticated and user.is_secretariat


def may_keep_claims(user: User) -> bool:
    """The secretariat keeps the claims."""
    return user.is_authenticated and user.is_secretariat


def no_sentence() -> str:
    return _("Write the sentence in at least one language.")


def obstacle_to_compare(claim: Claim) -> str | None:
    """Why a claim cannot be compared with any record as it is written, or None."""
    if claim.quantity is None and claim.comparison not in WITHOUT_NUMBER:
        return _("Write the number that the sentence names, or call it an opinion.")
    if claim.since and claim.until and claim.since.first_day > claim.until.last_day:
        return _("The period ends before it begins; write the earlier date first.")
    return None


def obstacle_to_move_claim(claim: Claim, stage: str) -> str | None:
    """Why a claim cannot go to this stage, or None."""
    if claim.stage == STEPS[stage]:
        return None
    return {
        Claim.Stage.PROPOSED: _("This claim is still proposed; accept or decline it first."),
        Claim.Stage.ACCEPTED: _("This claim has been accepted."),
        Claim.Stage.DECLINED: _("This claim has been declined."),
        Claim.Stage.WITHDRAWN: _("This claim has been withdrawn."),
    }[claim.stage]


def obstacle_to_correct_claim(claim: Claim) -> str | None:
    """Why a claim cannot be corrected, or None."""
    if claim.stage in (Claim.Stage.DECLINED, Claim.Stage.WITHDRAWN):
        return _("This claim no longer stands; propose it anew.")
    return None


def obstacle_to_object_to_claim(claim: Claim) -> str | None:
    """Why nothing can be said against this claim now, or None."""
    if claim.stage != Claim.Stage.ACCEPTED:
        return _("This claim no longer stands.")
    if claim.objections.filter(outcome="").exists():
        return _("An objection to this claim awaits its answer already.")
    return None


def obstacle_to_object(entry: Entry) -> str | None:
    """Why nothing can be said against this entry now, or None."""
    if Entry.objects.filter(supersedes=entry).exists():
        return _("A later entry has replaced this one; object to the later one.")
    if entry.objections.filter(outcome="").exists():
        return _("An objection to this entry awaits its answer already.")
    return None


def obstacle_to_answer(objection: Objection) -> str | None:
    """Why this objection cannot be answered, or None."""
    if objection.outcome:
        return _("This objection has been answered.")
    return None
