"""Reading meetings: those to come, the agenda, who must be called and was, what awaits a city."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf.locale import LANG_INFO
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import DECIDING, voices_in
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import is_found, sort_key
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison, Party

from . import rules
from .agendas import Point, numbered
from .models import Convocation, Interpretation, Session, Summons


def agenda(session: Session, user: User, audiences: Collection[str] | None = None) -> list[Point]:
    """The points of a session that this reader is shown, each with its number."""
    if audiences is None:
        audiences = rules.audiences_for(user, session.gathering)
    return numbered(session, audiences)


def session_to_call(gathering: Gathering) -> Session | None:
    """The session whose beginning counts for the notice: the first that stands."""
    session = gathering.sessions.standing().order_by("starts_at", "pk").first()
    if session is not None:
        session.gathering = gathering
    return session


def must_be_called(gathering: Gathering, session: Session) -> list[Party]:
    """Every party with a voice on the day of the meeting, in the order of the reader's alphabet."""
    grounds = voices_in(gathering.body, session.day).values()
    language = reading_language()
    return sorted((ground.party for ground in grounds), key=lambda party: sort_key(say(party.names), language))


def to_be_called(gathering: Gathering, session: Session) -> list[Party]:
    """Those who must be called and were not, or only for another hour."""
    rows = Summons.objects.filter(convocation__in=gathering.convocations.standing())
    have_been = set(rows.values_list("party", flat=True))
    return [party for party in must_be_called(gathering, session) if party.pk not in have_been]


def standing_convocation(gathering: Gathering) -> Convocation | None:
    """The call that counts: the last for the hour that stands, an irregular one before others."""
    return gathering.convocations.standing().order_by("-is_late", "-called_at", "-pk").first()


def called_parties(gathering: Gathering) -> list[Party]:
    """The parties that were called for the hour that stands."""
    rows = Summons.objects.filter(convocation__in=gathering.convocations.standing())
    return list(Party.objects.filter(pk__in=rows.values("party")).order_by("pk"))


def proofs_of(gathering: Gathering) -> list[tuple[Summons, list[Letter]]]:
    """Each summons that stands with its letters."""
    return proofs(Summons.objects.filter(convocation__in=gathering.convocations.standing()))


def proofs(rows: QuerySet[Summons]) -> list[tuple[Summons, list[Letter]]]:
    """Each summons with its letters: the log of letters is the proof of sending."""
    summons = list(rows.select_related("party", "convocation").order_by("pk"))
    keys = {key for row in summons for key in row.letters}
    letters = {letter.key: letter for letter in Letter.objects.filter(key__in=keys)}
    return [(row, [letters[key] for key in row.letters if key in letters]) for row in summons]


def start_of(on: date) -> datetime:
    return datetime.combine(on, time.min, tzinfo=UTC)


def all_sessions(user: User) -> QuerySet[Session]:
    """The sessions of every meeting that the user sees."""
    rows = Session.objects.visible_to(user).filter(gathering__kind__in=DECIDING)
    rows = rows.filter(gathering__body__in=Body.objects.visible_to(user))
    return rows.select_related("gathering__body", "gathering__place")


def listed(user: User, filters: dict[str, Any], *, on: date) -> QuerySet[Session]:
    """The sessions that the filters leave: those to come soonest first, those held latest first."""
    rows = all_sessions(user)
    when = filters.get("when")
    if when == "past":
        rows = rows.filter(ends_at__lt=start_of(on))
    elif when != "all":
        rows = rows.filter(ends_at__gte=start_of(on))
    if body := filters.get("body"):
        rows = rows.filter(gathering__body__slug=body)
    if text := filters.get("q"):
        rows = rows.filter(gathering__in=holding(rows, text))
    return rows.order_by("-starts_at" if when == "past" else "starts_at", "pk")


def holding(rows: QuerySet[Session], text: str) -> list[int]:
    """The meetings in whose names, series or place every word stands, in any spelling."""
    gatherings = Gathering.objects.filter(pk__in=rows.values("gathering"))
    return [each.pk for each in gatherings if is_found(text, each.searchable())]


def bodies_that_meet(user: User) -> list[tuple[str, str]]:
    """(address, name) of the bodies with a session, in the order of the reader's alphabet."""
    bodies = Body.objects.visible_to(user).filter(pk__in=all_sessions(user).values("gathering__body"))
    named = [(slug, say(names)) for slug, names in bodies.values_list("slug", "names")]
    return sorted(named, key=lambda pair: sort_key(pair[1], reading_language()))


def state_of(session: Session) -> str:
    """A word for the machine: planned, open, closed or cancelled."""
    if session.cancelled_at is not None:
        return "cancelled"
    if session.closed_at is not None:
        return "closed"
    return "open" if session.opened_at is not None else "planned"


def languages_of(rows: QuerySet[Interpretation]) -> list[tuple[str, str]]:
    """(language by its own name, channel) of what is interpreted, each once."""
    pairs = rows.order_by("language", "channel").values_list("language", "channel").distinct()
    return [(own_name(tag), channel) for tag, channel in pairs]


def own_name(tag: str) -> str:
    """What a language calls itself, or its letters."""
    known = LANG_INFO.get(tag) or LANG_INFO.get(tag.partition("-")[0])
    return known["name_local"] if known and "name_local" in known else tag


def awaiting(party: Party, on: date) -> list[Awaited]:
    """The meetings that a party is called to and that are still to come."""
    rows = Convocation.objects.standing().filter(summons__party=party, session__opened_at=None)
    rows = rows.filter(session__starts_at__gte=start_of(on), gathering__live=True)
    rows = rows.select_related("gathering", "session")
    called = {row.session_id: row for row in rows.order_by("pk")}
    return [awaited(row) for row in called.values()]


def awaited(convocation: Convocation) -> Awaited:
    return Awaited(
        "meeting.called",
        _("You are called: %(meeting)s") % {"meeting": say(convocation.gathering.names)},
        convocation.session.day,
        Liaison.Duty.VOTES,
        _("Who neither comes nor lends its voice is not heard."),
        reverse("meetings:meeting", args=[convocation.gathering.slug]),
    )
