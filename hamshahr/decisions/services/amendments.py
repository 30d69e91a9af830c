"""Amendments filed, withdrawn, and what becomes of the motion when one is adopted."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from ..amending import Amended, Change, exclude, in_order_of_voting, laid_in
from ..models import Amendment, Motion, MotionText
from ..queries.texts import Texts, texts_of
from ..rules import motions as rules
from .motions import add_text, locked

State = Amendment.State


@transaction.atomic
def file_amendment(
    *,
    motion: Motion,
    change: str,
    paragraph: int,
    texts: Any = "",
    mover: Party | None,
    by: User | None,
    reason: str = "",
) -> Amendment:
    """File a change to one paragraph of a motion that is open for amendments."""
    motion = locked(motion)
    basis = text_opened(motion)
    place = rules.obstacle_of_place(change, paragraph, len(basis.paragraphs))
    if obstacle := rules.obstacle_to_amend(motion) or place:
        raise Refused(obstacle)
    number = motion.amendments.count() + 1
    amendment = Amendment(motion=motion, basis=basis, number=number, mover=mover, change=change, paragraph=paragraph)
    amendment.texts, amendment.reason, amendment.filed_at, amendment.filed_by = texts, reason, timezone.now(), by
    if change != Change.DELETE and not amendment.amended(motion.authentic_language).words:
        raise Refused(_("Write the new words in the language that binds."))
    amendment.full_clean()
    log.save(amendment, "amendment.filed", by=by)
    return amendment


def text_opened(motion: Motion) -> MotionText:
    """The text all amendments of a motion name their paragraphs in: the one the first of them was filed to."""
    first = motion.amendments.exclude(state__in=[State.WITHDRAWN, State.REJECTED, State.FALLEN])
    first = first.select_related("basis").order_by("number").first()
    return first.basis if first else texts_of(motion).authentic


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, by: User | None, reason: str = "") -> Amendment:
    """Take an amendment back for its mover."""
    motion = locked(amendment.motion)
    amendment = motion.amendments.select_for_update(of=["self"]).get(pk=amendment.pk)
    if amendment.state == State.WITHDRAWN:
        return amendment
    if obstacle := rules.obstacle_to_withdraw_amendment(amendment):
        raise Refused(obstacle)
    return bring_amendment(amendment, State.WITHDRAWN, by=by, because=reason)


@transaction.atomic
def place_amendment(*, amendment: Amendment, position: int | None, by: User | None) -> Amendment:
    """Give an amendment its place in the vote, before those whose place is only reckoned."""
    amendment = Amendment.objects.select_for_update(of=["self"]).select_related("motion").get(pk=amendment.pk)
    if obstacle := rules.obstacle_to_withdraw_amendment(amendment):
        raise Refused(obstacle)
    amendment.position = position
    log.save(amendment, "amendment.placed", by=by)
    return amendment


def bring_amendment(amendment: Amendment, state: str, *, by: User | None, because: str = "") -> Amendment:
    """Enter the new state of an amendment; the caller has asked whether it may be."""
    amendment.state, amendment.because = state, because
    amendment.full_clean()
    verb = "amendment.withdrawn" if state == State.WITHDRAWN else "amendment.stepped"
    log.save(amendment, verb, by=by, reason=because)
    return amendment


def adopt_amendment(amendment: Amendment, *, by: User | None) -> Motion:
    """Lay an adopted amendment into its motion; those that want something else of the same paragraph fall."""
    motion = locked(amendment.motion)
    texts, others = texts_of(motion), list(motion.amendments.standing().select_for_update(of=["self"]))
    bring_amendment(amendment, State.ADOPTED, by=by)
    language = motion.authentic_language
    adopted = amendment.amended(language)
    because = _("Amendment %(code)s was adopted.") % {"code": amendment.code}
    for other in others:
        if exclude(adopted, other.amended(language)):
            bring_amendment(other, State.FALLEN, by=by, because=because)
    recompute(motion, texts, amendment.basis, by=by)
    return motion


def recompute(motion: Motion, texts: Texts, opened: MotionText, *, by: User | None) -> None:
    """The text with all that was adopted; in other languages too, where the words of all amendments stand in them."""
    adopted = list(motion.amendments.filter(state=State.ADOPTED))
    changes = [amendment.amended(motion.authentic_language) for amendment in adopted]
    new = laid_in(opened.paragraphs, changes)
    title = texts.authentic.title
    basis = add_text(motion, motion.authentic_language, title, new, None, "motion.amended", by=by)
    for language, latest in texts.latest.items():
        before = motion.texts.filter(language=language, basis=opened).order_by("-version").first()
        changes = [amendment.amended(language) for amendment in adopted]
        if before is not None and not texts.is_stale(language) and all(map(has_words, changes)):
            words = laid_in(before.paragraphs, changes)
            if len(words) == len(new):
                add_text(motion, language, latest.title, words, basis, "motion.amended", by=by)


def has_words(change: Amended) -> bool:
    return change.change == Change.DELETE or bool(change.words)


def voting_order(motion: Motion) -> list[Amendment]:
    """The amendments that wait, in the order of the vote: those with a place first, then the farthest of each."""
    waiting = list(motion.amendments.standing().select_related("basis", "mover", "motion"))
    if not waiting:
        return []
    language = motion.authentic_language
    by_number = {amendment.number: amendment for amendment in waiting}
    changes = [amendment.amended(language) for amendment in waiting]
    reckoned = [by_number[each.number] for each in in_order_of_voting(waiting[0].basis.paragraphs, changes)]
    return sorted(reckoned, key=lambda each: (each.position is None, each.position or 0))
