"""Putting motions, blocks and amendments to the vote, and what follows when their ballot is counted."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.ballots.models import Ballot
from hamshahr.ballots.services import count, open_ballot
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.meetings.models import AgendaItem, Audience, Session
from hamshahr.rolls.queries import roll_of

from .. import decided, quorum
from ..articles import Applied
from ..concluding import conclude, room_as_json, room_from
from ..models import Amendment, Block, Motion, Putting
from ..quorum import Quorum
from ..rules import voting as rules
from ..rules.voting import Thing
from ..verdicts import Outcome, Tie, Verdict
from ..verdicts.writing import verdict_as_json
from ..workflow import State
from . import amendments
from .electors import Lines, electors_of, entitled_of, lent_at, lines_of
from .motions import bring, locked

STATES = {
    Outcome.ADOPTED: State.ADOPTED,
    Outcome.REJECTED: State.REJECTED,
    Outcome.TIE: State.TIED,
    Outcome.NO_QUORUM: State.NO_QUORUM,
}


@transaction.atomic
def put_to_vote(
    *,
    thing: Thing,
    way: str,
    by: User,
    at: datetime | None = None,
    is_live: bool = False,
    closes_at: datetime | None = None,
) -> Putting:
    """Open the ballot on a motion, a block or an amendment, for those who are there or represented at this minute."""
    at = at or timezone.now()
    thing = held(thing)
    session = Session.objects.select_for_update(of=["self"]).get(pk=rules.item_of(thing).session_id)
    if standing := open_putting(thing):
        return standing
    if obstacle := rules.obstacle_to_put(thing, session, at=at):
        raise Refused(obstacle)
    found, lines = quorum.at(session, at, kind=rules.kind_of(thing)), lines_of(session)
    ballot = ballot_on(thing, session, found, lines, way, by=by, is_live=is_live, closes_at=closes_at)
    putting = Putting(session=session, item=rules.item_of(thing), ballot=ballot, roll=roll_of(session.gathering))
    setattr(putting, type(thing).__name__.lower(), thing)
    putting.rule, putting.put_at = found.applied.as_json(), at
    putting.room = room_as_json(found.room, lent_at(session, at, lines))
    log.save(putting, "vote.put", by=by)
    bring_all(thing, State.PUT, by=by)
    return putting


def held(thing: Thing) -> Thing:
    """The thing with its motions locked, so that two chairs do not put it to the vote at once."""
    if isinstance(thing, Motion):
        return locked(thing)
    for motion in rules.motions_of(thing):
        locked(motion)
    related = {Amendment: ("motion__gathering__body", "motion__item"), Block: ("item",)}[type(thing)]
    return type(thing).objects.select_related(*related).get(pk=thing.pk)


def open_putting(thing: Thing) -> Putting | None:
    return thing.puttings.undecided().first()


def ballot_on(
    thing: Thing, session: Session, found: Quorum, lines: Lines, way: str, *, by: User, **options: Any
) -> Ballot:
    """The ballot with the electors of this minute."""
    return open_ballot(
        gathering=session.gathering,
        session=session,
        question=question_of(thing),
        way=way,
        form=Ballot.Form.MOTION,
        electors=electors_of(found, lines),
        rule=found.applied.as_json(),
        entitled=entitled_of(found),
        audience=audience_of(rules.item_of(thing)),
        by=by,
        **options,
    )


def audience_of(item: AgendaItem) -> str:
    """Public where the item and all above it are."""
    is_public = AgendaItem.objects.of_audiences([Audience.PUBLIC]).filter(pk=item.pk).exists()
    return Ballot.Audience.PUBLIC if is_public else Ballot.Audience.INTERNAL


def question_of(thing: Thing) -> LazyI18nString:
    """What is asked, in every language of the house."""
    words = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words[code] = asked(thing)
    return LazyI18nString(words)


def asked(thing: Thing) -> str:
    if isinstance(thing, Amendment):
        return _("Amendment %(code)s to: %(title)s") % {"code": thing.code, "title": say(thing.motion.names)}
    return f"{thing.code} {say(thing.names)}" if isinstance(thing, Motion) else say(thing.names)


def bring_all(thing: Thing, state: State, *, by: User | None, reason: str = "") -> None:
    """The new state of the motion, of every motion of a block, or of the amendment."""
    if isinstance(thing, Amendment):
        amendments.bring_amendment(thing, Amendment.State.PUT, by=by)
        return
    for motion in rules.motions_of(thing):
        bring(motion, state, by=by, reason=reason)


@transaction.atomic
def decide_by(ballot: Ballot, by: User | None) -> None:
    """Decide what a counted ballot was about; called in the transaction that counts it."""
    rows = Putting.objects.select_for_update(of=["self"]).filter(ballot=ballot, decided_at=None)
    putting = rows.select_related("amendment", "motion", "block").first()
    if putting is not None:
        decide(putting, by=by)


def verdict_of(putting: Putting) -> Verdict:
    """The verdict from what was kept and what was counted; the same each time it is asked."""
    rule = Applied.from_json(putting.rule).rule
    room = room_from(putting.room, rule)
    settling = {"casting_vote": putting.casting_vote, "seed": putting.seed}
    return conclude(str(putting.thing), rule, room, count(putting.ballot), **settling)


def decide(putting: Putting, *, by: User | None) -> Putting:
    """Write the verdict, and bring about what it says."""
    verdict = verdict_of(putting)
    putting.outcome, putting.verdict = str(verdict.outcome), verdict_as_json(verdict)
    putting.decided_at = putting.decided_at or timezone.now()
    log.save(putting, "vote.decided", by=by)
    thing = putting.thing
    if isinstance(thing, Amendment):
        decide_amendment(thing, verdict, by=by)
        return putting
    for motion in [locked(motion) for motion in rules.motions_of(thing)]:
        bring(motion, STATES[verdict.outcome], by=by)
        if verdict.outcome in {Outcome.ADOPTED, Outcome.REJECTED}:
            decided.tell(motion, verdict, by)
    return putting


def decide_amendment(amendment: Amendment, verdict: Verdict, *, by: User | None) -> None:
    """An amendment that was not adopted for want of a quorum waits for another vote; a tie rejects it."""
    if verdict.outcome == Outcome.ADOPTED:
        amendments.adopt_amendment(amendment, by=by)
        return
    is_open = verdict.outcome == Outcome.NO_QUORUM or (
        verdict.outcome == Outcome.TIE and verdict.rule.tie in {Tie.CHAIR, Tie.LOT}
    )
    state = Amendment.State.FILED if is_open else Amendment.State.REJECTED
    amendments.bring_amendment(amendment, state, by=by)


@transaction.atomic
def settle_tie(*, putting: Putting, by: User, casting_vote: str = "", seed: str = "") -> Putting:
    """Settle a tie as the statutes say: by the casting vote of the chair, or by the lot of a published seed."""
    rows = Putting.objects.select_for_update(of=["self"]).select_related("amendment", "motion", "block", "ballot")
    putting = rows.get(pk=putting.pk)
    if (casting_vote or seed) and (putting.casting_vote, putting.seed) == (casting_vote, seed):
        return putting
    if obstacle := rules.obstacle_to_settle(putting):
        raise Refused(obstacle)
    is_chairs = putting.rule["rule"]["tie"] == Tie.CHAIR
    if is_chairs and casting_vote not in {"yes", "no"}:
        raise Refused(_("The chair votes for or against."))
    if not is_chairs and not seed.strip():
        raise Refused(_("Publish the seed first, and write it here as it was published."))
    putting.casting_vote, putting.seed = (casting_vote, "") if is_chairs else ("", seed.strip())
    return decide(putting, by=by)
