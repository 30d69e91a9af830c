"""Motions drafted, filed, written anew, translated, taken along their way, and put into blocks."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.paragraphs import paragraphs as parted
from hamshahr.meetings.models import AgendaItem
from hamshahr.parties.models import Party

from ..models import Block, Docket, Motion, MotionStep, MotionText
from ..queries.texts import Texts, names_of, texts_of
from ..rules import motions as rules
from ..workflow import State, check, written


def locked(motion: Motion) -> Motion:
    rows = Motion.objects.select_for_update(of=["self"])
    return rows.select_related("gathering__body", "item__session", "mover").get(pk=motion.pk)


@transaction.atomic
def draft_motion(
    *,
    item: AgendaItem,
    language: str,
    title: str,
    text: str,
    mover: Party | None,
    by: User | None,
    kind: str = Motion.Kind.MOTION,
) -> Motion:
    """Begin a motion under an item of the agenda, in the language that will bind."""
    item = AgendaItem.objects.select_for_update(of=["self"]).select_related("session__gathering__body").get(pk=item.pk)
    if obstacle := rules.obstacle_to_draft(item):
        raise Refused(obstacle)
    names = LazyI18nString({language: title})
    motion = Motion(gathering=item.session.gathering, item=item, kind=kind, names=names, mover=mover)
    motion.authentic_language = language
    motion.full_clean()
    log.save(motion, "motion.drafted", by=by)
    add_text(motion, language, title, required(text), None, "motion.written", by=by)
    remember(motion, State.DRAFT, by, "")
    return motion


def required(text: str) -> list[str]:
    """The paragraphs of a text, of which there is at least one."""
    found = parted(text)
    if not found:
        raise Refused(_("A motion has at least one paragraph."))
    return found


def add_text(
    motion: Motion,
    language: str,
    title: str,
    paragraphs: Sequence[str],
    basis: MotionText | None,
    verb: str,
    *,
    by: User | None,
) -> MotionText:
    """A further version in one language, and the titles that the list shows."""
    title = " ".join(title.split())
    version = motion.texts.filter(language=language).count() + 1
    text = MotionText(motion=motion, language=language, version=version, title=title, paragraphs=list(paragraphs))
    text.basis, text.written_at, text.written_by = basis, timezone.now(), by
    text.full_clean()
    log.save(text, verb, by=by)
    motion.names = LazyI18nString(names_of(texts_of(motion)))
    motion.save(update_fields=["names"])
    return text


@transaction.atomic
def rewrite(*, motion: Motion, title: str, text: str, by: User | None) -> MotionText:
    """Change the words that bind; every translation is stale from then on. The same words again change nothing."""
    motion = locked(motion)
    if obstacle := rules.obstacle_to_write(motion):
        raise Refused(obstacle)
    authentic, new = texts_of(motion).authentic, required(text)
    if (authentic.title, authentic.paragraphs) == (" ".join(title.split()), new):
        return authentic
    return add_text(motion, motion.authentic_language, title, new, None, "motion.written", by=by)


@transaction.atomic
def translate(
    *, motion: Motion, language: str, title: str, paragraphs: Sequence[str], basis: MotionText | None, by: User | None
) -> MotionText:
    """Write or confirm the text in another language, made from the words that bind as the translator saw them."""
    motion = locked(motion)
    texts = texts_of(motion)
    if obstacle := rules.obstacle_to_translate(motion, language) or obstacle_of_translation(texts, paragraphs, basis):
        raise Refused(obstacle)
    new = [" ".join(words.split()) for words in paragraphs]
    old = texts.latest.get(language)
    if old and (old.title, old.paragraphs, old.basis_id) == (" ".join(title.split()), new, basis.pk):
        return old
    is_same = old is not None and (old.title, old.paragraphs) == (" ".join(title.split()), new)
    verb = "motion.translation_confirmed" if is_same else "motion.translated"
    return add_text(motion, language, title, new, basis, verb, by=by)


def obstacle_of_translation(texts: Texts, paragraphs: Sequence[str], basis: MotionText | None) -> str | None:
    """Why these paragraphs are no translation of the text that binds, or None."""
    if basis != texts.authentic:
        return _("The text that binds was changed while you wrote; look at the change and send it again.")
    if len(paragraphs) != len(texts.authentic.paragraphs) or not all(words.strip() for words in paragraphs):
        return _("Every paragraph of the text that binds has its translation.")
    return None


@transaction.atomic
def confirm_translation(*, motion: Motion, language: str, by: User | None) -> MotionText:
    """Say that the translation is right as it stands, for the words that bind now."""
    texts = texts_of(motion)
    text = texts.latest.get(language)
    if text is None:
        raise Refused(_("There is no text in this language yet."))
    fields = {"title": text.title, "paragraphs": text.paragraphs, "basis": texts.authentic}
    return translate(motion=motion, language=language, **fields, by=by)


@transaction.atomic
def step(*, motion: Motion, after: str, by: User | None, reason: str = "") -> Motion:
    """Take a motion one step along the way of its meeting; the same step sent twice is one."""
    motion = locked(motion)
    if motion.state == after:
        return motion
    if after == State.PUT:
        raise Refused(_("A motion is put to the vote by opening its ballot."))
    if obstacle := rules.obstacle_to_step(motion, State(after)):
        raise Refused(obstacle)
    return bring(motion, State(after), by=by, reason=reason)


def bring(motion: Motion, state: State, *, by: User | None, reason: str = "") -> Motion:
    """Enter a new state, with the number where it is filed; the caller has asked whether it may be."""
    if state not in {State.DRAFT, State.WITHDRAWN} and motion.number is None:
        motion.number, motion.code = next_number(motion.gathering)
    motion.state = state
    motion.full_clean()
    log.save(motion, "motion.stepped", by=by, reason=reason)
    remember(motion, state, by, reason)
    if state == State.WITHDRAWN:
        drop_amendments(motion, by=by)
    return motion


def remember(motion: Motion, state: str, by: User | None, reason: str) -> None:
    MotionStep.objects.create(motion=motion, state=state, at=timezone.now(), by=by, reason=reason)


def drop_amendments(motion: Motion, *, by: User | None) -> None:
    """With a motion its amendments fall."""
    for amendment in motion.amendments.standing().select_for_update(of=["self"]):
        amendment.state, amendment.because = type(amendment).State.FALLEN, _("The motion was withdrawn.")
        log.save(amendment, "amendment.fallen", by=by)


def next_number(gathering: Gathering) -> tuple[int, str]:
    """The next number of a meeting, and how it is written; without gaps, for the docket is locked."""
    docket = locked_docket(gathering)
    docket.last += 1
    docket.save(update_fields=["last"])
    return docket.last, f"{docket.prefix}{docket.last}"


def locked_docket(gathering: Gathering) -> Docket:
    """The docket of a meeting; begun with the first motion, with the usual way and sign."""
    docket, is_new = Docket.objects.select_for_update().get_or_create(gathering=gathering)
    if is_new:
        log.write("docket.begun", docket, by=None, changes=log.difference({}, log.fields_of(docket)))
    return docket


@transaction.atomic
def set_docket(*, gathering: Gathering, steps: str, prefix: str, by: User | None) -> Docket:
    """Give a meeting its own way of motions and its own sign of numbers."""
    check(written(steps))
    docket = locked_docket(gathering)
    docket.steps, docket.prefix = steps, prefix
    docket.full_clean()
    log.save(docket, "docket.set", by=by)
    return docket


@transaction.atomic
def make_block(*, item: AgendaItem, names: Any, motions: Sequence[Motion], by: User | None) -> Block:
    """Put several motions of an item together, to be decided by one vote."""
    motions = [locked(motion) for motion in sorted(motions, key=lambda motion: motion.pk)]
    if len(motions) < 2:
        raise Refused(_("A block holds at least two motions."))
    for motion in motions:
        if obstacle := rules.obstacle_to_block(motion, item):
            raise Refused(obstacle)
    if len({motion.kind for motion in motions}) > 1:
        raise Refused(_("The motions of a block are of one kind, for one majority decides them."))
    block = Block(item=item, names=names)
    block.full_clean()
    log.save(block, "block.made", by=by)
    for motion in motions:
        motion.block = block
        log.save(motion, "motion.blocked", by=by)
    return block


@transaction.atomic
def take_out(*, motion: Motion, by: User | None, reason: str) -> Motion:
    """Take a motion out of its block, to be decided by itself."""
    motion = locked(motion)
    if motion.block_id is None:
        return motion
    if motion.state == State.PUT:
        raise Refused(_("This motion is under vote."))
    motion.block = None
    log.save(motion, "motion.taken_out", by=by, reason=reason)
    return motion
