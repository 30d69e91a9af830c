"""Who may speak for or against a record, and when it is too late."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.parties.models import Liaison, Party

from .models import Entry, Objection


def may_object(user: User, party: Party, on: date | None = None) -> bool:
    """The contact of a party speaks for its record."""
    if not user.is_authenticated or not user.is_active:
        return False
    duties = user.liaisons.on(on or timezone.localdate()).filter(party=party)
    return duties.filter(duty=Liaison.Duty.CONTACT).exists()


def may_answer_objection(user: User) -> bool:
    """The secretariat answers."""
    return user.is_authenticated and user.is_secretariat


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
