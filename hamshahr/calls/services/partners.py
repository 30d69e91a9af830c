"""Partners of a joint entry: asked by the lead, accepted or declined at their own desk; and who writes with whom."""

from datetime import datetime

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from .. import entry_notices as notices
from ..models import Author, Partner, Submission
from ..rules import joining as rules
from .completing import complete
from .entering import locked

State = Partner.State


@transaction.atomic
def invite_partner(*, submission: Submission, party: Party, part: str, by: User, at: datetime) -> Partner:
    """Ask a city to join an entry; its desk is told. A city that declined can be asked again."""
    submission = locked(submission)
    if obstacle := rules.obstacle_to_invite_partner(submission, party, at=at):
        raise Refused(obstacle)
    partner = submission.partners.filter(party=party).first() or Partner(submission=submission, party=party)
    partner.part, partner.state, partner.invited_at, partner.invited_by = part.strip(), State.INVITED, at, by
    partner.answered_at = partner.answered_by = None
    partner.words = ""
    partner.full_clean()
    log.save(partner, "partner.invited", by=by)
    notices.partner_invited(partner)
    return partner


@transaction.atomic
def answer_partner(*, partner: Partner, accept: bool, words: str, by: User, at: datetime) -> Partner:
    """Accept or decline for a city; with the last yes that was wanting the entry is submitted."""
    submission = locked(partner.submission)
    partner = Partner.objects.select_for_update(of=["self"]).select_related("party").get(pk=partner.pk)
    partner.submission = submission
    wanted = State.ACCEPTED if accept else State.DECLINED
    if partner.state == wanted:
        return partner
    if obstacle := rules.obstacle_to_answer_partner(partner, at=at):
        raise Refused(obstacle)
    partner.state, partner.words, partner.answered_at, partner.answered_by = wanted, words.strip(), at, by
    partner.full_clean()
    log.save(partner, "partner.accepted" if accept else "partner.declined", by=by)
    notices.partner_answered(partner)
    complete(submission, by=by, at=at)
    return partner


@transaction.atomic
def release_partner(*, partner: Partner, by: User, at: datetime) -> Partner:
    """Go on without a city that was asked; released before is released."""
    submission = locked(partner.submission)
    partner = Partner.objects.select_for_update(of=["self"]).select_related("party").get(pk=partner.pk)
    partner.submission = submission
    if partner.state == State.RELEASED:
        return partner
    if obstacle := rules.obstacle_to_release_partner(partner, at=at):
        raise Refused(obstacle)
    partner.state, partner.answered_at, partner.answered_by = State.RELEASED, at, by
    partner.full_clean()
    log.save(partner, "partner.released", by=by)
    complete(submission, by=by, at=at)
    return partner


@transaction.atomic
def add_author(*, submission: Submission, user: User, by: User, at: datetime) -> Author:
    """Let a further person of the cities of an entry write it."""
    submission = locked(submission)
    if obstacle := rules.obstacle_to_add_author(submission, user, at=at):
        raise Refused(obstacle)
    author = Author(submission=submission, user=user, role=Author.Role.CO_AUTHOR, added_at=at)
    author.full_clean()
    log.save(author, "author.added", by=by)
    notices.author_added(author, by)
    return author


@transaction.atomic
def end_author(*, author: Author, by: User, at: datetime) -> Author:
    """Let a person write no longer; what they wrote stays theirs in the history."""
    locked(author.submission)
    author = Author.objects.select_for_update(of=["self"]).get(pk=author.pk)
    if obstacle := rules.obstacle_to_end_author(author):
        raise Refused(obstacle)
    author.ended_at = at
    author.full_clean()
    log.save(author, "author.ended", by=by)
    return author
