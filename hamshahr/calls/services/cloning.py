"""The call of the next edition made from the one before: everything that it asks and promises, and nobody's name."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log, translations
from hamshahr.accounts.models import User
from hamshahr.accounts.services import bind_language
from hamshahr.kernel.errors import Refused

from ..models import Call, Criterion, Edition, Question, Stage

OF_CALL = ("kind", "body", "text", "languages", "zone", "caps", "frameworks", "has_partners", "needs_endorsement")
OF_STAGE = ("position", "kind", "names", "rules")
OF_CRITERION = ("position", "slug", "names", "text", "weight", "low", "high", "is_required", "is_informative")
OF_QUESTION = (
    *("position", "section", "slug", "kind", "names", "help", "is_required", "is_private"),
    *("limit", "options", "shown_if"),
)


@transaction.atomic
def clone_call(
    *, call: Call, slug: str, names: Any, opens_at: datetime, by: User | None, edition: Edition | None = None
) -> Call:
    """Draft the next call after this one: its stages at the same distances by the clock of its place."""
    stages = list(call.stages.order_by("position"))
    if not stages:
        raise Refused(_("This call has no stages to take over."))
    distance = wall(opens_at, call) - wall(min(stage.opens_at for stage in stages), call)
    following = Call(slug=slug, names=names, edition=edition, previous=call, **values(call, OF_CALL))
    enter(following, "call.drafted", call, by=by)
    if (binding := translations.authentic_language(call)) != translations.authentic_language(following):
        bind_language(thing=following, language=binding, by=by)
    for stage in stages:
        clone_stage(stage, following, distance, by=by)
    for question in call.questions.standing().order_by("position", "pk"):
        enter(Question(call=following, **values(question, OF_QUESTION)), "question.added", question, by=by)
    return following


def clone_stage(stage: Stage, following: Call, distance: timedelta, *, by: User | None) -> None:
    """A stage with its criteria, so much later."""
    moments = {name: moved(getattr(stage, name), stage.call, distance) for name in ("opens_at", "closes_at")}
    another = Stage(call=following, **values(stage, OF_STAGE), **moments)
    another.rules = {name: value for name, value in stage.rules.items() if not name.endswith("_until")}
    enter(another, "stage.added", stage, by=by)
    for criterion in stage.criteria.order_by("position"):
        enter(Criterion(stage=another, **values(criterion, OF_CRITERION)), "criterion.added", criterion, by=by)


def values(thing: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def enter(thing: Any, verb: str, earlier: models.Model, *, by: User | None) -> None:
    """Store what continues an earlier row, so that its translations stay as stale as they were."""
    thing.full_clean()
    log.write(verb, thing, by=by, changes=log.saved(thing), facts={"continues": str(earlier.pk)})


def wall(moment: datetime, call: Call) -> datetime:
    """What clock and calendar show at the moment where the call is at home."""
    return moment.astimezone(call.place_zone).replace(tzinfo=None)


def moved(moment: datetime | None, call: Call, distance: timedelta) -> datetime | None:
    if moment is None:
        return None
    return (wall(moment, call) + distance).replace(tzinfo=call.place_zone).astimezone(UTC)
