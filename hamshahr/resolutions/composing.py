"""What a draft of minutes begins with: what the rooms below know of a session, part by part, in one language."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.attendance.models import Presence
from hamshahr.decisions import quorum
from hamshahr.decisions.models import Putting
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.languages import comma, say
from hamshahr.meetings.models import AgendaItem, Audience, Session
from hamshahr.meetings.moments import sentence_of

from .models import Resolution

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Part:
    """One paragraph to begin with."""

    heading: str
    text: str
    item: AgendaItem | None = None


Composes = Callable[[Session, str], Iterator[Part]]
COMPOSERS: list[tuple[int, Composes]] = []


def register(position: int, composes: Composes) -> None:
    """Have a further room begin a part of every draft; called once, when the house is set up."""
    if (position, composes) not in COMPOSERS:
        COMPOSERS.append((position, composes))


def parts_of(session: Session, language: str) -> list[Part]:
    """The whole draft of a session in one language."""
    with override(language):
        return [part for _position, composes in sorted(COMPOSERS, key=first) for part in composes(session, language)]


def first(registered: tuple[int, Composes]) -> int:
    return registered[0]


def opening(session: Session, language: str) -> Iterator[Part]:
    """When and where the session was held, and who was in the chair."""
    zone = ZoneInfo(session.zone)
    lines = [_("Opened: %(moment)s.") % {"moment": sentence_of(session.opened_at, session.zone, zone, language)}]
    if session.closed_at:
        lines.append(
            _("Closed: %(moment)s.") % {"moment": sentence_of(session.closed_at, session.zone, zone, language)}
        )
    if session.place_name:
        lines.append(_("Place: %(place)s.") % {"place": session.place_name})
    if session.chair:
        lines.append(_("In the chair: %(person)s.") % {"person": say(session.chair.names, language)})
    yield Part(_("The session"), "\n".join(lines))


def there(session: Session, moment: datetime, language: str) -> str:
    """A moment as the clock of the room had it."""
    return sentence_of(moment, session.zone, ZoneInfo(session.zone), language)


def attendance(session: Session, language: str) -> Iterator[Part]:
    """Which delegations were there, with those who spoke for them."""
    rows = Presence.objects.standing().filter(session=session).select_related("delegate__delegation__party")
    came: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows.order_by("delegate__delegation_id", "delegate__position", "delegate_id"):
        if row.delegate.has_voice:
            came[say(row.delegate.delegation.party.names, language)][row.delegate.person_name] = None
    if not came:
        yield Part(_("Attendance"), _("Nobody’s arrival was entered."))
        return
    counted = _("Delegations present: %(number)s.") % {"number": number(len(came), language)}
    lines = [f"{party}: {comma(language).join(people)}" for party, people in came.items()]
    yield Part(_("Attendance"), "\n".join([counted, *lines]))


def quorums(session: Session, _language: str) -> Iterator[Part]:
    """Whether the quorum was there when the session was opened and when it was closed, with its article."""
    moments = [(_("When the session was opened: %(quorum)s"), session.opened_at)]
    if session.closed_at:
        moments.append(
            (_("When it was closed: %(quorum)s"), session.closed_at - MINUTE)
        )  # whoever stayed to the end is there until then
    found = [(words, quorum.at(session, moment)) for words, moment in moments]
    lines = [words % {"quorum": each.sentence} for words, each in found if each is not None]
    yield Part(_("Quorum"), "\n".join(lines) or _("No roll of those entitled was drawn up."))


def items(session: Session, language: str) -> Iterator[Part]:
    """Each item of the agenda but the hidden ones: what was put to the vote, with what result, and what was adopted."""
    rows = AgendaItem.objects.of_audiences([Audience.PUBLIC, Audience.INTERNAL])
    rows = list(rows.filter(session=session, removed_at=None).order_by("position", "pk"))
    voted, adopted = grouped(puttings_of(session)), grouped(Resolution.objects.filter(item__in=rows).order_by("pk"))
    for place, item in numbered(rows):
        lines = [put_in_words(each, language) for each in voted[item.pk]]
        lines += [adopted_in_words(each, language) for each in adopted[item.pk]]
        yield Part(f"{localise(place, language)} {say(item.names, language)}", "\n".join(lines), item)


def puttings_of(session: Session):
    rows = Putting.objects.filter(session=session, decided_at__isnull=False, annulled_at=None)
    return rows.select_related("motion", "block", "amendment").order_by("put_at", "pk")


def grouped(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def numbered(rows: list[AgendaItem]) -> Iterator[tuple[str, AgendaItem]]:
    """The items in the order of the agenda, each with its number: 1, 2, 2.1, 3."""
    parts = defaultdict(list)
    for row in rows:
        parts[row.parent_id].append(row)

    def below(parent: int | None, before: str) -> Iterator[tuple[str, AgendaItem]]:
        for place, row in enumerate(parts[parent], start=1):
            yield f"{before}{place}", row
            yield from below(row.pk, f"{before}{place}.")

    yield from below(None, "")


def put_in_words(putting: Putting, language: str) -> str:
    """One vote: what was put, the count, and what came of it."""
    tally = putting.verdict.get("tally", {})
    words = {name: number(tally.get(name, 0), language) for name in ("yes", "no", "abstain")}
    words |= {"what": str(putting.thing), "outcome": outcome_in_words(putting.outcome)}
    return _("%(what)s: for %(yes)s, against %(no)s, abstained %(abstain)s. %(outcome)s") % words


def outcome_in_words(outcome: str) -> str:
    words = {
        "adopted": _("It is adopted."),
        "rejected": _("It is rejected."),
        "tie": _("The votes are equal."),
        "no quorum": _("There was no quorum; nothing was decided."),
    }
    return words.get(outcome, outcome)


def adopted_in_words(resolution: Resolution, language: str) -> str:
    words = {"number": localise(resolution.code, language), "title": say(resolution.names, language)}
    return _("Resolution %(number)s: %(title)s") % words


for _place, _composes in ((10, opening), (20, attendance), (30, quorums), (50, items)):
    register(_place, _composes)
