"""A draft of a call laid out by the template of its kind; everything of it can be changed before it is published."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from i18nfield.strings import LazyI18nString

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body
from hamshahr.kernel.errors import Refused

from ..kinds import template_of
from ..models import Call
from ..rules import laying_out as rules
from .designing import add_criterion, add_question, add_stage, describe_call, draft_call, locked


@transaction.atomic
def draft_by_kind(*, body: Body, slug: str, kind: str, opens_at: datetime, by: User | None, **fields: Any) -> Call:
    """Begin a call of a body with all that its kind begins with."""
    call = draft_call(body=body, slug=slug, kind=kind, by=by, **fields)
    return lay_out_call(call=call, opens_at=opens_at, by=by)


@transaction.atomic
def lay_out_call(*, call: Call, opens_at: datetime, by: User | None) -> Call:
    """Give a draft the stages, criteria and questions of its kind, its calendar counted from the opening."""
    call, template = locked(call), template_of(call.kind)
    if obstacle := rules.obstacle_to_lay_out(call):
        raise Refused(obstacle)
    said = ("caps", "frameworks", "has_partners", "needs_endorsement")
    call = describe_call(call=call, by=by, **{name: template[name] for name in said})
    for stage in template["stages"]:
        lay_stage(call, stage, opens_at, by)
    for question in template["questions"]:
        fields = {name: value for name, value in question.items() if name not in {"names", "section"}}
        words = {"names": texts(question["names"]), "section": texts(template["sections"][question["section"]])}
        add_question(call=call, by=by, **words, **fields)
    return call


def lay_stage(call: Call, stage: dict[str, Any], opens_at: datetime, by: User | None) -> None:
    until = None if stage["to_day"] is None else opens_at + timedelta(days=stage["to_day"])
    window = {"opens_at": opens_at + timedelta(days=stage["from_day"]), "closes_at": until}
    words = {"names": texts(stage.get("names", {})), "rules": stage.get("rules", {})}
    laid = add_stage(call=call, kind=stage["kind"], by=by, **window, **words)
    for criterion in stage.get("criteria", []):
        said = {"names": texts(criterion["names"]), "text": texts(criterion["text"])}
        add_criterion(stage=laid, slug=criterion["slug"], weight=criterion["weight"], by=by, **said)


def texts(names: dict[str, str]) -> LazyI18nString:
    return LazyI18nString(names)
