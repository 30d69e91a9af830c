"""Where a call for nominations and an entry in it lead: to the seat that is vacant, and to the candidate named."""

from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.languages import say

from .models import Nomination, Vacancy

SEAT = ("seat__quota__office", "seat__quota__outside")


def lead_to_vacancies(call: Call, user: User) -> list[tuple[str, str]]:
    """The seats for which a call asks for candidates."""
    if call.kind != Call.Kind.NOMINATION:
        return []
    rows = Vacancy.objects.visible_to(user).filter(call=call).select_related(*SEAT)
    return [(row.get_absolute_url(), _("The seat: %(office)s, %(body)s") % words_of(row)) for row in rows]


def lead_to_candidate(entry: Submission, user: User) -> list[tuple[str, str]]:
    """The candidate whom a city named with an entry, with the conditions that were checked."""
    if entry.call.kind != Call.Kind.NOMINATION:
        return []
    rows = Nomination.objects.visible_to(user).filter(submission=entry).exclude(state=Nomination.State.WITHDRAWN)
    named = rows.select_related("vacancy", "person")
    found = [(row.vacancy.get_absolute_url(), candidate_words(row)) for row in named]
    return found or lead_to_vacancies(entry.call, user)


def candidate_words(row: Nomination) -> str:
    said = {"person": say(row.person.names), "state": row.get_state_display()}
    return _("The candidate with the conditions: %(person)s (%(state)s)") % said


def words_of(vacancy: Vacancy) -> dict[str, str]:
    quota = vacancy.seat.quota
    return {"office": say(quota.office.names), "body": say(quota.outside.names)}
