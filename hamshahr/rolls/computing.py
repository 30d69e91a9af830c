"""Who is on a roll, and why: those with a voice on the day, and those who nearly have one; nothing is changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hamshahr.bodies.models import Body, Mandate, Membership, MembershipStep, Rule, SeatFlag
from hamshahr.bodies.rules import state_of_seat
from hamshahr.bodies.rules.seats import FLAGGED, VACANT
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.dues import paid as dues
from hamshahr.dues.models import Footing
from hamshahr.gatherings.voices import Ground, Voices, body_of_members, voices_in

from .models import RollLine

Reason, Cure = RollLine.Reason, RollLine.Cure
State = MembershipStep.State
REMEMBERED = timedelta(days=366)  # who left within a year is told that it has no voice any more
EQUAL, POPULATION, DUES = "equal", "population", "dues"
ENTITLING = {
    dues.PAID: Reason.PAID,
    dues.ELSEWHERE: Reason.ELSEWHERE,
    dues.WAIVED: Reason.WAIVED,
    dues.UNCHARGED: Reason.UNCHARGED,
}


@dataclass
class Basis:
    """The rules and figures that a roll of a body is computed by."""

    body: Body
    on: date
    cut_off: datetime
    book: StatuteBook = field(init=False)
    fee_rule: Rule | None = field(init=False)
    weight_rule: Rule | None = field(init=False)
    dues_body: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.book = StatuteBook(self.on)
        topic = Rule.Topic.VOTING_RIGHT
        self.fee_rule = self.book.rule_with(self.body.pk, topic, "fee_paid_of_year")
        self.weight_rule = self.book.rule_with(self.body.pk, topic, "votes")
        above = list(self.book.lineage.upward(self.body.pk))
        having = set(Membership.objects.filter(body__in=above).values_list("body", flat=True))
        self.dues_body = next((pk for pk in above if pk in having), None)

    @property
    def year(self) -> int | None:
        """The year whose fee is asked for."""
        return self.on.year + self.fee_rule.values["fee_paid_of_year"] if self.fee_rule else None

    @property
    def votes(self) -> str:
        return self.weight_rule.values["votes"] if self.weight_rule else EQUAL

    @property
    def rule(self) -> Rule | None:
        return self.fee_rule or self.weight_rule

    def as_json(self) -> dict[str, Any]:
        """What of the statutes the roll rests on."""
        return {"year": self.year, "votes": self.votes, "fee_article": self.fee_rule.article if self.fee_rule else ""}


def lines_for(basis: Basis) -> list[RollLine]:
    """A line for every party, by the names in the address."""
    voices = voices_in(basis.body, basis.on)
    lines = [*with_voice(basis, voices), *without_voice(basis, voices)]
    return sorted(lines, key=lambda line: line.party.slug)


def with_voice(basis: Basis, voices: Voices) -> list[RollLine]:
    """Those with a voice: entitled, unless the statutes ask for a fee that was not paid."""
    members = members_by_party(basis, voices)
    keys = [row.pk for row in members.values()]
    paid = dues.paid_of_year(keys, basis.year, basis.cut_off) if basis.year is not None else {}
    people = populations(keys, basis) if basis.votes == POPULATION else {}
    lines = []
    for party_pk, ground in voices.items():
        membership = members.get(party_pk)
        key = membership.pk if membership else None
        year_paid = paid.get(key, dues.YearPaid(dues.UNCHARGED))
        line = line_on(ground, membership)
        judge(basis, line, year_paid, getattr(membership, "state", State.ACTIVE))
        lines.append(weighed(basis, line, year_paid, people.get(key)))
    return lines


def members_by_party(basis: Basis, voices: Voices) -> dict[int, Membership]:
    """The membership whose dues decide, for each party with a voice."""
    own = {key: ground for key, ground in voices.items() if isinstance(ground, Membership)}
    others = Membership.objects.filter(body=basis.dues_body, party__in=voices.keys() - own.keys()).with_state(basis.on)
    return own | {row.party_id: row for row in others}


def line_on(ground: Ground, membership: Membership | None, **fields: Any) -> RollLine:
    party = ground.party
    mandate = ground if isinstance(ground, Mandate) else None
    region_pk = party.country.region_id if party.country else None
    return RollLine(
        party=party, mandate=mandate, membership=membership, region_id=region_pk, weight=Decimal(1), **fields
    )


def judge(basis: Basis, line: RollLine, paid: dues.YearPaid, state: str) -> None:
    """Say whether a party with a voice may use it: not when suspended, nor with the fee unpaid at the cut-off."""
    if state == State.SUSPENDED:
        line.is_entitled, line.reason, line.cure = False, Reason.SUSPENDED, Cure.BE_RESUMED
    elif basis.fee_rule is None:
        line.is_entitled, line.reason = True, Reason.NO_RULE
    else:
        judge_fee(basis.fee_rule.article, line, paid)
        line.facts = facts_of(paid, basis.year)


def judge_fee(article: str, line: RollLine, paid: dues.YearPaid) -> None:
    line.article, line.is_entitled = article, paid.state in ENTITLING
    if line.is_entitled:
        line.reason = ENTITLING[paid.state]
    else:
        line.reason = Reason.PART_PAID if paid.state == dues.PART else Reason.UNPAID
        line.cure = Cure.AWAIT_PROOF if paid.proof_waits else Cure.PAY


def facts_of(paid: dues.YearPaid, year: int) -> dict[str, Any]:
    facts: dict[str, Any] = {"year": year}
    if paid.invoice is not None:
        facts |= {"asked": str(paid.asked), "paid": str(paid.paid), "currency": paid.currency}
        facts |= {"invoice": paid.invoice.code, "key": paid.invoice.key}
    if paid.is_corrected:
        facts["corrected"] = True
    return facts | ({"source": paid.source} if paid.source else {})


def weighed(basis: Basis, line: RollLine, paid: dues.YearPaid, population: int | None) -> RollLine:
    """One vote each, or as many as the statutes give by people or by fee; what is missing is named, not guessed."""
    if basis.votes not in {POPULATION, DUES}:
        return line
    figure = population if basis.votes == POPULATION else paid.asked
    line.weight = Decimal(figure or 0)
    if not figure:
        line.facts = line.facts | {"missing": basis.votes}
    return line


def populations(members: Iterable[int], basis: Basis) -> dict[int, int | None]:
    """How many people each member stands for that day: by its footing, else by the register of places."""
    places = Membership.objects.filter(pk__in=members).values_list("pk", "party__place__population")
    rows = Footing.objects.on(basis.on).filter(membership__in=members, population__isnull=False)
    return dict(places) | dict(rows.values_list("membership", "population"))


def without_voice(basis: Basis, voices: Voices) -> list[RollLine]:
    """Those who would have a voice if something were mended: suspended, left of late, seat in question or vacant."""
    of_members = body_of_members(basis.body)
    lines = lost_memberships(of_members, basis.on) if of_members is not None else silent_seats(basis)
    kept = {line.party_id: line for line in reversed(lines) if line.party_id not in voices}
    return list(kept.values())


def lost_memberships(body_pk: int, on: date) -> list[RollLine]:
    states = {State.SUSPENDED, *MembershipStep.END_STATES}
    rows = Membership.objects.in_states(states, on).filter(body=body_pk).with_state(on)
    lines = []
    for row in rows.select_related("party__country", "body").order_by("pk"):
        if row.state == State.SUSPENDED:
            lines.append(line_on(row, row, is_entitled=False, reason=Reason.SUSPENDED, cure=Cure.BE_RESUMED))
        elif row.left_on is not None and row.left_on.last_day > on - REMEMBERED:
            facts = {"until": str(row.left_on)}
            lines.append(line_on(row, row, is_entitled=False, reason=Reason.ENDED, cure=Cure.APPLY, facts=facts))
    return lines


def silent_seats(basis: Basis) -> list[RollLine]:
    """The seats of a body that have no voice that day."""
    rows = Mandate.objects.perhaps_on(basis.on).filter(office__body=basis.body).exclude(party=None)
    rows = rows.select_related("office__body", "party__country").prefetch_related("holdings", "flags")
    lines = []
    for seat in rows.order_by("starts_on", "pk"):
        state = state_of_seat(seat, basis.on, basis.book)
        if state == FLAGGED:
            lines.append(line_on(seat, None, is_entitled=False, **questioned(seat, basis.on)))
        elif state == VACANT:
            lines.append(line_on(seat, None, is_entitled=False, reason=Reason.VACANT, cure=Cure.FILL_SEAT))
    return lines


def questioned(seat: Mandate, on: date) -> dict[str, Any]:
    """Why a seat is in question: its holder lost the local office, or the membership is suspended."""
    flags = [flag for flag in seat.flags.all() if flag.raised_on <= on and not (flag.cleared_on or date.max) <= on]
    if any(flag.cause == SeatFlag.Cause.MEMBERSHIP for flag in flags):
        return {"reason": Reason.SUSPENDED, "cure": Cure.BE_RESUMED}
    facts = {"since": min(flag.raised_on for flag in flags).isoformat()}
    article = next((flag.article for flag in flags if flag.article), "")
    return {"reason": Reason.QUESTIONED, "cure": Cure.FILL_SEAT, "facts": facts, "article": article}
