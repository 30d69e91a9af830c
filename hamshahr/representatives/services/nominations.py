"""Calls for candidates opened, candidates named, withdrawn and chosen, and the other network told."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Decision, LocalOffice, Mandate
from hamshahr.bodies.periods import Day, partial
from hamshahr.calls.models import Submission
from hamshahr.calls.texts import values_of
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party, Person

from .. import notices, rules
from ..models import Nomination, OutsideSeat, Vacancy
from .seats import locked_seat, seat_representative

State = Nomination.State


@transaction.atomic
def open_vacancy(
    *,
    seat: OutsideSeat,
    opens_on: date,
    closes_on: date,
    starts_on: Day,
    by: User | None,
    ends_on: Day | None = None,
    dues_year: int | None = None,
    today: date | None = None,
    **fields: Any,
) -> Vacancy:
    """Call the member cities to name candidates for a seat; their contacts get a letter."""
    seat, today = locked_seat(seat), today or timezone.localdate()
    vacancy = Vacancy(seat=seat, opens_on=opens_on, closes_on=closes_on, **fields)
    vacancy.starts_on, vacancy.ends_on = partial(starts_on), partial(ends_on)
    vacancy.dues_year = dues_year or opens_on.year
    if obstacle := rules.obstacle_to_open(vacancy, today=today):
        raise Refused(obstacle)
    vacancy.full_clean()
    log.save(vacancy, "vacancy.opened", by=by)
    notices.vacancy_opened(vacancy, today)
    return vacancy


def locked_vacancy(vacancy: Vacancy) -> Vacancy:
    rows = Vacancy.objects.select_for_update(of=["self"])
    return rows.select_related("seat__quota__sender", "seat__quota__readers", "seat__quota__office__body").get(
        pk=vacancy.pk
    )


@transaction.atomic
def nominate(
    *,
    vacancy: Vacancy,
    party: Party,
    person: Person,
    by: User,
    local_office: LocalOffice | None = None,
    gender: str = "",
    submission: Submission | None = None,
    today: date | None = None,
) -> Nomination:
    """Name a candidate of a member city; the same candidate again is the same one."""
    vacancy, today = locked_vacancy(vacancy), today or timezone.localdate()
    standing = vacancy.nominations.exclude(state=State.WITHDRAWN).filter(party=party, person=person)
    if again := standing.first():
        if submission in (None, again.submission):
            return again
        raise Refused(_("This person is a candidate already."))
    obstacle = rules.obstacle_of_submission(vacancy, party, submission)
    if obstacle := obstacle or rules.obstacle_to_nominate(vacancy, today=today):
        raise Refused(obstacle)
    made = Nomination(vacancy=vacancy, party=party, person=person, local_office=local_office, submission=submission)
    made.gender = gender or gender_in(submission)
    made.proposed_on, made.proposed_by = today, by
    made.full_clean()
    log.save(made, "nomination.made", by=by)
    return made


def gender_in(submission: Submission | None) -> str:
    """The gender that an entry tells for the balance of the seats, where it tells one that is counted."""
    told = values_of(submission).get("gender", "") if submission is not None else ""
    return told if told in Nomination.Gender.values else ""


def locked(nomination: Nomination) -> Nomination:
    nomination = Nomination.objects.select_for_update(of=["self"]).get(pk=nomination.pk)
    nomination.vacancy = locked_vacancy(nomination.vacancy)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: User, reason: str = "") -> Nomination:
    """Take a candidate back."""
    nomination = locked(nomination)
    if obstacle := rules.obstacle_to_withdraw(nomination):
        raise Refused(obstacle)
    nomination.state = State.WITHDRAWN
    nomination.full_clean()
    log.save(nomination, "nomination.withdrawn", by=by, reason=reason)
    return nomination


@transaction.atomic
def choose_candidate(
    *,
    nomination: Nomination,
    decision: Decision,
    by: User | None,
    own_mandate: Mandate | None = None,
    sent_until: Day | None = None,
    today: date | None = None,
) -> Nomination:
    """Enter whom a body chose by a vote: conditions are checked anew, the seat is given, the other network told."""
    nomination, today = locked(nomination), today or timezone.localdate()
    conditions = rules.conditions_of(nomination, today)
    if obstacle := rules.obstacle_to_choose(nomination, decision=decision, conditions=conditions, today=today):
        raise Refused(obstacle, article=nomination.vacancy.seat.quota.article)
    vacancy = nomination.vacancy
    nomination.representative = seat_representative(
        seat=vacancy.seat,
        party=nomination.party,
        role=vacancy.role,
        starts_on=vacancy.starts_on,
        ends_on=vacancy.ends_on,
        person=nomination.person,
        local_office=nomination.local_office,
        decision=decision,
        own_mandate=own_mandate,
        sent_until=sent_until,
        by=by,
    )
    nomination.state, nomination.decision = State.CHOSEN, decision
    nomination.conditions = [[condition.code, condition.is_met] for condition in conditions]
    nomination.full_clean()
    log.save(nomination, "nomination.chosen", by=by)
    pass_over(nomination, by)
    notices.candidate_chosen(nomination, today)
    if rules.obstacle_to_tell(nomination) is None:
        return tell_network(nomination=nomination, by=by, today=today)
    return nomination


def pass_over(chosen: Nomination, by: User | None) -> None:
    """The other candidates of the call were not chosen."""
    others = chosen.vacancy.nominations.filter(state=State.PROPOSED).exclude(pk=chosen.pk)
    for other in others:
        other.state = State.PASSED
        log.save(other, "nomination.passed", by=by)


@transaction.atomic
def tell_network(*, nomination: Nomination, by: User | None, today: date | None = None) -> Nomination:
    """Write to the other network whom our body named for its seat, once."""
    nomination, today = locked(nomination), today or timezone.localdate()
    if obstacle := rules.obstacle_to_tell(nomination):
        raise Refused(obstacle)
    nomination.told_on = today
    nomination.full_clean()
    log.save(nomination, "nomination.told", by=by)
    notices.network_told(nomination)
    return nomination
