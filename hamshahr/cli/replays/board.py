"""The board of 8 November 2021: 27 of 32 present, Mashhad among them.

Of the 32 seats our data name nine. The others are seats whose holder was not found: parties the public does not see, so
that no city is said to have sat there.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from i18nfield.strings import LazyI18nString

from hamshahr.bodies.models import Mandate, Office
from hamshahr.bodies.services import grant_mandate
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import localise
from hamshahr.parties.models import Party
from hamshahr.parties.services import add_party
from hamshahr.rolls.queries import entitled_lines

from . import playing
from .after import after, approve_at_next
from .assembly import sit

SINCE, UNTIL = PartialDate.of(date(2020, 11, 30)), PartialDate("2023-12")
PRESENT = {"mashhad", "shiraz", "bogota", "madrid", "rosario"}
SOURCE = "Demonstration: 32 seats are known, the holder of this one was not found"


def play(gathering: Gathering, said: Mapping[str, Any]) -> None:
    """The whole meeting, hour by hour."""
    told, desk = said["board"], playing.desk()
    fill(gathering, told["voices"])
    sessions = playing.plan(gathering, told, said, desk.secretary)
    roll = playing.call(gathering, told, desk.secretary)
    coming = who_comes([line.party for line in entitled_lines(roll)], told)
    delegates = playing.send(gathering, coming, told, desk.secretary)
    for session, each in zip(sessions, told["sessions"], strict=True):
        playing.come(session, delegates, desk.secretary)
        sit(session, each, said, desk)
        playing.go(session, delegates, desk.secretary)
        after(session, each, desk)
        approve_at_next(session, desk)


def who_comes(parties: list[Party], told: Mapping[str, Any]) -> list[Party]:
    """Those who are said to have been there, and of the seats without a known holder as many as the number asks."""
    unknown = [party for party in parties if not party.live]
    coming = [party for party in parties if party.slug in PRESENT]
    return coming + unknown[: told["present"] - len(coming)]


def fill(gathering: Gathering, voices: int) -> None:
    """Seats whose holder was not found, up to the number that the sources give."""
    office = Office.objects.get(body=gathering.body, slug="board-member")
    held = len(voices_in(gathering.body, gathering.starts_on.first_day))
    for number in range(held + 1, voices + 1):
        party = unknown_holder(number)
        grant_mandate(
            office=office,
            party=party,
            starts_on=SINCE,
            term_ends_on=UNTIL,
            beginning=Mandate.Beginning.ELECTED,
            source=SOURCE,
            by=None,
        )


def unknown_holder(number: int) -> Party:
    names = {
        "en": f"Seat {number} (holder not found)",
        "fa": f"کرسی {localise(number, 'fa')} (دارنده یافت نشد)",
        "es": f"Puesto {number} (titular no hallado)",
        "fr": f"Siège {number} (titulaire introuvable)",
    }
    return add_party(
        slug=f"board-seat-{number}",
        kind=Party.Kind.CITY,
        names=LazyI18nString(names),
        live=False,
        source=SOURCE,
        by=None,
    )
