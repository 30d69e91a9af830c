"""When a member that gives notice leaves, and when unpaid fees suspend it: by the statutes, with their article."""

from calendar import monthrange
from datetime import date

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from hamshahr.bodies.models import Body, Membership, MembershipStep, Rule
from hamshahr.bodies.rules import state_on
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.citing import cited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed, reading_language, say

from ..models import Invoice, Withdrawal

State = MembershipStep.State
INSIDE = (*MembershipStep.MEMBER_STATES, State.SUSPENDED)
MONTHS, YEAR_END, YEARS = "withdrawal_months", "withdrawal_at_year_end", "suspended_after_years"


def notice_rule(body: Body, on: date) -> Rule | None:
    """The article on the notice of a member that withdraws, or None."""
    return StatuteBook(on).rule_for(body.pk, Rule.Topic.ADMISSION, MONTHS, YEAR_END)


def end_of_notice(rule: Rule | None, given_on: date) -> date:
    """The first day on which a member that gave notice is none any more; at once where the statutes ask for none."""
    if rule is None:
        return given_on
    day = months_after(given_on, rule.values.get(MONTHS, 0))
    begins_a_year = (day.month, day.day) == (1, 1)
    return date(day.year + 1, 1, 1) if rule.values.get(YEAR_END) and not begins_a_year else day


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def obstacle_to_withdraw(membership: Membership, *, given_on: date, today: date) -> str | None:
    """Why this member cannot give notice of that day, or None."""
    if given_on > today:
        return _("This day has not come yet.")
    if state_on(membership, today) not in INSIDE:
        return _("Only a member withdraws; this city is none today.")
    standing = membership.withdrawals.standing().filter(step=None).first()
    if standing is not None:
        words = {"given": format_day(standing.given_on), "end": format_day(standing.ends_on)}
        said = _("Notice was given on %(given)s; the membership ends on %(end)s.") % words
        return cited(said, standing.article, reading_language())
    return None


def obstacle_to_revoke(withdrawal: Withdrawal, *, today: date) -> str | None:
    """Why a notice cannot be taken back, or None."""
    if withdrawal.revoked_at is not None:
        return _("This was taken back already.")
    if withdrawal.step_id is not None or withdrawal.ends_on <= today:
        said = _("The period of notice is over; the city applies for membership again.")
        return cited(said, withdrawal.article, reading_language())
    return None


def suspension_rule(body: Body, on: date) -> Rule | None:
    """The article by which unpaid fees suspend a member, or None."""
    return StatuteBook(on).rule_with(body.pk, Rule.Topic.DUES, YEARS)


def years_unpaid(membership: Membership, on: date) -> list[int]:
    """The years whose fee is overdue that day."""
    rows = Invoice.objects.filter(membership=membership, due_on__lt=on)
    rows = rows.annotate(open=Sum("lines__amount", filter=Q(lines__on__lte=on))).filter(open__gt=0)
    return sorted({row.year for row in rows})


def obstacle_to_suspend(membership: Membership, *, on: date) -> str | None:
    """Why this membership cannot be suspended for unpaid fees that day, or None."""
    rule = suspension_rule(membership.body, on)
    if rule is None:
        words = {"body": say(membership.body.names)}
        return _("The statutes of %(body)s suspend nobody for unpaid fees.") % words
    if state_on(membership, on) not in MembershipStep.MEMBER_STATES:
        return _("Only a member is suspended; this city is suspended already, or none.")
    years = years_unpaid(membership, on)
    if len(years) < rule.values[YEARS]:
        words = {"needed": localise(rule.values[YEARS]), "years": years_words(years) or _("none")}
        said = _("Fees of %(needed)s years are to be overdue before a member is suspended; overdue are: %(years)s.")
        return cited(said % words, rule.article, reading_language())
    return None


def proposal_words(membership: Membership, on: date) -> str:
    """That a suspension is proposed, and why; nothing where none is."""
    rule = suspension_rule(membership.body, on)
    return proposal_of(rule, state_on(membership, on), years_unpaid(membership, on)) if rule is not None else ""


def proposal_of(rule: Rule | None, state: str, years: list[int]) -> str:
    """The same for a member whose state and overdue years are known."""
    if rule is None or state not in MembershipStep.MEMBER_STATES or len(years) < rule.values[YEARS]:
        return ""
    said = _("Suspension is proposed: the fees of %(years)s are overdue.")
    return cited(said % {"years": years_words(years)}, rule.article, reading_language())


def years_words(years: list[int]) -> str:
    return listed(*(localise(year) for year in years))
