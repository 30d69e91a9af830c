"""The roll of a ballot in the words of the reader."""

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.ballots.models import Ballot
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import bare, number
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import sort_key
from hamshahr.meetings.moments import told
from hamshahr.parties.models import Party, Region
from hamshahr.parties.zones import said_zone

from ..models import ClosingRoll


@dataclass(frozen=True)
class Line:
    """One party that could vote, and what became of it."""

    party: Party | None
    slug: str
    name: str
    region: str
    votes: str
    state: str
    how: str


def closing_roll(gathering: Gathering, ballot: Ballot) -> ClosingRoll | None:
    """The roll of one ballot of a meeting; None where nobody is there, or nothing is counted yet."""
    rows = ClosingRoll.objects.filter(ballot=ballot, ballot__gathering=gathering)
    return rows.select_related("ballot__gathering__body", "ballot__session", "seal__key").first()


def lines_of(kept: ClosingRoll, user: User) -> list[Line]:
    """Everybody who could vote, in the reader's alphabet; whom the reader may not see has a line without a name."""
    said = json.loads(kept.text)["lines"]
    slugs = {line["party"] for line in said} | {line["by"] for line in said}
    parties = {party.slug: party for party in Party.objects.visible_to(user).filter(slug__in=slugs)}
    regions = {region.slug: say(region.names) for region in Region.objects.all()}
    names = {slug: say(party.names) for slug, party in parties.items()}
    lines = [line_from(line, parties, names, regions) for line in said]
    return sorted(lines, key=lambda line: sort_key(line.name, get_language()))


def line_from(line: dict[str, Any], parties: dict, names: dict, regions: dict) -> Line:
    unknown = _("a member that is not shown")
    slug, by = line["party"], names.get(line["by"], unknown)
    words = {
        "present": pgettext("at a vote", "present"),
        "represented": _("represented by %(city)s") % {"city": by},
        "absent": pgettext("at a vote", "absent"),
    }
    votes = number(bare(Decimal(line["weight"])))
    name, region = names.get(slug, unknown), regions.get(line["region"], "")
    return Line(parties.get(slug), slug, name, region, votes, line["state"], words[line["state"]])


def counted(lines: list[Line]) -> list[tuple[str, str]]:
    """How many could vote, were there, were represented, or were away."""
    states = [line.state for line in lines]
    rows = [
        (_("Could vote"), len(states)),
        (_("Present"), states.count("present")),
        (_("Represented"), states.count("represented")),
        (_("Absent"), states.count("absent")),
    ]
    return [(label, number(count)) for label, count in rows]


def paper_words(kept: ClosingRoll, user: User, language: str) -> dict[str, Any]:
    """What the paper of a roll says."""
    ballot, lines = kept.ballot, lines_of(kept, user)
    return {
        "by": say(ballot.gathering.body.names, language),
        "title": _("Roll of the ballot: %(question)s") % {"question": say(ballot.question, language)},
        "facts": [
            (_("Meeting"), say(ballot.gathering.names, language)),
            (_("Closed"), moment_words(ballot.closed_at, ballot.session.zone)),
            *counted(lines),
        ],
        "heads": [_("City"), _("Region"), _("Votes"), _("At the vote")],
        "rows": [[line.name, line.region, line.votes, line.how] for line in lines],
        "how": _("SHA-256 of the roll as JSON:"),
        "digest": kept.digest,
    }


def moment_words(at: datetime, zone: str) -> str:
    """A moment as the clock of the meeting shows it."""
    there = told(at, ZoneInfo(zone), both=False)
    words = {"day": there.day, "hour": there.hour, "zone": said_zone(there.zone)}
    return _("%(day)s, %(hour)s, time of %(zone)s") % words
