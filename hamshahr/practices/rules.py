"""Who keeps the register of practices and its topics."""

from hamshahr.accounts.models import User


def may_keep_practices(user: User) -> bool:
    """The secretariat keeps practices, topics and goals."""
    return user.is_authenticated and user.is_secretariat
