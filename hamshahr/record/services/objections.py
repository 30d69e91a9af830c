"""Objections of a party to its record, and their answers."""

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from .. import rules
from ..models import Claim, Confidence, Entry, Objection, Origin, Sourced
from .entries import enter


@transaction.atomic
def raise_objection(*, entry: Entry, aim: str, text: str, citation: str = "", by: User) -> Objection:
    """Put the party's word beside the entry, where everybody sees it until it is answered."""
    entry = Entry.objects.select_for_update(of=["self"]).get(pk=entry.pk)
    if obstacle := rules.obstacle_to_object(entry):
        raise Refused(obstacle)
    return put(Objection(entry=entry, aim=aim, text=text, citation=citation, raised_by=by))


@transaction.atomic
def object_to_claim(*, claim: Claim, aim: str, text: str, citation: str = "", by: User) -> Objection:
    """Put the party's word beside a claim about it."""
    claim = Claim.objects.select_for_update(of=["self"]).get(pk=claim.pk)
    if obstacle := rules.obstacle_to_object_to_claim(claim):
        raise Refused(obstacle)
    return put(Objection(claim=claim, aim=aim, text=text, citation=citation, raised_by=by))


def put(objection: Objection) -> Objection:
    objection.full_clean()
    log.save(objection, "objection.raised", by=objection.raised_by, reason=objection.text)
    return objection


@transaction.atomic
def answer_objection(*, objection: Objection, outcome: str, answer: str, by: User) -> Objection:
    """Accept or decline; an accepted source for an entry makes a further one that supersedes the weaker."""
    objection = Objection.objects.select_for_update(of=["self"]).select_related("entry__party").get(pk=objection.pk)
    if obstacle := rules.obstacle_to_answer(objection):
        raise Refused(obstacle)
    objection.outcome, objection.answer = outcome, answer
    objection.answered_by, objection.answered_at = by, timezone.now()
    objection.full_clean()
    log.save(objection, "objection.answered", by=by, reason=answer)
    is_source = outcome == Objection.Outcome.ACCEPTED and objection.aim == Objection.Aim.SUPPORT
    if is_source and objection.entry is not None:
        confirm(objection.entry, citation=objection.citation, by=by)
    return objection


def confirm(entry: Entry, *, citation: str, by: User) -> Entry:
    """Supersede an entry by one that rests on the source the party brought."""
    source, changes = entry.source, {}
    if isinstance(source, Sourced):
        source.confidence, source.source = Confidence.CONFIRMED, citation or source.source
        changes = log.saved(source)
    return enter(
        entry.kind,
        party=entry.party,
        source=source,
        happened_on=entry.happened_on,
        origin=Origin.DOCUMENT,
        supersedes=entry,
        by=by,
        changes=changes,
    )
