"""Decisions in writing: sent to everybody with a voice, answered, broken by an objection, decided at the end."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.middleware import zone_named
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.bodies.services import record_decision
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import AgendaItem, Session
from hamshahr.meetings.services import add_item
from hamshahr.parties.models import Party

from .. import notices
from ..articles import Applied, rule_of
from ..models import Reply, WrittenLine, WrittenProcedure
from ..rules import written as rules
from ..verdicts import Case, Choice, Member, Outcome, Verdict, decide
from ..verdicts.writing import verdict_as_json
from .written_rolls import keep_written_roll, voices_of

State, Way = WrittenProcedure.State, WrittenProcedure.Way


@transaction.atomic
def ask_in_writing(
    *,
    body: Body,
    names: Any,
    text: Any,
    way: str,
    closes_on: date,
    by: User | None,
    at: datetime | None = None,
) -> WrittenProcedure:
    """Send a text to everybody with a voice by a roll that is frozen with it; each answers until its last day ends."""
    at = at or timezone.now()
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    on = timezone.localdate(at)
    applied = rule_of(body, on, session_kind="written")
    if obstacle := rules.obstacle_to_ask(applied, way, on=on, closes_on=closes_on):
        raise Refused(obstacle)
    basis, lines = voices_of(body, at)
    procedure = WrittenProcedure(body=body, names=names, text=text, way=way, opened_at=at, closes_on=closes_on)
    procedure.rule = applied.as_json()
    procedure.full_clean()
    log.save(procedure, "written.asked", by=by)
    keep_written_roll(procedure, basis, lines, by)
    for party in (line.party for line in lines if line.is_entitled):
        reply = Reply(procedure=procedure, party=party, zone=zone_of(party), closes_at=end_of(closes_on, party))
        log.save(reply, "written.sent", by=by)
        notices.asked_in_writing(reply)
    return procedure


def zone_of(party: Party) -> str:
    """The time zone of a city, world time where none is known."""
    return party.time_zone if zone_named(party.time_zone) else "UTC"


def end_of(day: date, party: Party) -> datetime:
    """The moment at which a day ends where a city is."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone_of(party))).astimezone(UTC)


@transaction.atomic
def reply_in_writing(
    *, reply: Reply, answer: str, words: str = "", by: User | None, at: datetime | None = None
) -> Reply:
    """Answer for a member; under silence one objection ends it and lays the text before the next session."""
    at = at or timezone.now()
    procedure = locked(reply.procedure)
    reply = procedure.replies.select_for_update(of=["self"]).select_related("party").get(pk=reply.pk)
    reply.procedure = procedure
    if reply.answer == answer and reply.words == words:
        return reply
    if obstacle := rules.obstacle_to_reply(reply, at=at):
        raise Refused(obstacle)
    if answer == Reply.Answer.NO and not words.strip():
        raise Refused(_("An objection says why."))
    reply.answer, reply.words, reply.answered_at, reply.answered_by = answer, words.strip(), at, by
    reply.full_clean()
    log.save(reply, "written.answered", by=by)
    if procedure.way == Way.SILENCE and answer == Reply.Answer.NO:
        break_off(procedure, reply, by=by, at=at)
    return reply


def locked(procedure: WrittenProcedure) -> WrittenProcedure:
    return WrittenProcedure.objects.select_for_update(of=["self"]).select_related("body").get(pk=procedure.pk)


def break_off(procedure: WrittenProcedure, reply: Reply, *, by: User | None, at: datetime) -> None:
    """An objection broke the silence: the text becomes an item of the next session, where one is planned."""
    session = next_session(procedure.body, at)
    if session is not None:
        fields = {"names": procedure.names, "text": procedure.text, "kind": AgendaItem.Kind.DECISION}
        procedure.item = add_item(session=session, audience="internal", by=by, **fields)
    end(procedure, State.OBJECTED, by=by, at=at)
    notices.written_ended(procedure)


def next_session(body: Body, at: datetime) -> Session | None:
    """The next session of a body that has not begun."""
    rows = Session.objects.standing().filter(gathering__body=body, opened_at=None, starts_at__gt=at)
    rows = rows.filter(gathering__meeting_closing=None).select_related("gathering__body")
    return rows.order_by("starts_at", "pk").first()


