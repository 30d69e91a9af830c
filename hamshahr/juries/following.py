"""When a fact changes on which conflicts of interest rest, they are found again in the transaction of its act."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from hamshahr.accounts.models import Act, StaffDuty
from hamshahr.bodies.models import Holding, Hosting, LocalOffice, Mandate
from hamshahr.calls.models import Author, Partner, Submission
from hamshahr.parties.models import Liaison

from .models import Panel, Tie
from .services import infer_conflicts

OF_AN_ENTRY = (Submission, Partner, Author)
OF_PARTIES = (Hosting, Mandate, Tie, Liaison, LocalOffice, Holding, StaffDuty)


def look(act: Act, thing: models.Model) -> None:
    """Find the conflicts again that this act may have made or ended."""
    if isinstance(thing, OF_AN_ENTRY):
        entry = thing if isinstance(thing, Submission) else thing.submission
        for panel in open_panels().filter(stage__call=entry.call_id):
            infer_conflicts(panel=panel, submissions=[entry.pk], by=act.by)
    elif isinstance(thing, OF_PARTIES):
        for panel in open_panels():
            if touches(thing, panel):
                infer_conflicts(panel=panel, by=act.by)


def open_panels() -> models.QuerySet[Panel]:
    """The juries whose stage is not over."""
    running = Q(stage__closes_at__isnull=True) | Q(stage__closes_at__gt=timezone.now())
    return Panel.objects.filter(running, stage__call__closed_at=None)


def touches(thing: models.Model, panel: Panel) -> bool:
    """Whether a fact is about a party with an entry before this jury, or about one of its jurors."""
    if user := user_of(thing):
        return panel.jurors.filter(user=user).exists()
    behind = Q(submissions__call=panel.stage.call_id) | Q(partnerships__submission__call=panel.stage.call_id)
    return any(type(party).objects.filter(behind, pk=party.pk).exists() for party in parties_of(thing))


def user_of(thing: models.Model) -> int | None:
    """The account of the person a fact is about, where it is about a person."""
    if isinstance(thing, Liaison | StaffDuty):
        return thing.user_id
    if isinstance(thing, LocalOffice | Holding):
        return thing.person.user_id
    return None


def parties_of(thing: models.Model) -> list:
    if isinstance(thing, Tie):
        return [thing.party, thing.other]
    if isinstance(thing, Hosting):
        return [thing.host]
    return [thing.party] if isinstance(thing, Mandate) and thing.party else []
