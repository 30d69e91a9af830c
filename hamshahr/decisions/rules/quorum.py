"""Who may see whether a quorum is there, and who may try a meeting beforehand."""

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.rules import is_called, may_keep_meeting


def may_see_quorum(user: User, gathering: Gathering) -> bool:
    """Those who are called, and the secretary."""
    return may_keep_meeting(user, gathering) or is_called(user, gathering)


def may_rehearse(user: User, gathering: Gathering) -> bool:
    """The secretary, and whoever takes the chair of one of the sessions."""
    if may_keep_meeting(user, gathering):
        return True
    return user.is_authenticated and user.is_active and gathering.sessions.filter(chair__user=user).exists()
