"""The roll among the pages of a meeting."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.meetings.tabs import Tab

from .models import Roll
from .rules import may_keep_roll


def shows(user: User, gathering: Gathering) -> bool:
    """Where there is a roll that the reader may see; who keeps it has the page before that."""
    return may_keep_roll(user, gathering) or Roll.objects.visible_to(user).filter(gathering=gathering).exists()


def address_of_roll(thing_key: str) -> str:
    """The page of a frozen roll, by the key of its seal."""
    roll = Roll.objects.filter(pk=thing_key.rpartition(":")[2]).select_related("gathering").first()
    return reverse("rolls:roll", args=[roll.gathering.slug]) if roll is not None else ""


ROLL = Tab("rolls:roll", gettext_lazy("Roll"), 40, shows)
