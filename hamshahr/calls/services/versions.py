"""A published call amended: another version, the one before kept, and a letter to everybody who began an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hamshahr.accounts import log, translations
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import in_every_language

from ..models import Call, CallVersion, Criterion, Question, Stage
from ..notices.amendments import call_amended
from ..rules import designing as rules
from ..stages import stage_of
from .designing import add_version, checked, locked

Values = Mapping[str, Any]
RELEASED = gettext_noop("The outcomes are released.")


@dataclass(frozen=True)
class Changes:
    """What an amendment makes of a call: new values of its own, and of its stages, questions and criteria.

    ``said`` tells those who began what changed and why; parts are named by position or key.
    """

    said: Any
    call: Values = field(default_factory=dict)
    stages: Mapping[int, Values] = field(default_factory=dict)
    questions: Mapping[str, Values] = field(default_factory=dict)
    criteria: Mapping[tuple[int, str], Values] = field(default_factory=dict)


@transaction.atomic
def amend_call(*, call: Call, changes: Changes, by: User | None, at: datetime | None = None) -> CallVersion:
    """Change a published call: the new terms stand as a further version, and who began an entry is told."""
    call, at = locked(call), at or timezone.now()
    if obstacle := rules.obstacle_to_amend(call):
        raise Refused(obstacle)
    if not translations.texts_in(changes.said):
        raise Refused(_("Say what changed and why: everybody who began an entry reads it."))
    moved = put_values(call, "call.amended", changes.call, by=by)
    moved |= amend_stages(call, changes.stages, by=by, at=at)
    moved |= amend_questions(call, changes.questions, by=by)
    moved |= amend_criteria(call, changes.criteria, by=by)
    if not moved:
        raise Refused(_("Nothing was changed."))
    version = add_version(call, changes.said, by=by, at=at)
    call_amended(version)
    return version


@transaction.atomic
def end_stage(*, stage: Stage, said: Any, by: User | None, at: datetime | None = None) -> CallVersion:
    """End a stage of a published call now: what comes next in its calendar begins at once, and entrants are told."""
    call, at = locked(stage.call), at or timezone.now()
    stage = Stage.objects.select_related("call").get(pk=stage.pk, call=call)
    if obstacle := rules.obstacle_to_end_stage(stage, at=at):
        raise Refused(obstacle)
    moved: dict[int, Values] = {stage.position: {"closes_at": at}}
    if stage.kind == Stage.Kind.OPEN:
        guidance = call.stages.at(at).filter(kind=Stage.Kind.GUIDANCE, opens_at__lt=at)
        moved |= {each.position: {"closes_at": at} for each in guidance}
    if stage.kind != Stage.Kind.GUIDANCE and (following := next_stage(stage, at)):
        moved[following.position] = {"opens_at": at}
    return amend_call(call=call, changes=Changes(said, stages=moved), by=by, at=at)


def next_stage(stage: Stage, at: datetime) -> Stage | None:
    """The stage that has not begun and is the next one to begin."""
    later = Stage.objects.filter(call=stage.call_id, position__gt=stage.position, opens_at__gt=at)
    return later.exclude(kind=Stage.Kind.GUIDANCE).order_by("opens_at", "position").first()


@transaction.atomic
def begin_publication(*, call: Call, by: User | None, at: datetime) -> CallVersion | None:
    """Begin the stage of publication where its hour has not come, and end what is still being judged.

    It is a version of the call like any other, but nobody is written to: the letters with the outcomes say it.
    """
    call = locked(call)
    stage = stage_of(call, Stage.Kind.PUBLICATION)
    if stage is None or stage.opens_at <= at:
        return None
    judging = call.stages.at(at).filter(kind__in=rules.JUDGING, opens_at__lt=at)
    moved: dict[int, Values] = {each.position: {"closes_at": at} for each in judging}
    amend_stages(call, {**moved, stage.position: {"opens_at": at}}, by=by, at=at)
    return add_version(call, in_every_language(RELEASED), by=by, at=at)


def put_values(thing: Any, verb: str, fields: Values, *, by: User | None) -> bool:
    """Give a row these values; whether any of them was another before."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.full_clean()
    return log.save(thing, verb, by=by) is not None


def amend_stages(call: Call, changed: Mapping[int, Values], *, by: User | None, at: datetime) -> bool:
    moved = False
    for position, fields in changed.items():
        stage = one_of(Stage.objects.filter(call=call, position=position))
        window = {name: fields.get(name, getattr(stage, name)) for name in ("opens_at", "closes_at")}
        if obstacle := rules.obstacle_to_move_stage(stage, **window, at=at):
            raise Refused(obstacle)
        moved |= put_values(stage, "stage.amended", fields, by=by)
        checked(stage)
    return moved


def amend_questions(call: Call, changed: Mapping[str, Values], *, by: User | None) -> bool:
    moved = False
    for slug, fields in changed.items():
        question = one_of(Question.objects.filter(call=call, slug=slug))
        obstacle = rules.obstacle_to_amend_question(question, options=fields.get("options", question.options))
        if obstacle:
            raise Refused(obstacle)
        moved |= put_values(question, "question.amended", fields, by=by)
    return moved


def amend_criteria(call: Call, changed: Mapping[tuple[int, str], Values], *, by: User | None) -> bool:
    moved = False
    for (position, slug), fields in changed.items():
        criterion = one_of(Criterion.objects.filter(stage__call=call, stage__position=position, slug=slug))
        moved |= put_values(criterion, "criterion.amended", fields, by=by)
    return moved


def one_of(rows: Any) -> Any:
    """The one row of a part that an amendment names, under its lock."""
    part = rows.select_for_update(of=["self"]).first()
    if part is None:
        raise Refused(_("The amendment names a part that this call does not have."))
    return part
