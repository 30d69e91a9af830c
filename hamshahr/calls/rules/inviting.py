"""Who invites authors by mail, and what stands in the way; nothing here tells whether an address has an account."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise

from ..models import Author, AuthorInvitation, Submission
from .entering import DESK, acts_for, obstacle_to_write
from .joining import MOST_AUTHORS

GOOD_FOR = timedelta(days=14)
MOST_LETTERS_A_DAY = 10
KEPT_AFTER_CLOSING = timedelta(days=90)  # the address and the name of who did not answer


def may_invite_author(user: User, submission: Submission) -> bool:
    """Whoever began the entry, and the desk of the city in the lead."""
    if not user.is_authenticated or not user.is_active:
        return False
    began = submission.authors.filter(user=user, role=Author.Role.FIRST, ended_at=None)
    return began.exists() or acts_for(user, submission.party, DESK)


def obstacle_to_invite_author(submission: Submission, email: str, *, at: datetime) -> str | None:
    """Why nobody can be invited at this address, or None; it is the same whoever has the address."""
    rows = AuthorInvitation.objects.filter(submission=submission)
    if rows.standing(at).filter(email=email).exists():
        return _("A letter to this address is under way; take it back before you write another.")
    writing = Author.objects.filter(submission=submission, ended_at=None).count()
    if writing + rows.standing(at).count() >= MOST_AUTHORS:
        return _("An entry has %(most)s authors at most.") % {"most": localise(MOST_AUTHORS)}
    if rows.filter(invited_at__gt=at - timedelta(days=1)).count() >= MOST_LETTERS_A_DAY:
        return _("%(most)s such letters a day go out for an entry; wait until tomorrow.") % {
            "most": localise(MOST_LETTERS_A_DAY)
        }
    return obstacle_to_write(submission, at=at)


def obstacle_to_withdraw_invitation(invitation: AuthorInvitation) -> str | None:
    """Why an invitation cannot be taken back, or None."""
    if invitation.accepted_at is not None:
        return _("This invitation was accepted; let the person write no longer instead.")
    return _("This invitation was taken back.") if invitation.withdrawn_at is not None else None


def obstacle_to_forget_invitation(invitation: AuthorInvitation, closed_at: datetime, *, at: datetime) -> str | None:
    """Why the address of an invitation is not removed now, or None; its call closed at the moment given."""
    if invitation.accepted_at is not None:
        return _("This invitation was accepted; let the person write no longer instead.")
    if invitation.expires_at > at or closed_at + KEPT_AFTER_CLOSING > at:
        return _("The address is kept until %(days)s days after the call has closed.") % {
            "days": localise(KEPT_AFTER_CLOSING.days)
        }
    return None


def is_meant_for(invitation: AuthorInvitation, user: User) -> bool:
    """Whether the address of an invitation is one that this user has proven."""
    if not user.is_authenticated or not user.is_active:
        return False
    return EmailAddress.objects.filter(user=user, verified=True, email__iexact=invitation.email).exists()


def obstacle_to_join(invitation: AuthorInvitation, *, at: datetime) -> str | None:
    """Why the entry takes no further author now, or None."""
    writing = Author.objects.filter(submission=invitation.submission, ended_at=None).count()
    if writing >= MOST_AUTHORS:
        return _("An entry has %(most)s authors at most.") % {"most": localise(MOST_AUTHORS)}
    return obstacle_to_write(invitation.submission, at=at)
