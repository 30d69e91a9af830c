"""Who names a delegation and sees the names, and what stands in the way."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.accounts.rules import may_invite
from hamshahr.bodies.rules import may_keep_body
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.meetings.circle import day_of, is_called, is_meeting
from hamshahr.parties.models import Party

from ..models import Delegate, Delegation
from ..models.delegations import NAMING_DUTIES

Role = Delegate.Role
LARGEST = 60


def may_keep_attendance(user: User, gathering: Gathering) -> bool:
    """The secretary of the body that meets."""
    return user.is_authenticated and gathering.body is not None and may_keep_body(user, gathering.body)


def may_name(user: User, party: Party, gathering: Gathering) -> bool:
    """Whoever is contact of a city or has its votes, and the secretary."""
    if not user.is_authenticated or not user.is_active:
        return False
    own = user.liaisons.on(timezone.localdate()).filter(party=party, duty__in=NAMING_DUTIES)
    return may_keep_attendance(user, gathering) or own.exists()


def may_see_names(user: User, gathering: Gathering) -> bool:
    """Whoever is called or sent to the meeting, and the secretary; others see cities and numbers."""
    return user.is_authenticated and (may_keep_attendance(user, gathering) or is_called(user, gathering))


def may_invite_delegate(user: User, _delegate: Delegate) -> bool:
    """Whoever invites to the house at all."""
    return may_invite(user)


def obstacle_to_name(gathering: Gathering, party: Party) -> str | None:
    """Why a city cannot name or change its delegation to a meeting, or None."""
    if not is_meeting(gathering):
        return _("Delegations are named for the meetings of a body.")
    day = day_of(gathering)
    if day is None:
        return _("This gathering has no day yet.")
    if is_over(gathering):
        return _("The last session is closed; the list of delegations stays as it is.")
    has_voice = party.pk in voices_in(gathering.body, day, party=party)
    if not has_voice and not gathering.parts.filter(party=party).exists():
        words = {"city": say(party.names), "body": say(gathering.body.names)}
        return _("%(city)s has no voice in %(body)s on the day of the gathering, and is not invited.") % words
    return None


def is_over(gathering: Gathering) -> bool:
    """Whether every session that was not called off is closed."""
    sessions = list(gathering.sessions.standing())
    return bool(sessions) and all(session.closed_at for session in sessions)


def obstacle_to_name_as(
    delegation: Delegation, role: str, user: User | None, *, instead_of: Delegate | None = None
) -> str | None:
    """Why nobody can be sent in this role, or with this account, or None."""
    others = [each for each in delegation.delegates.sent() if each != instead_of]
    head = next((each for each in others if each.role == Role.HEAD), None)
    if role == Role.HEAD and head is not None:
        return _("%(name)s is head of the delegation; there is one.") % {"name": head.person_name}
    if len(others) >= LARGEST:
        return _("A delegation has %(most)s people at most.") % {"most": localise(LARGEST)}
    if user is not None:
        same = Delegate.objects.sent().filter(gathering=delegation.gathering, user=user)
        if same.exclude(pk=instead_of.pk if instead_of else None).exists():
            return _("This account is that of another delegate of the meeting.")
    return None


def obstacle_to_withdraw_delegate(delegate: Delegate, *, at: datetime) -> str | None:
    """Why a delegate cannot be withdrawn now, or None."""
    if delegate.presences.at(at).exists():
        return _("%(name)s is in the session; whoever has left can be withdrawn.") % {"name": delegate.person_name}
    return obstacle_to_name(delegate.gathering, delegate.party)


def obstacle_to_invite_delegate(delegate: Delegate) -> str | None:
    """Why a delegate cannot be given a way in, or None."""
    if delegate.withdrawn_at:
        return _("%(name)s was withdrawn.") % {"name": delegate.person_name}
    if delegate.user_id:
        return _("This delegate signs in already.")
    return None if delegate.email else _("The city has not given an e-mail for this delegate.")
