"""Authors invited by mail: written to, taken back, and let in by the link that their letter brings them, once."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.accounts.services import digest_of, open_account
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Words, forget_letters

from ..models import Author, AuthorInvitation, Submission
from ..notices import inviting as notices
from ..queries.standing import deadline_of
from ..rules import inviting as rules
from .entering import locked


@transaction.atomic
def invite_author(
    *, submission: Submission, email: str, full_name: str, language: str, by: User, at: datetime
) -> AuthorInvitation:
    """Write to one address that its owner may write an entry; the letter is the same whoever that is."""
    submission, email = locked(submission), email.strip().lower()
    if obstacle := rules.obstacle_to_invite_author(submission, email, at=at):
        raise Refused(obstacle)
    words = {"email": email, "full_name": " ".join(full_name.split()), "language": language}
    invitation = AuthorInvitation(submission=submission, invited_by=by, invited_at=at, **words)
    invitation.expires_at = at + rules.GOOD_FOR
    invitation.full_clean()
    log.save(invitation, "author.invited", by=by)
    notices.author_invited(invitation)
    return invitation


@transaction.atomic
def make_link(*, invitation: AuthorInvitation, at: datetime) -> str | None:
    """The token for the letter that goes out now, in place of any earlier one; None where it would be worthless."""
    found = AuthorInvitation.objects.select_for_update(of=["self"]).standing(at).filter(pk=invitation.pk).first()
    if found is None:
        return None
    token = secrets.token_urlsafe(32)
    found.token_digest = digest_of(token)
    log.save(found, "author.link_made", by=None)
    return token


def last_look(letter: Letter) -> Words | None:
    """Put the link under a letter that goes out now; one that was taken back meanwhile stays here."""
    invitation = AuthorInvitation.objects.filter(key=letter.key.split(":")[1]).first()
    token = None if invitation is None else make_link(invitation=invitation, at=timezone.now())
    return None if token is None else notices.with_link(letter, token)


@transaction.atomic
def withdraw_author_invitation(*, invitation: AuthorInvitation, by: User, at: datetime) -> AuthorInvitation:
    """Make the link worthless before anybody follows it."""
    locked(invitation.submission)
    invitation = AuthorInvitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if obstacle := rules.obstacle_to_withdraw_invitation(invitation):
        raise Refused(obstacle)
    invitation.withdrawn_at = at
    invitation.full_clean()
    log.save(invitation, "author.invitation_withdrawn", by=by)
    return invitation


def invitation_of(token: str, at: datetime) -> AuthorInvitation | None:
    """The invitation that a link brings, while it is good."""
    rows = AuthorInvitation.objects.standing(at).filter(token_digest=digest_of(token))
    return rows.select_related("submission__call__body", "submission__party", "invited_by").first()


def locked_invitation(token: str, at: datetime) -> AuthorInvitation:
    found = invitation_of(token, at)
    if found is None:
        raise Refused(not_valid())
    submission = locked(found.submission)
    again = AuthorInvitation.objects.select_for_update(of=["self"]).standing(at).filter(pk=found.pk).first()
    if again is None:
        raise Refused(not_valid())
    again.submission = submission
    return again


def not_valid() -> str:
    return _("This invitation is not valid, or no longer.")


@transaction.atomic
def join_authors(*, token: str, by: User, at: datetime) -> Author:
    """Let the person whose proven address an invitation names write the entry; the link is used up."""
    invitation = locked_invitation(token, at)
    if not rules.is_meant_for(invitation, by):
        raise Refused(_("This letter went to another address than yours; sign in with the one it came to."))
    return let_in(invitation, by, at)


@transaction.atomic
def join_with_new_account(*, token: str, full_name: str, password: str, at: datetime) -> Author:
    """Open the account of a person who has none, and let them write; the link proves the address."""
    invitation = locked_invitation(token, at)
    language = {"language": invitation.language}
    user = open_account(email=invitation.email, full_name=full_name, password=password, **language)
    return let_in(invitation, user, at)


def let_in(invitation: AuthorInvitation, user: User, at: datetime) -> Author:
    """Make an author of the user, or find that they are one, and mark the invitation as used."""
    submission = invitation.submission
    author = Author.objects.filter(submission=submission, user=user, ended_at=None).first()
    if author is None:
        if obstacle := rules.obstacle_to_join(invitation, at=at):
            raise Refused(obstacle)
        author = Author(submission=submission, user=user, role=Author.Role.CO_AUTHOR, added_at=at)
        author.full_clean()
        log.save(author, "author.added", by=user)
    invitation.accepted_at, invitation.accepted_by = at, user
    invitation.full_clean()
    log.save(invitation, "author.invitation_accepted", by=user)
    notices.author_joined(invitation)
    return author


def forget_author_invitations(*, at: datetime) -> int:
    """Remove the addresses from which nobody answered, some time after their calls have closed; how many they were."""
    rows = AuthorInvitation.objects.unanswered(at).select_related("submission__call")
    closings: dict[int, datetime | None] = {}
    found = 0
    for invitation in rows.order_by("pk"):
        call = invitation.submission.call
        if call.pk not in closings:
            closings[call.pk] = call.closed_at or deadline_of(call)
        closed_at = closings[call.pk] or invitation.expires_at
        if rules.obstacle_to_forget_invitation(invitation, closed_at, at=at) is None:
            forget_author_invitation(invitation=invitation, closed_at=closed_at, at=at)
            found += 1
    return found


@transaction.atomic
def forget_author_invitation(*, invitation: AuthorInvitation, closed_at: datetime, at: datetime) -> AuthorInvitation:
    """Remove the address, the name and the letter of an invitation; the log keeps that this was done."""
    invitation = AuthorInvitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if invitation.forgotten_at is not None:
        return invitation
    if obstacle := rules.obstacle_to_forget_invitation(invitation, closed_at, at=at):
        raise Refused(obstacle)
    invitation.email = invitation.full_name = ""
    invitation.token_digest, invitation.forgotten_at = None, at
    invitation.full_clean()
    log.save(invitation, "author.invitation_forgotten", by=None)
    forget_letters(Letter.objects.filter(kind=notices.INVITED, key=notices.key_of(invitation)))
    return invitation
