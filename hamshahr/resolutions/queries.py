"""Reads of this room: the register, follow-up, and what awaits a desk."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.decisions.models import Motion, Putting
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import fold_query
from hamshahr.parties.models import Liaison, Party

from .models import Duty, Resolution
from .models.duties import State

NEAR_FIRST = ("due_on", "pk")


def in_state(state: str, on: date) -> Q:
    """The duties in one of the four states on a day, as a condition on duties."""
    pending = Q(done_on=None, waived_by=None)
    return {
        State.DONE: Q(done_on__isnull=False),
        State.WAIVED: Q(waived_by__isnull=False),
        State.LATE: pending & Q(due_on__lt=on),
        State.OPEN: pending & Q(due_on__gte=on),
    }[State(state)]


def register(user: User, on: date, *, q: str = "", body: str = "", year: str = "", duties: str = "") -> QuerySet:
    """The resolutions a reader may see, narrowed, with the number of their duties in each state."""
    rows = Resolution.objects.visible_to(user).select_related("body")
    for word in fold_query(q):
        rows = rows.filter(folded__contains=word)
    if body:
        rows = rows.filter(body__slug=body)
    if year.isdecimal():
        rows = rows.filter(year=int(year[:4]))
    if duties in State.values:
        rows = rows.filter(Exists(Duty.objects.filter(in_state(duties, on), resolution=OuterRef("pk"))))
    return counted(rows, on).order_by("-adopted_on", "-year", "-number", "pk")


def counted(rows: QuerySet, on: date) -> QuerySet:
    """Each resolution with the number of its duties by state."""
    numbers = {f"duties_{state.value}": Count("duties", filter=of_duties(state, on)) for state in State}
    return rows.annotate(**numbers)


def of_duties(state: State, on: date) -> Q:
    """The same condition, asked from the resolution."""
    pending = Q(duties__done_on=None, duties__waived_by=None, duties__isnull=False)
    return {
        State.DONE: Q(duties__done_on__isnull=False),
        State.WAIVED: Q(duties__waived_by__isnull=False),
        State.LATE: pending & Q(duties__due_on__lt=on),
        State.OPEN: pending & Q(duties__due_on__gte=on),
    }[state]


def choices(user: User) -> tuple[list[tuple[str, str]], list[int]]:
    """The bodies and years that have a resolution the reader may see."""
    rows = Resolution.objects.visible_to(user)
    bodies = rows.order_by().values_list("body__slug", "body__names").distinct()
    years = rows.order_by("-year").values_list("year", flat=True).distinct()
    return sorted(((slug, say(names)) for slug, names in bodies), key=lambda row: row[1]), list(years)


def motion_of(resolution: Resolution, user: User) -> Motion | None:
    """The motion that was adopted, where the reader may see it."""
    rows = Motion.objects.visible_to(user).filter(key=resolution.motion_key) if resolution.motion_key else None
    return rows.select_related("gathering").first() if rows is not None else None


def putting_of(resolution: Resolution, user: User) -> Putting | None:
    """The vote by which it was adopted, where the reader may see it."""
    if not resolution.ballot_key:
        return None
    rows = Putting.objects.visible_to(user).filter(ballot__key=resolution.ballot_key)
    return rows.select_related("session__gathering", "ballot").first()


def duties_of(resolution: Resolution, on: date) -> list[Duty]:
    """The duties of a resolution with their states."""
    rows = resolution.duties.with_state(on).select_related("party", "body", "waived_by")
    return list(rows.order_by(*NEAR_FIRST))


def follow_up(gathering: Gathering, user: User, on: date) -> QuerySet[Duty]:
    """The duties from the resolutions of a meeting, with their states."""
    rows = Duty.objects.visible_to(user).filter(resolution__gathering=gathering).with_state(on)
    return rows.select_related("resolution", "party", "body", "waived_by").order_by(*NEAR_FIRST)


def awaiting(party: Party, on: date) -> list[Awaited]:
    """The duties that lie on a city."""
    rows = Duty.objects.pending().filter(party=party).select_related("resolution__body").order_by(*NEAR_FIRST)
    return [awaited(duty) for duty in rows]


def awaited(duty: Duty) -> Awaited:
    named = {"number": localise(duty.resolution.code), "body": say(duty.resolution.body.names)}
    consequence = _("From resolution %(number)s of %(body)s; it stays late in the register until a proof is brought.")
    return Awaited(
        kind="duty.open",
        title=say(duty.words),
        due_on=duty.due_on,
        owner_duty=Liaison.Duty.CONTACT,
        consequence=consequence % named,
        address=address_of("resolutions:duty", duty.key),
    )
