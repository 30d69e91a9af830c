"""Adopting a resolution under the next official number of its body and year."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Decision
from hamshahr.bodies.services import number_decision, record_decision
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.text import fold, search_text
from hamshahr.meetings.models import AgendaItem, Audience

from .. import rules
from ..models import Counter, Resolution


@transaction.atomic
def adopt_resolution(
    *,
    body: Body,
    names: Any,
    authentic_language: str,
    adopted_on: date,
    by: User | None,
    text: Any = "",
    gathering: Gathering | None = None,
    item: AgendaItem | None = None,
    motion_key: str = "",
    ballot_key: str = "",
    verdict: dict[str, Any] | None = None,
    way: str = "",
    today: date | None = None,
) -> Resolution:
    """Enter what a body adopted; the same motion gives the same resolution, however often it is told."""
    today = today or timezone.localdate()
    asked = {"adopted_on": adopted_on, "today": max(today, adopted_on) if motion_key else today}
    if obstacle := rules.obstacle_to_adopt(body, gathering=gathering, item=item, **asked):
        raise Refused(obstacle)
    number = next_number(body, adopted_on.year)
    if motion_key and (known := Resolution.objects.filter(motion_key=motion_key).first()):
        return known
    made = Resolution(body=body, year=adopted_on.year, number=number, adopted_on=adopted_on, names=names, text=text)
    made.authentic_language, made.gathering, made.item = authentic_language, gathering, item
    made.motion_key, made.ballot_key, made.verdict, made.way = motion_key, ballot_key, verdict or {}, way
    made.decision = decision_of(made, by)
    made.folded = search_text(made.code, *every_language(names), *every_language(text))
    made.full_clean()
    Counter.objects.filter(body=body, year=adopted_on.year).update(last=number)
    log.save(made, "resolution.adopted", by=by)
    return made


def every_language(text: Any) -> list[str]:
    """A text in each of the languages it is written in."""
    said = getattr(text, "data", text)
    return [str(each) for each in said.values()] if isinstance(said, dict) else [str(said or "")]


def next_number(body: Body, year: int) -> int:
    """The number after the last one of the body in that year, past those its decisions have elsewhere; held."""
    counter, _created = Counter.objects.select_for_update().get_or_create(body=body, year=year)
    number = counter.last + 1
    while Decision.objects.filter(body=body, number=f"{number}/{year}").exists():
        number += 1
    return number


def in_register(made: Resolution, day: PartialDate) -> Decision | None:
    """The one decision of that body and day in the register, without a number, with whose title this one begins."""
    rows = Decision.objects.filter(body=made.body, decided_on=day, number="", resolution=None)
    titles = [fold(text) for text in every_language(made.names) if text]
    same = [row for row in rows if any(title.startswith(known) for title in titles for known in folded_title(row))]
    return same[0] if len(same) == 1 else None


def folded_title(decision: Decision) -> list[str]:
    return [fold(text) for text in every_language(decision.title) if text]


def decision_of(made: Resolution, by: User | None) -> Decision:
    """The decision of the body; where its item is not public, the decision tells its number alone."""
    is_public = made.item is None or made.item.audience == Audience.PUBLIC
    title = made.names if is_public else _("Resolution %(number)s") % {"number": made.code}
    item = str(made.item)[:200] if made.item is not None and is_public else ""
    day = PartialDate(made.adopted_on.isoformat())
    if is_public and (known := in_register(made, day)) is not None:
        return number_decision(decision=known, number=made.code, agenda_item=item, by=by)
    return record_decision(body=made.body, title=title, decided_on=day, number=made.code, agenda_item=item, by=by)
