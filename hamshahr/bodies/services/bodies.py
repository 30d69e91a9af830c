"""Bodies founded and dissolved, their seat given and taken back, and what they decide."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party
from hamshahr.parties.services.registers import free_address
from hamshahr.record.services import enter

from .. import rules
from ..entries import standing
from ..models import Body, Decision, Hosting, Mandate
from ..periods import Day, partial
from .mandates import end_mandate


def keep(thing: models.Model, verb: str, *, by: User | None, reason: str = "") -> None:
    """Check and store a row, and log each field that changed."""
    thing.full_clean()
    log.save(thing, verb, by=by, reason=reason)


@transaction.atomic
def found_body(*, by: User | None, **fields: Any) -> Body:
    """Enter a body; its address is made from its name where none is given."""
    body = Body(**fields)
    body.slug = body.slug or free_address(Body, say(body.names, "en"))
    keep(body, "body.founded", by=by)
    return body


@transaction.atomic
def dissolve_body(*, body: Body, ended_on: Day, by: User | None, reason: str) -> Body:
    """End a body: its mandates and its hosting end the same day."""
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    ended_on = partial(ended_on)
    if obstacle := rules.obstacle_to_dissolve_body(body, ended_on=ended_on):
        raise Refused(obstacle)
    for mandate in Mandate.objects.filter(office__body=body, ends_on=None):
        if rules.obstacle_to_end_mandate(mandate, ends_on=ended_on) is None:
            end_mandate(mandate=mandate, ends_on=ended_on, ending=Mandate.Ending.ABOLISHED, by=by, reason=reason)
    for hosting in body.hostings.filter(ends_on=None):
        if rules.obstacle_to_end_hosting(hosting, ends_on=ended_on) is None:
            end_hosting(hosting=hosting, ends_on=ended_on, by=by, reason=reason)
    body.ended_on = ended_on
    keep(body, "body.dissolved", by=by, reason=reason)
    return body


@transaction.atomic
def host_body(
    *,
    body: Body,
    host: Party,
    by: User | None,
    starts_on: Day | None = None,
    ends_on: Day | None = None,
    **grounds: Any,
) -> Hosting:
    """Give a body its seat with a party, from and to days that may be unknown; it enters the host's record."""
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    hosting = Hosting(body=body, host=host, starts_on=partial(starts_on), ends_on=partial(ends_on), **grounds)
    if obstacle := rules.obstacle_to_host_body(hosting):
        raise Refused(obstacle)
    hosting.full_clean()
    changes, end = log.parted(log.saved(hosting), ["ends_on"])
    enter_hosting("hosting.began", hosting, hosting.starts_on, by=by, changes=changes)
    if hosting.ends_on is not None:
        enter_hosting("hosting.ended", hosting, hosting.ends_on, by=by, changes=end)
    return hosting


@transaction.atomic
def end_hosting(*, hosting: Hosting, ends_on: Day, by: User | None, reason: str = "") -> Hosting:
    """End the time of a body with its host; the row stays, so that each year answers for itself."""
    hosting = Hosting.objects.select_for_update(of=["self"]).select_related("body", "host").get(pk=hosting.pk)
    ends_on = partial(ends_on)
    if obstacle := rules.obstacle_to_end_hosting(hosting, ends_on=ends_on):
        raise Refused(obstacle)
    hosting.ends_on = ends_on
    hosting.full_clean()
    enter_hosting("hosting.ended", hosting, ends_on, by=by, reason=reason, changes=log.saved(hosting))
    return hosting


def enter_hosting(kind: str, hosting: Hosting, day: Any, **act: Any) -> None:
    """Write into the host's record; bodies count once however often they come back."""
    earlier = standing(hosting, kind)
    counts_as = f"body {hosting.body_id}"
    enter(kind, party=hosting.host, source=hosting, happened_on=day, counts_as=counts_as, supersedes=earlier, **act)


@transaction.atomic
def number_decision(*, decision: Decision, number: str, agenda_item: str, by: User | None) -> Decision:
    """Give a decision of the register the official number under which it was adopted; it has one only once."""
    decision = Decision.objects.select_for_update(of=["self"]).select_related("body").get(pk=decision.pk)
    if decision.number:
        raise Refused(_("This decision has its number already: %(number)s.") % {"number": decision.number})
    decision.number, decision.agenda_item = number, agenda_item or decision.agenda_item
    decision.full_clean()
    log.save(decision, "decision.numbered", by=by)
    return decision


@transaction.atomic
def record_decision(
    *,
    body: Body,
    title: Any,
    decided_on: Day,
    by: User | None,
    number: str = "",
    agenda_item: str = "",
    **grounds: Any,
) -> Decision:
    """Enter what an organ decided, for memberships and mandates to rest on."""
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    fields = {"title": title, "decided_on": partial(decided_on), "number": number, "agenda_item": agenda_item}
    decision = Decision(body=body, **fields, **grounds)
    if obstacle := rules.obstacle_to_record_decision(decision):
        raise Refused(obstacle)
    keep(decision, "decision.recorded", by=by)
    return decision
