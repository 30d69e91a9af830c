"""Local offices taken and lost; with a lost one the seats that hung from it are in question the same day."""

from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party, Person

from .. import rules
from ..models import LocalOffice, SeatFlag
from ..periods import Day, partial
from ..rules.seats import same_title
from .flags import flag_dependents


@transaction.atomic
def take_local_office(
    *,
    party: Party,
    person: Person,
    title: Any,
    by: User | None,
    starts_on: Day | None = None,
    ends_on: Day | None = None,
    **grounds: Any,
) -> LocalOffice:
    """Enter the post a person has at home, such as mayor; a seat that waits for this successor proposes the person.

    An end that is entered with the post, known from history or set beforehand, moves no seat: the calendar does.
    """
    party = Party.objects.select_for_update(of=["self"]).get(pk=party.pk)
    days = {"starts_on": partial(starts_on), "ends_on": partial(ends_on)}
    office = LocalOffice(party=party, person=person, title=title, **days, **grounds)
    if obstacle := rules.obstacle_to_take_local_office(office):
        raise Refused(obstacle)
    office.full_clean()
    log.save(office, "local_office.taken", by=by)
    propose_successor(office, by=by)
    return office


def propose_successor(office: LocalOffice, *, by: User | None) -> None:
    """Where the party names the successor and the same post was lost, the newcomer is the one proposed."""
    waiting = SeatFlag.objects.filter(
        cleared_on=None, proposed_party=office.party, proposed_person=None, local_office__party=office.party
    )
    for flag in waiting.filter(mandate__party=office.party).select_related("local_office"):
        if same_title(flag.local_office, office):
            flag.proposed_person = office.person
            log.save(flag, "seat.proposed", by=by)


@transaction.atomic
def end_local_office(*, local_office: LocalOffice, ends_on: Day, by: User | None, reason: str = "") -> list[SeatFlag]:
    """End a local office: every seat that hung from it is flagged the same day; the flags."""
    rows = LocalOffice.objects.select_for_update(of=["self"]).select_related("party", "person")
    office, day = rows.get(pk=local_office.pk), partial(ends_on)
    if obstacle := rules.obstacle_to_end_local_office(office, ends_on=day):
        raise Refused(obstacle)
    office.ends_on = day
    office.full_clean()
    log.save(office, "local_office.ended", by=by, reason=reason)
    return flag_dependents(office, by=by, reason=reason)
