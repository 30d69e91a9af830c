"""Whether a session has its quorum at a minute: from the roll, from who is there, and from the proxies in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.attendance.models import Delegate, Presence
from hamshahr.bodies.applied import Votes
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.citing import cited
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.languages import reading_language
from hamshahr.meetings.models import Session
from hamshahr.parties.models import Party
from hamshahr.rolls.models import RollLine
from hamshahr.rolls.queries import entitled_lines, roll_of

from .articles import SECOND_CALL, Applied, rule_of
from .models import Proxy
from .verdicts import Member, Room, Rule, Within, room_of
from .verdicts import Proxy as Lent
from .verdicts.room import voices

MEMBERS, VOTES = "members", "votes"


@dataclass(frozen=True)
class Figure:
    """One of the numbers, with its unit: members are counted in heads, votes by weight."""

    name: str
    label: str
    amount: Fraction
    unit: str

    @property
    def words(self) -> str:
        """The number with its unit, as the reader writes both."""
        shown = number(self.amount.numerator) if self.amount.denominator == 1 else decimals(self.amount)
        if self.unit == MEMBERS:
            return ngettext("%(shown)s member", "%(shown)s members", ceil(self.amount)) % {"shown": shown}
        return _("%(shown)s votes by weight") % {"shown": shown}


@dataclass(frozen=True)
class Quorum:
    """The room at a minute under the rule of its statutes; ``room`` and ``applied`` are what it follows from."""

    applied: Applied
    room: Room
    is_met: bool
    standing_by: int = 0  # members of which a substitute alone is there

    @property
    def rule(self) -> Rule:
        return self.applied.rule

    @property
    def article(self) -> str:
        """The article that sets the quorum, or nothing."""
        return self.applied.article("quorum")

    @property
    def unit(self) -> str:
        return VOTES if self.rule.weighted else MEMBERS

    @property
    def entitled(self) -> Fraction:
        return voices(self.rule, self.room.entitled.values())

    @property
    def present(self) -> Fraction:
        return voices(self.rule, self.room.present.values())

    @property
    def represented(self) -> Fraction:
        return voices(self.rule, (self.room.entitled[id] for id in self.room.represented))

    @property
    def counted(self) -> Fraction:
        """What is held against the quorum."""
        return voices(self.rule, self.room.counted.values())

    @property
    def needed(self) -> Fraction:
        """The least that is a quorum; in members that is a whole number."""
        needed = self.room.needed
        if self.unit == VOTES:
            return needed
        least = floor(needed) + 1 if self.rule.quorum_strict else ceil(needed)
        return Fraction(max(least, self.rule.quorum_number, 1))

    @property
    def figures(self) -> list[Figure]:
        """The five numbers, each with its unit; they are never added up over two units."""
        rows = [
            ("entitled", _("Entitled"), self.entitled),
            ("present", _("Present"), self.present),
            ("represented", _("Represented"), self.represented),
            ("counted", _("Counted for the quorum"), self.counted),
            ("needed", _("Needed"), self.needed),
        ]
        return [Figure(*row, self.unit) for row in rows]

    @property
    def sentence(self) -> str:
        """Whether the quorum is there, in words, with its article."""
        words = {figure.name: figure.words for figure in self.figures}
        many = ceil(self.needed) if self.unit == MEMBERS else 2
        if self.is_met:
            said = ngettext(
                "The quorum is there: %(counted)s, where %(needed)s is needed.",
                "The quorum is there: %(counted)s, where %(needed)s are needed.",
                many,
            )
        else:
            said = ngettext(
                "The quorum is not there: %(counted)s, where %(needed)s is needed.",
                "The quorum is not there: %(counted)s, where %(needed)s are needed.",
                many,
            )
        return cited(said % words, self.article, reading_language())

    @property
    def by_substitute(self) -> int:
        """Members that count as present because a substitute sits for them."""
        return sum(1 for one in self.room.present.values() if not one.present)

    @property
    def substitutes(self) -> list[str]:
        """What became of the substitutes whose titular is absent, with the article; nothing where there is none."""
        left, article, said = self.standing_by - self.by_substitute, self.applied.article("substitutes"), []
        if self.by_substitute:
            sits = ngettext(
                "For %(shown)s member a substitute sits, while the titular is absent.",
                "For %(shown)s members substitutes sit, while the titulars are absent.",
                self.by_substitute,
            )
            said.append(cited(sits % {"shown": number(self.by_substitute)}, article, reading_language()))
        if left:
            idle = ngettext(
                "Of %(shown)s member only a substitute is there, who does not count.",
                "Of %(shown)s members only substitutes are there, who do not count.",
                left,
            )
            said.append(cited(idle % {"shown": number(left)}, article, reading_language()))
        return said


def decimals(amount: Fraction) -> str:
    """A weight with two places at most."""
    return number(Decimal(amount.numerator) / Decimal(amount.denominator), places=2)


def at(session: Session, moment: datetime, *, kind: str = "motion") -> Quorum | None:
    """The quorum of a session at a minute; None where no roll says who is entitled."""
    roll = roll_of(session.gathering)
    if roll is None:
        return None
    applied = rule_of_session(session, kind=kind)
    lent = in_force(session.gathering, moment, session)
    substitutes = substitutes_present(session, moment)
    return among(applied, entitled_lines(roll), parties_present(session, moment), lent, substitutes)


def rule_of_session(session: Session, *, kind: str = "motion") -> Applied:
    """The rule for what is put to the vote in a session: a second call has the rule of second calls."""
    call = 2 if session.call_of_id else 1
    return rule_of(session.gathering, session.day, kind=kind, session_kind=session.kind, call=call)


def among(
    applied: Applied,
    lines: Iterable[RollLine],
    present: Iterable[int],
    proxies: Iterable[Proxy],
    substitutes: Mapping[int, bool] = MappingProxyType({}),
) -> Quorum:
    """The quorum of those on the roll, of whom the parties of these keys are there, others by a substitute only.

    ``substitutes`` say of each such party whether one of them holds a political mandate.
    """
    there, rows = frozenset(present), list(lines)
    weights = weights_of(rows, applied)
    members = [
        Member(
            line.party.slug,
            weights[line.party_id],
            fees_paid=True,
            present=line.party_id in there,
            substitute_present=line.party_id in substitutes,
            substitute_mandated=substitutes.get(line.party_id, False),
            circle=circle_of(line, applied.rule.proxies_within),
        )
        for line in rows
    ]
    slugs = {line.party_id: line.party.slug for line in rows}
    room = room_of(applied.rule, members, [lent_as(proxy, slugs) for proxy in proxies])
    standing_by = sum(one.substitute_present and not one.present for one in members)
    return Quorum(applied, room, room.has_quorum, standing_by)


def weights_of(rows: list[RollLine], applied: Applied) -> dict[int, Fraction]:
    """The weights on the roll; where a majority by weight stands beside one of members, those that it asks for."""
    kept = {line.party_id: Fraction(line.weight) for line in rows}
    by = applied.extras["majority"]["double"] if applied.rule.double is not None else ""
    if by == applied.extras.get("voting right", {}).get("votes", ""):
        return kept
    if by == Votes.POPULATION:
        people = Party.objects.filter(pk__in=list(kept)).values_list("pk", "place__population")
        return {pk: Fraction(number or 0) for pk, number in people}
    asked = {line.party_id: Fraction(line.facts.get("asked", 0)) for line in rows}
    return asked if by == Votes.DUES else kept


def circle_of(line: RollLine, within: Within) -> str:
    """What the holder of a proxy must share with this member."""
    if within is Within.REGION:
        return str(line.region_id or "")
    if within is Within.COUNTRY:
        return str(line.party.country_id or "")
    return str(within)


def lent_as(proxy: Proxy, slugs: dict[int, str]) -> Lent:
    """A proxy as the verdict sees it; a party that is not on the roll keeps a name that is not there."""
    names = [slugs.get(pk, f"#{pk}") for pk in (proxy.giver_id, proxy.holder_id)]
    return Lent(*names, written=bool(proxy.letter.strip()))


def in_force(gathering: Gathering, moment: datetime, session: Session) -> list[Proxy]:
    """The voices lent for a gathering at a minute, in the order in which they were lent."""
    day = moment.astimezone(session.place_zone).date()
    return list(gathering.proxies.at(moment, day).order_by("given_on", "pk"))


def parties_present(session: Session, moment: datetime) -> frozenset[int]:
    """The parties for whom somebody who sits in their own right is there at that minute."""
    rows = Presence.objects.at(moment).filter(session=session, delegate__withdrawn_at=None)
    rows = rows.filter(delegate__in=Delegate.objects.titular())
    return frozenset(rows.values_list("delegate__delegation__party", flat=True))


def substitutes_present(session: Session, moment: datetime) -> dict[int, bool]:
    """The parties of which a substitute is there at that minute, and whether one of them holds a political mandate."""
    rows = Presence.objects.at(moment).filter(session=session, delegate__withdrawn_at=None)
    rows = rows.filter(delegate__role=Delegate.Role.SUBSTITUTE)
    found: dict[int, bool] = {}
    for party, is_mandated in rows.values_list("delegate__delegation__party", "delegate__holds_mandate"):
        found[party] = found.get(party, False) or is_mandated
    return found


def obstacle_to_decide(session: Session, moment: datetime, *, kind: str = "motion") -> str | None:
    """Why nothing can be put to the vote in this session at that minute, or None."""
    if session.opened_at is None or moment < session.opened_at:
        return _("This session is not open yet.")
    if session.closed_at is not None and session.closed_at <= moment:
        return _("This session has been closed.")
    found = at(session, moment, kind=kind)
    if found is None:
        return _("No roll says who is entitled to vote; the secretary computes and freezes it first.")
    return None if found.is_met else " ".join([found.sentence, *second_call_words(found.applied)])


def second_call_words(applied: Applied) -> list[str]:
    """What the statutes say of a second call, where they know one."""
    values = applied.extras.get(SECOND_CALL)
    if values is None:
        return []
    share, minutes = values.get("fraction"), values.get("after_minutes")
    if share and minutes:
        said = _("A second call may follow after %(minutes)s minutes; its quorum is %(share)s.")
    elif share:
        said = _("A second call may follow; its quorum is %(share)s.")
    else:
        said = _("A second call may follow, with a quorum of its own.")
    words = {"minutes": localise(minutes or ""), "share": localise(share or "")}
    return [cited(said % words, applied.article(SECOND_CALL), reading_language())]
