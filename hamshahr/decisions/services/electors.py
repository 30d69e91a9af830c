"""Who has a voice in a ballot that is opened at a minute: from the roll, the room and the proxies."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, Q

from hamshahr.accounts.models import User
from hamshahr.ballots.models import Elector
from hamshahr.ballots.services import ElectorSpec, hand_voice
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Party
from hamshahr.rolls.models import RollLine
from hamshahr.rolls.queries import entitled_lines, roll_of

from .. import quorum
from ..quorum import Quorum
from ..verdicts import Member
from ..verdicts import Proxy as Lent

Lines = dict[str, RollLine]
MILLIONTH = Decimal("0.000001")


def lines_of(session: Session) -> Lines:
    """Those on the roll who are entitled, by the name in their address."""
    return {line.party.slug: line for line in entitled_lines(roll_of(session.gathering))}


def lent_at(session: Session, at: datetime, lines: Lines) -> list[Lent]:
    """The voices lent at that minute, those included that do not count."""
    slugs = {line.party_id: slug for slug, line in lines.items()}
    return [quorum.lent_as(proxy, slugs) for proxy in quorum.in_force(session.gathering, at, session)]


def electors_of(found: Quorum, lines: Lines) -> list[ElectorSpec]:
    """Everybody who takes part at this minute; who is absent and lent nobody its voice has none."""
    represented = found.room.represented
    return [
        ElectorSpec(
            party=lines[slug].party,
            weight=decimal(weight_of(found, member)),
            cast_by=lines[represented[slug]].party if slug in represented else None,
            region=lines[slug].region,
        )
        for slug, member in found.room.participating.items()
    ]


def entitled_of(found: Quorum) -> tuple[int, Decimal]:
    """How many could have come, and with how many voices."""
    weights = [weight_of(found, member) for member in found.room.entitled.values()]
    return len(weights), decimal(sum(weights, Fraction(0)))


def weight_of(found: Quorum, member: Member) -> Fraction:
    """One voice each, unless the rule weighs them."""
    return member.weight if found.rule.weighted or found.rule.double is not None else Fraction(1)


def decimal(weight: Fraction) -> Decimal:
    return (Decimal(weight.numerator) / weight.denominator).quantize(MILLIONTH)


def give_back(session: Session, party: Party, at: datetime, by: User | None) -> None:
    """Let a city that arrives cast its own voice in the ballots that are open, unless its holder has cast it."""
    rows = Elector.objects.filter(ballot__session=session, party=party, voted=None).exclude(cast_by=F("party"))
    rows = rows.filter(Q(ballot__closes_at=None) | Q(ballot__closes_at__gt=at))
    for elector in rows.filter(ballot__closed_at=None, ballot__annulled_at=None).order_by("pk"):
        hand_voice(elector=elector, cast_by=party, by=by)
