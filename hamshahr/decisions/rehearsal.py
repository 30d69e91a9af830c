"""A meeting tried beforehand: who would be entitled, whether the quorum would hold, whose absence would break it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.attendance.models import Delegate
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.text import sort_key
from hamshahr.meetings.models import Session
from hamshahr.rolls.computing import Basis, lines_for
from hamshahr.rolls.models import RollLine
from hamshahr.rolls.queries import roll_of
from hamshahr.rolls.times import day_of_entitlement

from .models import Proxy
from .quorum import Quorum, among, in_force, rule_of_session
from .verdicts import smallest_absence


@dataclass(frozen=True)
class Expected:
    """A party that would be entitled: whether it sends somebody, to whom it lends its voice, whether it stays away."""

    line: RollLine
    is_sent: bool
    proxy: Proxy | None
    is_away: bool

    @property
    def lacks_proxy(self) -> bool:
        """Whether nobody would speak for it: it names no delegate, or does not come, and lends its voice to nobody."""
        return self.proxy is None and (self.is_away or not self.is_sent)


@dataclass(frozen=True)
class Rehearsal:
    """What a session would be if everybody entitled came but those who lent their voice and those chosen to stay away.

    ``smallest`` are the fewest of those who come whose further absence breaks the quorum; ``None`` if nobody comes.
    """

    session: Session
    expected: list[Expected]
    barred: list[RollLine]
    quorum: Quorum
    smallest: list[RollLine] | None

    @property
    def missing(self) -> list[Expected]:
        """The parties whose voice would be lost."""
        return [each for each in self.expected if each.lacks_proxy]

    @property
    def smallest_words(self) -> str:
        """The smallest absence in a sentence."""
        if not self.smallest:
            return _("There would be no quorum to break.")
        sentence = ngettext(
            "The quorum breaks if %(number)s more stays away, for instance: %(names)s.",
            "The quorum breaks if %(number)s more stay away, for instance: %(names)s.",
            len(self.smallest),
        )
        names = _(", ").join(say(line.party.names) for line in self.smallest)
        return sentence % {"number": number(len(self.smallest)), "names": names}


def lines_now(gathering: Gathering, moment: datetime) -> list[RollLine]:
    """The roll as it would be computed now, nothing written; once it is frozen, that one."""
    roll = roll_of(gathering)
    if roll is not None and roll.frozen_at is not None:
        return list(roll.lines.select_related("party", "region", "mandate__office", "membership"))
    day = day_of_entitlement(gathering)
    return lines_for(Basis(gathering.body, day, moment)) if day is not None else []


def rehearse(session: Session, moment: datetime, *, away: Iterable[str] = ()) -> Rehearsal:
    """Try a session with these parties, by their address, staying away; nothing is written."""
    language = reading_language()
    lines = sorted(lines_now(session.gathering, moment), key=lambda line: sort_key(say(line.party.names), language))
    entitled = [line for line in lines if line.is_entitled]
    lent = {proxy.giver_id: proxy for proxy in in_force(session.gathering, max(moment, session.starts_at), session)}
    sent, gone = parties_sent(session.gathering), frozenset(away)
    expected = [
        Expected(line, line.party_id in sent, lent.get(line.party_id), line.party.slug in gone) for line in entitled
    ]
    coming = [each.line.party_id for each in expected if each.proxy is None and not each.is_away]
    quorum = among(rule_of_session(session), entitled, coming, lent.values())
    by_slug = {line.party.slug: line for line in entitled}
    smallest = smallest_absence(quorum.room)
    return Rehearsal(
        session,
        expected,
        [line for line in lines if not line.is_entitled],
        quorum,
        None if smallest is None else [by_slug[slug] for slug in smallest],
    )


def parties_sent(gathering: Gathering) -> frozenset[int]:
    """The parties that name somebody who may speak for them."""
    rows = Delegate.objects.sent().with_a_voice().filter(gathering=gathering)
    return frozenset(rows.values_list("delegation__party", flat=True))
