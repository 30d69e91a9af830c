"""Casting: one answer for each elector, in one act for as many as a party casts for; sent again it is the same act."""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import questions, rules, sealing
from ..again import again_if_crossed
from ..answers import Answer, Form, Part, plain, written
from ..answers import parts_of as parts_of_answer
from ..models import Ballot, Elector, Envelope, Slip, Vote, Voted
from ..receipts import Cast, Receipt, seed_of, sent_as, slips_of, tag_of
from .box import unit_for
from .closing import close_due

ONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")


def cast(
    *, ballot: Ballot, elector: Elector, answer: Answer, by: User, once: str, at: datetime | None = None
) -> Receipt:
    """Cast the vote of one elector."""
    return cast_jointly(ballot=ballot, answers={elector: answer}, by=by, once=once, at=at)[0]


def cast_jointly(
    *, ballot: Ballot, answers: Mapping[Elector, Answer], by: User, once: str, at: datetime | None = None
) -> list[Receipt]:
    """Cast for several electors in one act, all or none; sent again with the same key, the same receipts come back."""
    at = at or timezone.now()
    if not ONCE.fullmatch(once):
        raise Refused(_("This form has no key; open the ballot paper again."))
    close_due(ballot, at=at)
    return cast_once(ballot, {elector.pk: answer for elector, answer in answers.items()}, by, once, at)


@again_if_crossed
@transaction.atomic
def cast_once(ballot: Ballot, answers: dict[int, Answer], by: User, once: str, at: datetime) -> list[Receipt]:
    (ballot,) = questions.locked(None, ballot=ballot.pk)
    form = Form.of(ballot, [option.key for option in questions.options_of(ballot)])
    rows = questions.voices_named(None, ballot=ballot.pk, voices=sorted(answers))
    electors = {elector.pk: elector for elector in rows}
    if not answers or set(electors) != set(answers):
        raise Refused(_("This city has no voice in this ballot."))
    parts = {pk: checked(ballot, answer, form, electors[pk].weight) for pk, answer in answers.items()}
    again = [sent_before(ballot, electors[pk], parts[pk], once) for pk in answers]
    if all(again):
        return [receipt for receipt in again if receipt]
    for elector in electors.values():
        if (voted := getattr(elector, "voted", None)) is not None:
            raise Refused(rules.obstacle_of_voted(elector, voted))
    if obstacle := rules.obstacle_to_cast(ballot, at=at):
        raise Refused(obstacle)
    return [put_in(ballot, electors[pk], parts[pk], by, once, at) for pk in answers]


def checked(ballot: Ballot, answer: Answer, form: Form, weight: Decimal) -> tuple[Part, ...]:
    parts = parts_of_answer(answer, form, weight)
    if ballot.is_secret and len(parts) > 1 and any(part.weight != int(part.weight) for part in parts):
        raise Refused(_("In a secret ballot every voice is a slip of its own; a single voice is not divided."))
    return parts


def sent_before(ballot: Ballot, elector: Elector, parts: tuple[Part, ...], once: str) -> Receipt | None:
    """The receipt of this very form, if it arrived before; with another answer in it, it is refused."""
    voted: Voted | None = getattr(elector, "voted", None)
    if voted is None or voted.sent != sent_as(ballot.key, elector, once):
        return None
    slips = slips_of(ballot.key, seed_of(ballot.key, elector, once), parts, unit_for(ballot, elector.weight))
    if not lies_in_the_box(ballot, elector, parts, slips, once):
        changed = _("This vote was cast as you sent it first, and stays so; the answer you sent now is another one.")
        raise Refused(changed)
    return Receipt(elector, voted.at, slips, is_again=True)


def lies_in_the_box(
    ballot: Ballot, elector: Elector, parts: tuple[Part, ...], slips: tuple[Cast, ...], once: str
) -> bool:
    """Whether what is sent again is what lies there; only who knows the key of the form can ask this."""
    if not ballot.is_secret:
        stored = {(vote.choice, vote.weight) for vote in elector.votes.all()}
        return stored == {(written(part.choice), part.weight) for part in parts}
    if ballot.closed_at is None:
        return Envelope.objects.filter(tag=tag_of(seed_of(ballot.key, elector, once), parts)).exists()
    found = Slip.objects.filter(ballot=ballot, nonce__in=[slip.nonce for slip in slips]).values_list("nonce", "choice")
    return sorted(found) == sorted((slip.nonce, written(slip.choice)) for slip in slips)


def put_in(ballot: Ballot, elector: Elector, parts: tuple[Part, ...], by: User, once: str, at: datetime) -> Receipt:
    """Note that an elector voted, and put its answer into the box, in one transaction."""
    seed = seed_of(ballot.key, elector, once)
    slips = slips_of(ballot.key, seed, parts, unit_for(ballot, elector.weight))
    elector.ballot = ballot
    voted = Voted.objects.create(elector=elector, at=at, by=by, sent=sent_as(ballot.key, elector, once))
    if ballot.is_secret:
        content = [seed, [[written(part.choice), plain(part.weight)] for part in parts]]
        Envelope.objects.create(ballot=ballot, tag=tag_of(seed, parts), sealed=sealing.shut(ballot.seal, content))
    else:
        votes = [Vote(elector=elector, choice=written(s.choice), weight=s.weight, nonce=s.nonce) for s in slips]
        Vote.objects.bulk_create(votes)
        said = [[vote.choice, plain(vote.weight)] for vote in votes]
        told = log.difference({}, log.fields_of(voted))
        log.write("vote.cast", voted, by=by, changes=told, facts={"party": elector.party.slug, "votes": said})
    return Receipt(elector, at, slips)
