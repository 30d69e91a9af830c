"""The letters of a meeting: the call, a change of time or place, and what interpreters are sent."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.middleware import zone_named
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Holding
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.citing import article_shown
from hamshahr.kernel.languages import reading_language, say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Reader, write_letter
from hamshahr.parties.models import Liaison, Party

from .agendas import numbered
from .circle import CALLED_DUTIES
from .models import Audience, Convocation, Interpretation, Session
from .moments import sentence_of


def readers(party: Party, on: date) -> list[User]:
    """Who is written to for a party: its contacts, who has its votes, and who holds its seat, each once."""
    liaisons = Liaison.objects.on(on).filter(party=party, duty__in=CALLED_DUTIES).values("user")
    holders = Holding.objects.perhaps_on(on).filter(mandate__party=party).values("person__user")
    rows = User.objects.filter(Q(pk__in=liaisons) | Q(pk__in=holders), is_active=True)
    return list(rows.order_by("pk"))


def address_of(gathering: Gathering) -> str:
    return settings.ADDRESS + reverse("meetings:meeting", args=[gathering.slug])


def to_party(party: Party, on: date, *, kind: str, key: str, session: Session, opening: list) -> list[str]:
    """Write to all who act for a party, each in his language and zone; the keys of the letters."""
    keys = []
    for user in readers(party, on):
        its_key = f"{key}:{party.pk}:{user.pk}"
        with override(user.language):
            subject, paragraphs = opening[0](), [*opening[1](), *about(session, user)]
            text = "\n\n".join(paragraphs)
            write_letter(kind=kind, key=its_key, to=user, subject=subject, text=text)
        keys.append(its_key)
    return keys


def about(session: Session, user: User) -> list[str]:
    """When and where each session is, its agenda, and where all of it stands."""
    zone = zone_named(user.time_zone)
    gathering, paragraphs = session.gathering, []
    for each in gathering.sessions.standing().order_by("starts_at", "pk"):
        when = _("From: %(moment)s") % {"moment": sentence_of(each.starts_at, each.zone, zone)}
        until = _("To: %(moment)s") % {"moment": sentence_of(each.ends_at, each.zone, zone)}
        where = [_("Where: %(place)s") % {"place": each.place_name}] if each.place_name else []
        link = [_("Take part from afar: %(link)s") % {"link": each.link}] if each.link else []
        paragraphs.append("\n".join([str(each), when, until, *where, *link]))
        if points := agenda_lines(each):
            paragraphs.append("\n".join([_("Agenda"), *points]))
    return [*paragraphs, address_of(gathering)]


def agenda_lines(session: Session) -> list[str]:
    points = numbered(session, [Audience.PUBLIC, Audience.INTERNAL])
    return [f"{point.number} {say(point.item.names)}" for point in points]


def meeting_called(convocation: Convocation, party: Party) -> list[str]:
    """Call a party; the keys of the letters are the proof of sending."""
    gathering = convocation.gathering
    words = lambda: {"meeting": say(gathering.names), "body": say(gathering.body.names)}  # noqa: E731  in each language

    def paragraphs() -> list[str]:
        lines = [_("%(body)s calls %(city)s to its meeting: %(meeting)s.") % {**words(), "city": say(party.names)}]
        if convocation.latest_on:
            article = article_shown(convocation.article, reading_language())
            said = {"article": article, "day": format_day(convocation.latest_on)}
            lines.append(_("By article %(article)s the call had to go out by %(day)s.") % said)
        if convocation.is_late:
            reason = {"reason": convocation.decision}
            lines.append(_("Irregular: called too late. Why it is held all the same: %(reason)s") % reason)
        return lines

    opening = [lambda: _("You are called: %(meeting)s") % words(), paragraphs]
    key = f"convocation:{convocation.pk}"
    said = {"kind": "meeting.called", "key": key, "session": convocation.session, "opening": opening}
    return to_party(party, convocation.called_on, **said)


def session_changed(session: Session, parties: Iterable[Party], on: date) -> None:
    """Tell those who were called what changed, where it was not the hour, or that it was called off."""

    def subject() -> str:
        words = {"meeting": say(session.gathering.names)}
        if session.cancelled_at:
            return _("Called off: %(meeting)s") % words
        return _("Changed: %(meeting)s") % words

    def paragraphs() -> list[str]:
        named = {"session": str(session)}
        if session.cancelled_at:
            return [_("This session was called off: %(session)s") % named]
        return [_("The place or the way in of this session has changed: %(session)s") % named]

    key = f"session:{session.pk}:{session.edition}"
    for party in parties:
        to_party(party, on, kind="meeting.changed", key=key, session=session, opening=[subject, paragraphs])


def papers_for_interpreter(row: Interpretation, *, edition: str, language: str) -> Letter | None:
    """Send an interpreter where the papers and speaking notes of the session are."""
    to = row.user or (Reader(row.email, language) if row.email else None)
    if to is None:
        return None
    session = row.session
    with override(to.language):
        zone = zone_named(row.user.time_zone) if row.user else None
        words = {"meeting": say(session.gathering.names), "channel": row.channel, "language": row.language}
        lines = [
            _("You interpret at: %(meeting)s (language: %(language)s, channel: %(channel)s).") % words,
            _("From: %(moment)s") % {"moment": sentence_of(session.starts_at, session.zone, zone)},
            _("The papers and speaking notes are here, for you and whoever is called:"),
            settings.ADDRESS + reverse("meetings:papers", args=[session.gathering.slug]),
        ]
        subject = _("Papers to interpret from: %(meeting)s") % words
        key = f"interpretation:{row.pk}:{edition}"
        return write_letter(kind="meeting.interpreters", key=key, to=to, subject=subject, text="\n\n".join(lines))
