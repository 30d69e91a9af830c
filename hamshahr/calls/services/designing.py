"""Calls drafted, their stages, criteria and questions put together, and published."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused

from ..models import Call, CallVersion, Criterion, Question, Stage
from ..queries.versions import terms_of
from ..rules import designing as rules

Part = Stage | Criterion | Question


def locked(call: Call) -> Call:
    """The call, so that two who change it come one after the other."""
    return Call.objects.select_for_update(of=["self"]).select_related("body").get(pk=call.pk)


def designed(call: Call) -> Call:
    """A call whose draft may be changed, locked."""
    call = locked(call)
    if obstacle := rules.obstacle_to_design(call):
        raise Refused(obstacle)
    return call


def checked(stage: Stage) -> None:
    if obstacle := rules.obstacle_of_particulars(stage):
        raise Refused(obstacle)


@transaction.atomic
def draft_call(*, body: Body, slug: str, kind: str, by: User | None, **fields: Any) -> Call:
    """Begin a call of a body; nobody but who keeps the body sees it until it is published."""
    call = Call(body=body, slug=slug, kind=kind, **fields)
    call.full_clean()
    log.save(call, "call.drafted", by=by)
    return call


@transaction.atomic
def describe_call(*, call: Call, by: User | None, **fields: Any) -> Call:
    """Change what a call says and promises while it is a draft."""
    return put(designed(call), "call.described", fields, by=by)


def put(thing: Any, verb: str, fields: dict[str, Any], *, by: User | None, reason: str = "") -> Any:
    """Give a thing these values; the caller has asked whether they may be changed."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.full_clean()
    log.save(thing, verb, by=by, reason=reason)
    return thing


@transaction.atomic
def add_stage(*, call: Call, kind: str, by: User | None, **fields: Any) -> Stage:
    """Give a call a further stage, after the others."""
    call = designed(call)
    stage = Stage(call=call, kind=kind, position=next_position(call.stages.all()), **fields)
    checked(stage)
    stage.full_clean()
    log.save(stage, "stage.added", by=by)
    return stage


@transaction.atomic
def add_criterion(*, stage: Stage, by: User | None, **fields: Any) -> Criterion:
    """Give a stage a further criterion."""
    stage.call = designed(stage.call)
    criterion = Criterion(stage=stage, position=next_position(stage.criteria.all()), **fields)
    criterion.full_clean()
    log.save(criterion, "criterion.added", by=by)
    return criterion


@transaction.atomic
def add_question(*, call: Call, by: User | None, **fields: Any) -> Question:
    """Ask a further question, after the others."""
    call = designed(call)
    question = Question(call=call, position=next_position(call.questions.all()), **fields)
    question.full_clean()
    log.save(question, "question.added", by=by)
    return question


def next_position(rows: Any) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def call_of(part: Part) -> Call:
    return part.stage.call if isinstance(part, Criterion) else part.call


def fresh(part: Part) -> Part:
    """The part under the lock of its call, whose draft may be changed."""
    designed(call_of(part))
    return type(part).objects.select_for_update(of=["self"]).get(pk=part.pk)


@transaction.atomic
def change_part(*, part: Part, by: User | None, **fields: Any) -> Part:
    """Change a stage, a criterion or a question of a draft."""
    part = fresh(part)
    for name, value in fields.items():
        setattr(part, name, value)
    if isinstance(part, Stage):
        checked(part)
    return put(part, f"{part._meta.model_name}.changed", {}, by=by)


@transaction.atomic
def remove_part(*, part: Part, by: User | None, reason: str = "") -> None:
    """Take a stage, a criterion or a question out of a draft that nobody else has seen."""
    part = fresh(part)
    if isinstance(part, Stage):
        for criterion in part.criteria.all():
            forget(criterion, by=by, reason=reason)
    forget(part, by=by, reason=reason)


def forget(part: Model, *, by: User | None, reason: str) -> None:
    gone = {name: [was, None] for name, was in log.fields_of(part).items()}
    log.write(f"{part._meta.model_name}.removed", part, by=by, reason=reason, changes=gone)
    part.delete()


@transaction.atomic
def move_question(*, question: Question, up: bool, by: User | None) -> Question:
    """Let a question change places with the one before it, or after it."""
    question = fresh(question)
    others = question.call.questions.standing().exclude(pk=question.pk)
    if up:
        other = others.filter(position__lte=question.position).order_by("-position", "-pk").first()
    else:
        other = others.filter(position__gte=question.position).order_by("position", "pk").first()
    if other is None:
        raise Refused(_("It stands at the end already."))
    places = question.position, other.position
    put(other, "question.changed", {"position": places[0]}, by=by)
    return put(question, "question.changed", {"position": places[1]}, by=by)


@transaction.atomic
def open_call(*, call: Call, by: User | None, at: datetime | None = None) -> CallVersion:
    """Publish a call with its first version: from now on it changes by amendments only."""
    call, at = locked(call), at or timezone.now()
    if obstacle := rules.obstacle_to_open(call, at=at):
        raise Refused(obstacle)
    call.published_at = at
    log.save(call, "call.opened", by=by)
    return add_version(call, "", by=by, at=at)


def add_version(call: Call, changes: Any, *, by: User | None, at: datetime) -> CallVersion:
    """Keep the terms as they stand now under the next number; the call is locked."""
    number = (call.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = CallVersion(call=call, number=number, published_at=at, published_by=by, changes=changes)
    version.terms = terms_of(call)
    version.full_clean()
    log.save(version, "call.published", by=by)
    return version


@transaction.atomic
def close_call(*, call: Call, reason: str, by: User | None, at: datetime | None = None) -> Call:
    """End a call before or after its stages do; nothing is entered in it any more."""
    call = locked(call)
    if obstacle := rules.obstacle_to_close(call):
        raise Refused(obstacle)
    return put(call, "call.closed", {"closed_at": at or timezone.now()}, by=by, reason=reason)
