"""Who is called to a meeting: those who act for a party with a voice, and whom the rooms above name."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Holding
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import DECIDING, voices_in
from hamshahr.parties.models import Liaison, Party

Belongs = Callable[[User, Gathering], bool]

CALLED_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES)
FURTHER: list[Belongs] = []


def register(belongs: Belongs) -> None:
    """Have a room name further people of a meeting; called once, when the house is set up."""
    if belongs not in FURTHER:
        FURTHER.append(belongs)


def is_meeting(gathering: Gathering) -> bool:
    """Whether a gathering is one that decides, of a body with statutes."""
    return gathering.body_id is not None and gathering.kind in DECIDING


def day_of(gathering: Gathering) -> date | None:
    """The day that counts for who has a voice: the first session's, or the gathering's own."""
    first = gathering.sessions.standing().order_by("starts_at", "pk").first()
    if first is not None:
        return first.day
    return gathering.starts_on.first_day if gathering.starts_on else None


def is_called(user: User, gathering: Gathering) -> bool:
    """Whether this person takes part in the meeting; read once a request."""
    if not user.is_authenticated or not user.is_active or not is_meeting(gathering):
        return False
    if not hasattr(user, "_called_to"):
        user._called_to = {}
    remembered: dict[int, bool] = user._called_to
    if gathering.pk not in remembered:
        remembered[gathering.pk] = speaks_for_somebody(user, gathering) or any(
            belongs(user, gathering) for belongs in FURTHER
        )
    return remembered[gathering.pk]


def called_to(user: User, gathering: Gathering) -> tuple[int, ...]:
    """The key of the meeting for who is called to it, for questions about this meeting alone."""
    return (gathering.pk,) if is_called(user, gathering) else ()


def speaks_for_somebody(user: User, gathering: Gathering) -> bool:
    """Whether a party that the user acts for has a voice at the meeting, or a seat that the user holds."""
    day = day_of(gathering)
    if day is None:
        return False
    return any(voices_in(gathering.body, day, party=party) for party in parties_of(user))


def parties_of(user: User) -> list[Party]:
    """The parties that a user acts for today: as contact, with the votes, or as holder of their seat."""
    today = timezone.localdate()
    own = user.liaisons.on(today).filter(duty__in=CALLED_DUTIES).values("party")
    held = Holding.objects.perhaps_on(today).filter(person__user=user).values("mandate__party")
    parties = Party.objects.filter(pk__in=own) | Party.objects.filter(pk__in=held)
    return list(parties.filter(merged_into=None).distinct())


def called_gatherings(user: User) -> list[int]:
    """The keys of the meetings that a user is called to."""
    if not user.is_authenticated or not user.is_active:
        return []
    meetings = Gathering.objects.filter(kind__in=DECIDING, body__isnull=False, sessions__isnull=False)
    rows = meetings.distinct().select_related("body__parent")
    return [each.pk for each in rows if is_called(user, each)]
