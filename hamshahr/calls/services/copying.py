"""Entries locked for judging, words in them blacked out, and translations laid beside them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from ..copies import digest_of_copy, newest, redacted
from ..models import Call, Copy, Redaction, Submission
from ..queries.entries import judged
from ..rules import copying as rules
from ..texts import text_of
from .entering import locked

Kind = Copy.Kind


@transaction.atomic
def lock_entries(*, call: Call, by: User | None, at: datetime) -> list[Copy]:
    """Keep the text of every entry that is let in as it was handed in; judged without names, a redacted one too."""
    call = Call.objects.select_for_update(of=["self"]).get(pk=call.pk)
    if obstacle := rules.obstacle_to_lock(call, at=at):
        raise Refused(obstacle)
    blind, made = rules.is_blind(call), []
    for submission in judged(call).exclude(copies__kind=Kind.LOCKED).select_related("call"):
        made.append(make(submission, Kind.LOCKED, submission.language, text_of(submission), by=by, at=at))
        if blind:
            redact(submission, by=by, at=at)
    return made


def make(submission: Submission, kind: str, language: str, text: Any, *, by: User | None, at: datetime) -> Copy:
    """Keep one text of an entry; the same text again is the copy that there is. The log tells its digest only."""
    digest, before = digest_of_copy(submission, kind, language, text), newest(submission, kind, language)
    if before is not None and before.digest == digest:
        return before
    fields = {"submission": submission, "kind": kind, "language": language, "digest": digest}
    copy = Copy.objects.filter(**fields).first() or Copy(**fields, text=[list(each) for each in text])
    copy.made_at, copy.made_by = at, by
    copy.full_clean()
    copy.save()
    changes = {f"{kind}_{language}": [before.digest if before else None, digest]}
    log.write("submission.copied", submission, by=by, changes=changes)
    return copy


def redact(submission: Submission, *, by: User | None, at: datetime) -> None:
    """Make the redacted copies anew from the locked ones, in each of their languages."""
    for language in submission.copies.filter(kind=Kind.LOCKED).order_by("language").values_list("language", flat=True):
        whole = newest(submission, Kind.LOCKED, language)
        make(submission, Kind.REDACTED, language, redacted(submission, whole.text), by=by, at=at)


@transaction.atomic
def mark_words(*, submission: Submission, words: Iterable[str], by: User | None, at: datetime) -> Submission:
    """Black words out of every text of an entry that is judged, in every spelling of them."""
    submission, words = locked(submission), list(dict.fromkeys(" ".join(each.split()) for each in words))
    if obstacle := rules.obstacle_to_copy(submission) or rules.obstacle_to_mark(words):
        raise Refused(obstacle)
    known = set(submission.redactions.standing().values_list("words", flat=True))
    for each in words:
        if each not in known:
            marked = Redaction(submission=submission, words=each, marked_at=at, marked_by=by)
            marked.full_clean()
            marked.save()
    redact(submission, by=by, at=at)
    return submission


@transaction.atomic
def lift_words(*, redaction: Redaction, by: User | None, at: datetime) -> Submission:
    """Black some words out no longer."""
    submission = locked(redaction.submission)
    redaction = Redaction.objects.select_for_update(of=["self"]).get(pk=redaction.pk)
    if redaction.lifted_at is None:
        redaction.lifted_at = at
        redaction.save()
        redact(submission, by=by, at=at)
    return submission


@transaction.atomic
def add_translation(
    *, submission: Submission, language: str, text: Mapping[str, str], by: User | None, at: datetime
) -> Copy:
    """Lay the text in another language beside the entry, for jurors who read that one."""
    submission = locked(submission)
    said = {slug: words.strip() for slug, words in text.items() if words.strip()}
    if obstacle := rules.obstacle_to_translate(submission, language=language, text=said):
        raise Refused(obstacle)
    order = [slug for slug, _value in newest(submission, Kind.LOCKED, submission.language).text]
    laid = [(slug, said[slug]) for slug in order if slug in said]
    copy = make(submission, Kind.LOCKED, language, laid, by=by, at=at)
    if submission.copies.filter(kind=Kind.REDACTED).exists():
        redact(submission, by=by, at=at)
    return copy