def end(procedure: WrittenProcedure, state: str, *, by: User | None, at: datetime) -> None:
    procedure.state, procedure.ended_at = state, at
    procedure.full_clean()
    log.save(procedure, "written.ended", by=by)


@transaction.atomic
def lay_before(*, procedure: WrittenProcedure, session: Session, by: User | None) -> WrittenProcedure:
    """Lay a text that an objection broke before a session that was planned later."""
    procedure = locked(procedure)
    if procedure.state != State.OBJECTED or procedure.item_id is not None:
        raise Refused(_("Only what an objection broke is laid before a session, and once."))
    fields = {"names": procedure.names, "text": procedure.text, "kind": AgendaItem.Kind.DECISION}
    procedure.item = add_item(session=session, audience="internal", by=by, **fields)
    log.save(procedure, "written.laid_before", by=by)
    return procedure


@transaction.atomic
def withdraw_written(*, procedure: WrittenProcedure, by: User | None, at: datetime | None = None) -> WrittenProcedure:
    """Take the question back before it is decided."""
    procedure = locked(procedure)
    if procedure.state == State.WITHDRAWN:
        return procedure
    if obstacle := rules.obstacle_to_end(procedure):
        raise Refused(obstacle)
    end(procedure, State.WITHDRAWN, by=by, at=at or timezone.now())
    notices.written_ended(procedure)
    return procedure


def decide_written(*, at: datetime, by: User | None = None) -> list[WrittenProcedure]:
    """Decide what the last day is over for everywhere; the calendar asks this."""
    rows = WrittenProcedure.objects.filter(state=State.OPEN).exclude(replies__closes_at__gt=at)
    return [decided for each in rows.order_by("pk") if (decided := decide_one(each, at=at, by=by)) is not None]


@transaction.atomic
def decide_one(procedure: WrittenProcedure, *, at: datetime, by: User | None) -> WrittenProcedure | None:
    """Decide one procedure; None when somebody ended it meanwhile."""
    procedure = locked(procedure)
    if rules.obstacle_to_end(procedure) is not None:
        return None
    verdict = verdict_of(procedure)
    procedure.verdict = verdict_as_json(verdict)
    is_adopted = verdict.outcome == Outcome.ADOPTED
    if is_adopted:
        day = PartialDate.of(procedure.closes_on)
        procedure.decision = record_decision(body=procedure.body, title=procedure.names, decided_on=day, by=by)
    end(procedure, State.ADOPTED if is_adopted else State.REJECTED, by=by, at=at)
    notices.written_ended(procedure)
    return procedure


def verdict_of(procedure: WrittenProcedure) -> Verdict:
    """The verdict on the answers: who answered took part; under silence whoever said nothing agreed."""
    rule = Applied.from_json(procedure.rule).rule
    replies = list(procedure.replies.select_related("party"))
    is_silence = procedure.way == Way.SILENCE
    weights = weights_of(procedure) if rule.weighted or rule.double is not None else {}
    there = tuple(members(replies, weights, is_silence))
    return decide(Case(str(procedure.names), rule, there, (), votes(replies, is_silence)))


def weights_of(procedure: WrittenProcedure) -> dict[int, Fraction]:
    """The votes of each member by the roll; none are named for what was asked before rolls were kept."""
    rows = WrittenLine.objects.filter(roll__procedure=procedure, is_entitled=True)
    return {party: Fraction(weight) for party, weight in rows.values_list("party", "weight")}


def members(replies: Iterable[Reply], weights: dict[int, Fraction], is_silence: bool) -> Iterable[Member]:
    for each in replies:
        weight = weights.get(each.party_id, Fraction(1))
        yield Member(each.party.slug, weight, True, is_silence or bool(each.answer))


def votes(replies: Iterable[Reply], is_silence: bool) -> dict[str, Choice]:
    silent = {"": Choice.YES} if is_silence else {}
    answers = {"yes": Choice.YES, "no": Choice.NO, "abstain": Choice.ABSTAIN} | silent
    return {each.party.slug: answers[each.answer] for each in replies if each.answer in answers}
