"""What a candidate for a seat elsewhere must be, checked from the registers, each with its reason and its cure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hamshahr.bodies.models import Membership, MembershipStep
from hamshahr.bodies.rules.memberships import state_on
from hamshahr.dues.queries import has_paid
from hamshahr.kernel.dates import YES, holds_on
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say

from ..models import Nomination, Vacancy
from .seats import Role, sits_on

MEMBER, DUES, LOCAL_OFFICE, GENDER = "member", "dues", "local office", "gender"
ADVICE = {GENDER}
SENTENCES = {
    (MEMBER, True): _("%(party)s is a member of %(body)s."),
    (MEMBER, False): _("%(party)s is not a member of %(body)s."),
    (DUES, True): _("%(party)s has paid its dues of %(year)s."),
    (DUES, False): _("%(party)s has not paid its dues of %(year)s."),
    (LOCAL_OFFICE, True): _("%(person)s holds a local elected office."),
    (LOCAL_OFFICE, False): _("No local elected office of %(person)s is known for the day on which the seat begins."),
    (GENDER, True): _("With this candidate the seats are held more evenly by women and men, or as evenly as before."),
    (GENDER, False): _("Of those whose gender is known, most who have these seats are of the candidate’s."),
    (GENDER, None): _("The gender of the candidate or of those who have the seats is not known."),
}
CURES = {
    MEMBER: _("Apply for membership, or have the suspension lifted."),
    DUES: _("Pay the invoice or bring the proof of payment at the desk of the city, under dues."),
    LOCAL_OFFICE: _("Have the secretariat enter the office with its days, or name somebody who holds one."),
    GENDER: _("This is advice and stands in nobody’s way: name another candidate, or give your reasons to the body."),
}


@dataclass(frozen=True)
class Condition:
    """One condition as it was found: met, not met, or not known where it is no more than advice."""

    code: str
    is_met: bool | None
    words: dict[str, str]

    @property
    def is_advice(self) -> bool:
        return self.code in ADVICE

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code, self.is_met]) % self.words

    @property
    def cure(self) -> str | Promise:
        return CURES[self.code] if self.is_met is False else ""


def conditions_of(nomination: Nomination, on: date) -> list[Condition]:
    """Every condition, checked now."""
    vacancy, membership = nomination.vacancy, membership_of(nomination)
    found = {
        MEMBER: membership is not None and state_on(membership, on) in MembershipStep.MEMBER_STATES,
        DUES: membership is not None and bool(has_paid(membership, vacancy.dues_year, on)),
        LOCAL_OFFICE: holds_office(nomination),
        GENDER: evens_out(nomination, on),
    }
    return [Condition(code, is_met, words_of(nomination)) for code, is_met in found.items()]


def as_found(nomination: Nomination) -> list[Condition]:
    """The conditions as they were kept when the choice was made."""
    return [Condition(code, is_met, words_of(nomination)) for code, is_met in nomination.conditions]


def words_of(nomination: Nomination) -> dict[str, str]:
    quota = nomination.vacancy.seat.quota
    return {
        "party": say(nomination.party.names),
        "person": say(nomination.person.names),
        "body": say(quota.readers.names),
        "year": localise(nomination.vacancy.dues_year),
    }


def membership_of(nomination: Nomination) -> Membership | None:
    body = nomination.vacancy.seat.quota.readers_id
    return Membership.objects.filter(party=nomination.party, body=body).first()


def holds_office(nomination: Nomination) -> bool:
    """Whether the candidate surely holds the local office on the first day of the seat."""
    office = nomination.local_office
    if office is None or (office.person_id, office.party_id) != (nomination.person_id, nomination.party_id):
        return False
    return holds_on(office.starts_on, office.ends_on, nomination.vacancy.starts_on.first_day) == YES


def evens_out(nomination: Nomination, on: date) -> bool | None:
    """Whether the candidate is not of the gender that most of those have who sit there, as far as it is known."""
    genders = Counter(sitting_genders(nomination.vacancy, on))
    if not nomination.gender or not genders:
        return None
    return genders[nomination.gender] * 2 <= sum(genders.values())


def sitting_genders(vacancy: Vacancy, on: date) -> list[str]:
    """The genders of those who have the other seats of the quota that day, where they were told."""
    seats = vacancy.seat.quota.outside_seats.exclude(pk=vacancy.seat_id)
    rows = Nomination.objects.filter(representative__seat__in=seats, representative__role=Role.TITULAR)
    rows = rows.exclude(gender="").select_related("representative__mandate")
    return [row.gender for row in rows if sits_on(row.representative, on)]
