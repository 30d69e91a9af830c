"""The pages of a meeting that stand in this room."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy

from hamshahr.accounts.models import User
from hamshahr.kernel.languages import say
from hamshahr.meetings.rules import is_called
from hamshahr.meetings.tabs import Tab, register
from hamshahr.rolls.sealed import told_of_roll

from .models import ClosingRoll, Election, WrittenProcedure, WrittenRoll
from .rules import may_rehearse
from .rules.motions import may_lead


def everybody(_user, _gathering) -> bool:
    return True


def may_enter(user, gathering) -> bool:
    """Who is called or sent, the secretary, and who is in the chair."""
    return is_called(user, gathering) or may_lead(user, gathering)


def nobody(_user, _gathering) -> bool:
    return False


def elections_of(user, gathering, called):
    return Election.objects.visible_to(user, called).filter(gathering=gathering)


def address_of_roll(thing_key: str) -> str:
    """The page of the roll of a ballot, by the key of its seal."""
    kept = ClosingRoll.objects.filter(ballot__key=thing_key.rpartition(":")[2]).select_related("ballot__gathering")
    found = kept.first()
    return reverse("decisions:closing_roll", args=[found.ballot.gathering.slug, found.ballot.key]) if found else ""


def address_of_written_roll(thing_key: str) -> str:
    """The page of the roll of a decision by correspondence, by the key of its seal."""
    kept = WrittenRoll.objects.filter(procedure__key=thing_key.rpartition(":")[2]).select_related("procedure").first()
    return kept.get_absolute_url() if kept else ""


def told_of_written_roll(said: Mapping[str, str], thing_key: str, user: User) -> dict[str, str]:
    """The decision and the body by their names, as far as the reader sees them."""
    told = told_of_roll(said, thing_key, user)
    found = WrittenProcedure.objects.visible_to(user).filter(key=said["procedure"]).first()
    return told if found is None else told | {"procedure": say(found.names)}


def register_tabs() -> None:
    """Called once, when the house is set up."""
    register(Tab("decisions:rehearsal", gettext_lazy("Rehearsal"), 45, may_rehearse))
    register(Tab("decisions:motions", gettext_lazy("Motions"), 50, everybody))
    register(Tab("decisions:elections", gettext_lazy("Elections"), 52, nobody, elections_of))
    register(Tab("decisions:room", gettext_lazy("Live room"), 55, may_enter))
