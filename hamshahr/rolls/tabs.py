"""The roll among the pages of a meeting."""

from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.tabs import Tab

from .models import Roll
from .rules import may_keep_roll


def shows(user: User, gathering: Gathering) -> bool:
    """Where there is a roll that the reader may see; who keeps it has the page before that."""
    return may_keep_roll(user, gathering) or Roll.objects.visible_to(user).filter(gathering=gathering).exists()


ROLL = Tab("rolls:roll", gettext_lazy("Roll"), 40, shows)
