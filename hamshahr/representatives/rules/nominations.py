"""When a call for candidates opens, who names one, and what stands in the way of choosing them."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.models import Decision, Membership
from hamshahr.bodies.periods import surely_before
from hamshahr.calls.models import Call, Screening, Stage, Submission
from hamshahr.calls.queries.entries import judged
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Liaison, Party

from ..models import Nomination, Vacancy
from .conditions import Condition
from .meetings import of_one_tree
from .reports import is_contact
from .seats import may_keep_seats, office_of

State = Nomination.State


def obstacle_to_open(vacancy: Vacancy, *, today: date) -> str | None:
    """Why this call cannot be opened, or None."""
    if office_of(vacancy.seat, vacancy.role) is None:
        return _("This quota has no office of substitutes.")
    if vacancy.closes_on < vacancy.opens_on:
        return _("A call closes after it opens.")
    if vacancy.closes_on < today:
        return _("The last day of this call has passed.")
    if surely_before(vacancy.ends_on, vacancy.starts_on):
        return _("The seat ends after it begins.")
    if obstacle := obstacle_of_form(vacancy):
        return obstacle
    running = vacancy.seat.vacancies.filter(role=vacancy.role, closes_on__gte=vacancy.opens_on)
    if running.exclude(nominations__state=State.CHOSEN).exclude(pk=vacancy.pk).exists():
        return _("A call for this seat is running already.")
    return None


def obstacle_of_form(vacancy: Vacancy) -> str | None:
    """Why candidates cannot be named by entries in this call, or None."""
    call = vacancy.call
    if call is None:
        return None
    if call.kind != Call.Kind.NOMINATION:
        return _("The form of a call for candidates is a call of the kind “nomination”.")
    if not of_one_tree(call.body, vacancy.seat.quota.sender):
        return _("This call is one of another network.")
    return None


def may_nominate(user: User, vacancy: Vacancy, party: Party) -> bool:
    """The contact of a city, for it; who keeps the seats, for any."""
    return may_keep_seats(user, vacancy) or is_contact(user, party)


def may_nominate_some(user: User, vacancy: Vacancy) -> bool:
    """Whether there is any city for which somebody may name a candidate."""
    if not user.is_authenticated or not user.is_active:
        return False
    return may_keep_seats(user, vacancy) or bool(cities_of(user, vacancy))


def cities_of(user: User, vacancy: Vacancy) -> list[Party]:
    """The members for which somebody acts as contact, for which a candidate can be named."""
    rows = user.liaisons.on(timezone.localdate()).filter(duty=Liaison.Duty.CONTACT)
    members = Membership.objects.filter(body=vacancy.seat.quota.readers_id)
    return list(Party.objects.filter(pk__in=rows.values("party")).filter(memberships__in=members).distinct())


def entries_to_name_with(vacancy: Vacancy, cities: list[Party]) -> QuerySet[Submission] | None:
    """The entries of these cities with which no candidate was named yet; None where the call has no form."""
    if vacancy.call_id is None:
        return None
    rows = Submission.objects.standing().filter(call=vacancy.call_id, party__in=cities, nomination=None)
    return rows.select_related("party").order_by("number")


def obstacle_to_nominate(vacancy: Vacancy, *, today: date) -> str | None:
    """Why no candidate can be named, or None; where the call has a form, its own days count for what is handed in."""
    if vacancy.nominations.filter(state=State.CHOSEN).exists():
        return _("Somebody was chosen already.")
    if vacancy.call_id is not None:
        return None
    if today < vacancy.opens_on:
        return _("The call opens on %(day)s.") % {"day": format_day(vacancy.opens_on)}
    if vacancy.closes_on < today:
        return _("The call closed on %(day)s.") % {"day": format_day(vacancy.closes_on)}
    return None


def obstacle_of_submission(vacancy: Vacancy, party: Party, submission: Submission | None) -> str | None:
    """Why a candidate does not rest on this submission, or None; without one, where the call has a form."""
    if submission is None:
        return _("A candidate for this seat is named with an entry; hand it in first.") if vacancy.call_id else None
    if submission.call_id != vacancy.call_id:
        return _("This submission answers another call.")
    if submission.state != Submission.State.SUBMITTED:
        return _("This submission has not been handed in, or was withdrawn.")
    if submission.party_id != party.pk:
        return _("This submission is of another city.")
    if is_shut_out(submission):
        return _("This entry was not let in by the screening.")
    if Nomination.objects.filter(submission=submission).exists():
        return _("A candidate was named with this entry already.")
    return None


def is_shut_out(submission: Submission) -> bool:
    """Whether a screening was made that neither it nor an appeal let the entry through."""
    return Screening.objects.filter(submission=submission).exists() and not is_let_in(submission)


def is_let_in(submission: Submission) -> bool:
    return judged(submission.call).filter(pk=submission.pk).exists()


def obstacle_to_withdraw(nomination: Nomination) -> str | None:
    """Why a candidate cannot be withdrawn, or None."""
    return None if nomination.state == State.PROPOSED else _("This candidate no longer stands.")


def obstacle_to_choose(
    nomination: Nomination, *, decision: Decision, conditions: list[Condition], today: date
) -> str | None:
    """Why this candidate cannot be chosen, or None; advice stands in nobody's way."""
    vacancy = nomination.vacancy
    if nomination.state != State.PROPOSED:
        return _("This candidate no longer stands.")
    if today <= vacancy.closes_on:
        return _("The call is open until %(day)s; choose when it has closed.") % {"day": format_day(vacancy.closes_on)}
    if not of_one_tree(decision.body, vacancy.seat.quota.sender):
        return _("The body that decided is of another network.")
    if surely_before(decision.decided_on, PartialDate.of(vacancy.opens_on)):
        return _("This decision is older than the call.")
    if obstacle := obstacle_of_entry(nomination.submission):
        return obstacle
    for condition in conditions:
        if not condition.is_met and not condition.is_advice:
            return f"{condition.sentence} {condition.cure}"
    return None


def obstacle_of_entry(submission: Submission | None) -> str | None:
    """Why the entry behind a candidate carries no choice, or None."""
    if submission is None:
        return None
    if submission.state != Submission.State.SUBMITTED:
        return _("The entry with which this candidate was named no longer stands.")
    screened = submission.call.stages.filter(kind=Stage.Kind.ELIGIBILITY).exists()
    if is_shut_out(submission) or (screened and not is_let_in(submission)):
        return _("The entry with which this candidate was named has not been let in by the screening.")
    return None


def obstacle_to_tell(nomination: Nomination) -> str | None:
    """Why the other network cannot be told, or None."""
    if nomination.state != State.CHOSEN:
        return _("Nobody was chosen; there is nothing to tell.")
    if nomination.told_on is not None:
        return _("The other network was told on %(day)s.") % {"day": format_day(nomination.told_on)}
    if not nomination.vacancy.seat.quota.letters_to:
        return _("The quota names no address of the other network; enter it there.")
    return None
