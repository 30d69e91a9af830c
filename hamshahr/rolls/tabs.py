"""The roll among the pages of a meeting."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.meetings.tabs import Called, Tab

from .models import Roll
from .rules import may_keep_roll


def rolls_of(user: User, gathering: int, _called: Called) -> QuerySet[Roll]:
    """The rolls that the reader may see; who keeps them has the page before there is one."""
    return Roll.objects.visible_to(user).filter(gathering=gathering)


def address_of_roll(thing_key: str) -> str:
    """The page of a frozen roll, by the key of its seal."""
    roll = Roll.objects.filter(pk=thing_key.rpartition(":")[2]).select_related("gathering").first()
    return reverse("rolls:roll", args=[roll.gathering.slug]) if roll is not None else ""


ROLL = Tab("rolls:roll", gettext_lazy("Roll"), 40, may_keep_roll, rolls_of)
