"""Minutes drafted, written together, circulated, corrected, and approved at a later session."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import LogHead, User
from hamshahr.kernel.errors import Refused
from hamshahr.meetings.models import AgendaItem, Session

from .. import notices, rules
from ..composing import parts_of
from ..models import Correction, Minutes, Paragraph, Wording
from ..sealing import seal_minutes

GAP = 1000  # between two paragraphs, so that others find a place there


def locked(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=["self"]).select_related("session__gathering__body")
    return rows.get(pk=minutes.pk)


@transaction.atomic
def draft_minutes(*, session: Session, languages: list[str], by: User | None, at: datetime | None = None) -> Minutes:
    """Begin the minutes of a session with what the rooms know of it, in each language."""
    session = Session.objects.select_for_update(of=["self"]).select_related("gathering__body").get(pk=session.pk)
    if obstacle := rules.obstacle_to_draft(session, languages):
        raise Refused(obstacle)
    minutes, at = Minutes(session=session, languages=languages), at or timezone.now()
    minutes.full_clean()
    log.save(minutes, "minutes.drafted", by=by)
    for language in languages:
        for place, part in enumerate(parts_of(session, language), start=1):
            begin(minutes, language, place * GAP, part.heading, part.text, item=part.item, by=by, at=at)
    return minutes


def begin(
    minutes: Minutes,
    language: str,
    position: int,
    heading: str,
    text: str,
    *,
    by: User | None,
    at: datetime,
    item: AgendaItem | None = None,
) -> Paragraph:
    """A new paragraph with its first wording."""
    paragraph = Paragraph(minutes=minutes, language=language, position=position, heading=heading[:300], item=item)
    paragraph.full_clean()
    log.save(paragraph, "minutes.paragraph_begun", by=by)
    word(paragraph, text, by=by, at=at, number=1)
    return paragraph


def word(paragraph: Paragraph, text: str, *, by: User | None, at: datetime, **fields) -> Wording:
    wording = Wording(paragraph=paragraph, text=text, written_by=by, written_at=at, **fields)
    wording.full_clean()
    log.save(wording, "minutes.worded", by=by)
    return wording


@transaction.atomic
def add_paragraph(*, after: Paragraph, heading: str, text: str, by: User, at: datetime | None = None) -> Paragraph:
    """Put a further paragraph behind another one."""
    minutes = locked(after.minutes)
    if obstacle := rules.obstacle_to_write(minutes):
        raise Refused(obstacle)
    rows = Paragraph.objects.filter(minutes=minutes, language=after.language, position__gt=after.position)
    following = rows.order_by("position").values_list("position", flat=True).first()
    position = after.position + GAP if following is None else (after.position + following) // 2
    return begin(minutes, after.language, position, heading, text, by=by, at=at or timezone.now())


@transaction.atomic
def write_paragraph(*, paragraph: Paragraph, text: str, based_on: int, by: User, at: datetime | None = None) -> Wording:
    """Write a paragraph upon a version of it; where another version stands by now, the text is kept aside.

    Whoever gets a wording that ``is_aside`` merges it with the one that stands, and writes upon that.
    """
    minutes = locked(paragraph.minutes)
    if obstacle := rules.obstacle_to_write(minutes):
        raise Refused(obstacle)
    return worded(paragraph, text, based_on=based_on, by=by, at=at or timezone.now())


def worded(paragraph: Paragraph, text: str, *, based_on: int, by: User, at: datetime) -> Wording:
    """The further wording; the same words sent again are the same wording."""
    wordings = paragraph.wordings.select_for_update()
    standing = wordings.filter(is_aside=False).order_by("-number").first()
    if standing.text == text:
        return standing
    again = wordings.filter(is_aside=True, based_on=based_on, text=text, written_by=by).first()
    if standing.number != based_on and again is not None:
        return again
    last = wordings.aggregate(last=Max("number"))["last"]
    numbered = {"number": last + 1, "based_on": min(based_on, last), "is_aside": standing.number != based_on}
    return word(paragraph, text, by=by, at=at, **numbered)


@transaction.atomic
def circulate(*, minutes: Minutes, by: User, at: datetime | None = None) -> Minutes:
    """Send the draft to who was called; from now on only corrections change it."""
    minutes, at = locked(minutes), at or timezone.now()
    if obstacle := rules.obstacle_to_circulate(minutes):
        raise Refused(obstacle)
    minutes.state, minutes.circulated_at = Minutes.State.CIRCULATED, at
    minutes.full_clean()
    log.save(minutes, "minutes.circulated", by=by)
    notices.minutes_circulated(minutes, timezone.localdate(at))
    return minutes


@transaction.atomic
def ask_correction(*, paragraph: Paragraph, text: str, by: User, at: datetime | None = None) -> Correction:
    """Ask to have a paragraph of circulated minutes corrected; asked twice in the same words it is asked once."""
    paragraph.minutes = locked(paragraph.minutes)
    if obstacle := rules.obstacle_to_ask(paragraph, text):
        raise Refused(obstacle)
    known = Correction.objects.filter(paragraph=paragraph, text=text, asked_by=by, answered_at=None).first()
    if known is not None:
        return known
    correction = Correction(paragraph=paragraph, text=text, asked_by=by, asked_at=at or timezone.now())
    correction.full_clean()
    log.save(correction, "minutes.correction_asked", by=by)
    return correction


@transaction.atomic
def answer_correction(
    *,
    correction: Correction,
    is_taken: bool,
    by: User,
    answer: str = "",
    text: str = "",
    at: datetime | None = None,
) -> Correction:
    """Take a correction over, with the paragraph as it stands from then on, or say why not."""
    rows = Correction.objects.select_for_update(of=["self"]).select_related("paragraph__minutes")
    correction, at = rows.get(pk=correction.pk), at or timezone.now()
    minutes = locked(correction.paragraph.minutes)
    if obstacle := rules.obstacle_to_answer(correction, is_taken=is_taken, text=text):
        raise Refused(obstacle)
    correction.is_taken, correction.answer = is_taken, answer
    correction.answered_at, correction.answered_by = at, by
    correction.full_clean()
    log.save(correction, "minutes.correction_answered", by=by)
    if is_taken:
        standing = correction.paragraph.wordings.filter(is_aside=False).order_by("-number").first()
        worded(correction.paragraph, text, based_on=standing.number, by=by, at=at)
        minutes.state = Minutes.State.CORRECTED
        log.save(minutes, "minutes.corrected", by=by)
    return correction


@transaction.atomic
def approve(*, minutes: Minutes, item: AgendaItem, by: User, at: datetime | None = None) -> Minutes:
    """Approve the minutes under an item of a later session, and seal them in each language."""
    minutes, at = locked(minutes), at or timezone.now()
    item = AgendaItem.objects.select_related("session__gathering__body").get(pk=item.pk)
    if obstacle := rules.obstacle_to_approve(minutes, item):
        raise Refused(obstacle)
    head = LogHead.objects.select_for_update().filter(pk=1).first()
    minutes.state, minutes.approved_at, minutes.approved_by = Minutes.State.APPROVED, at, item
    minutes.log_head = head.digest if head else ""
    minutes.full_clean()
    log.save(minutes, "minutes.approved", by=by)
    for language in minutes.languages:
        seal_minutes(minutes, language, by=by, at=at)
    return minutes
