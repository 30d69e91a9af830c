"""Juries and those who sit in them: seated, asked, answering, described, leaving; each an act."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.calls.models import Stage
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from .. import notices, rules
from ..models import Juror, JurorPast, Panel
from .conflicts import infer_conflicts
from .releasing import release_all

DESCRIBED = ("languages", "topics", "gender", "min_load", "max_load", "free_from", "free_until")
PLACED = ("party", "country", "region")


def locked_panel(panel: Panel) -> Panel:
    """The jury, so that whoever joins or leaves comes one after the other."""
    rows = Panel.objects.select_for_update(of=["self"]).select_related("stage__call__body")
    return rows.get(pk=panel.pk)


def locked_juror(juror: Juror) -> Juror:
    rows = Juror.objects.select_for_update(of=["self"]).select_related("panel__stage__call__body", "user", "party")
    return rows.get(pk=juror.pk)


@transaction.atomic
def seat_panel(*, stage: Stage, by: User | None, **fields: Any) -> Panel:
    """Give a stage its jury, with its rules."""
    stage = Stage.objects.select_for_update(of=["self"]).select_related("call__body").get(pk=stage.pk)
    if obstacle := rules.obstacle_to_seat(stage):
        raise Refused(obstacle)
    panel = Panel(stage=stage, **fields)
    panel.full_clean()
    log.save(panel, "panel.seated", by=by)
    return panel


@transaction.atomic
def change_panel(*, panel: Panel, by: User | None, reason: str = "", **fields: Any) -> Panel:
    """Change the rules of a jury; the conflicts are found again, for the years of former work may differ."""
    panel = locked_panel(panel)
    for name, value in fields.items():
        setattr(panel, name, value)
    panel.full_clean()
    log.save(panel, "panel.changed", by=by, reason=reason)
    infer_conflicts(panel=panel, by=by)
    return panel


@transaction.atomic
def invite_juror(
    *, panel: Panel, user: User, by: User | None, at: datetime | None = None, is_chair: bool = False, **fields: Any
) -> Juror:
    """Ask a person to judge; the letter leads to the page where the person answers."""
    at = at or timezone.now()
    panel = locked_panel(panel)
    if obstacle := rules.obstacle_to_invite(panel, at=at):
        raise Refused(obstacle)
    juror = Juror(panel=panel, user=user, is_chair=is_chair, invited_at=at, **placed(fields))
    juror.full_clean()
    log.save(juror, "juror.invited", by=by)
    infer_conflicts(panel=panel, jurors=[juror.pk], by=by)
    notices.juror_invited(juror)
    return juror


def placed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Where a juror comes from: the country and region follow from the party unless they are named."""
    said = dict(fields)
    party = said.get("party")
    country = said.get("country") or (party.country if party else None)
    return said | {"country": country, "region": said.get("region") or (country.region if country else None)}


@transaction.atomic
def answer_invitation(*, juror: Juror, accepts: bool, by: User, at: datetime | None = None, **fields: Any) -> Juror:
    """Accept, saying what one reads, knows and can take on; or decline. The same answer again is the same answer."""
    at = at or timezone.now()
    juror = locked_juror(juror)
    said = Juror.State.ACCEPTED if accepts else Juror.State.DECLINED
    if juror.state == said:
        return juror
    if obstacle := rules.obstacle_to_answer(juror, at=at):
        raise Refused(obstacle)
    juror.state, juror.answered_at = said, at
    describe(juror, fields)
    juror.full_clean()
    log.save(juror, "juror.accepted" if accepts else "juror.declined", by=by)
    return juror


def describe(juror: Juror, fields: Mapping[str, Any]) -> None:
    for name in (*DESCRIBED, *PLACED, "reason"):
        if name in fields:
            setattr(juror, name, fields[name])


@transaction.atomic
def describe_juror(*, juror: Juror, by: User, at: datetime | None = None, **fields: Any) -> Juror:
    """What a juror reads, knows and can take on, said anew."""
    juror = locked_juror(juror)
    if obstacle := rules.obstacle_to_describe(juror, at=at or timezone.now()):
        raise Refused(obstacle)
    describe(juror, fields)
    juror.full_clean()
    log.save(juror, "juror.described", by=by)
    infer_conflicts(panel=juror.panel, jurors=[juror.pk], by=by)
    return juror


@transaction.atomic
def enter_employment(
    *, juror: Juror, party: Party, starts_on: date, ends_on: date | None, by: User, at: datetime | None = None
) -> JurorPast:
    """Where a juror works or worked; entries from there are shut to the juror at once."""
    juror = locked_juror(juror)
    if obstacle := rules.obstacle_to_describe(juror, at=at or timezone.now()):
        raise Refused(obstacle)
    past = JurorPast.objects.filter(juror=juror, party=party, starts_on=starts_on).first()
    past = past or JurorPast(juror=juror, party=party, starts_on=starts_on)
    past.ends_on = ends_on
    past.full_clean()
    log.save(past, "employment.entered", by=by)
    infer_conflicts(panel=juror.panel, jurors=[juror.pk], by=by)
    return past


@transaction.atomic
def name_chair(*, juror: Juror, by: User, reason: str = "") -> Juror:
    """Let a juror chair the jury in the place of whoever does."""
    locked_panel(juror.panel)
    juror = locked_juror(juror)
    if obstacle := rules.obstacle_to_leave(juror):
        raise Refused(obstacle)
    for former in juror.panel.jurors.filter(is_chair=True).exclude(pk=juror.pk).select_for_update(of=["self"]):
        former.is_chair = False
        log.save(former, "chair.ended", by=by, reason=reason)
    juror.is_chair = True
    juror.full_clean()
    log.save(juror, "chair.named", by=by, reason=reason)
    return juror


@transaction.atomic
def leave_panel(*, juror: Juror, reason: str, by: User, at: datetime | None = None) -> Juror:
    """A juror leaves; the entries wait for somebody else, and what was finished no longer counts."""
    at = at or timezone.now()
    juror = locked_juror(juror)
    if juror.state == Juror.State.WITHDRAWN:
        return juror
    if obstacle := rules.obstacle_to_leave(juror):
        raise Refused(obstacle)
    juror.state, juror.answered_at, juror.is_chair, juror.reason = Juror.State.WITHDRAWN, at, False, reason
    juror.full_clean()
    log.save(juror, "juror.withdrawn", by=by, reason=reason)
    release_all(juror.assignments.active(), by=by, because=reason)
    return juror
