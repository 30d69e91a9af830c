"""What stands in the way of a mandate and of its holder."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.kernel.dates import NO, PartialDate, holds_on
from hamshahr.kernel.languages import say

from ..models import Body, Holding, Mandate, Membership, MembershipStep, Rule
from ..periods import certain_days, most_at_once, surely_before
from ..statute_book import StatuteBook
from .bodies import obstacle_of_ended_body, obstacle_of_merged_party, obstacle_of_order
from .memberships import state_on


def obstacle_to_grant_mandate(mandate: Mandate) -> str | None:
    """Why nobody can have this mandate, or None; what is not known for sure stands in nobody's way."""
    if obstacle := obstacle_of_ended_body(mandate.office.body, mandate.starts_on):
        return obstacle
    if obstacle := obstacle_of_order(mandate.starts_on, mandate.ends_on):
        return obstacle
    if obstacle := obstacle_of_order(mandate.starts_on, mandate.term_ends_on):
        return obstacle
    if obstacle := obstacle_of_merged_party(mandate.party):
        return obstacle
    if surely_before(mandate.starts_on, mandate.decision.decided_on if mandate.decision else None):
        return _("The decision was taken later than the mandate that rests on it.")
    return obstacle_of_seats(mandate) or obstacle_of_membership(mandate)


def obstacle_of_seats(mandate: Mandate) -> str | None:
    """Why no seat of the office is free then, or None."""
    days = certain_days(mandate.starts_on, mandate.ends_on)
    if mandate.office.seats is None or days is None:
        return None
    others = mandate.office.mandates.exclude(pk=mandate.pk).values_list("starts_on", "ends_on")
    if most_at_once(days, [certain_days(*other) for other in others]) >= mandate.office.seats:
        return _("Every seat of this office is taken from that day on.")
    return None


def obstacle_of_membership(mandate: Mandate) -> str | None:
    """Why the statutes of that day give no seat to this party, or None (``members_only``, ``members_of``)."""
    if mandate.party is None or mandate.starts_on is None:
        return None
    on = mandate.starts_on.last_day
    book = StatuteBook(on)
    rule = book.rule_with(mandate.office.body_id, Rule.Topic.SEATS, "members_only")
    if rule is None or not rule.values["members_only"]:
        return None
    body = body_of_members(rule, book, mandate.office.body)
    if body is None or is_member(mandate, body, on):
        return None
    words = {"article": rule.article, "body": say(body.names), "party": say(mandate.party.names)}
    return _("Article %(article)s keeps this seat for members of %(body)s; %(party)s was none that day.") % words


def body_of_members(rule: Rule, book: StatuteBook, body: Body) -> Body | None:
    """The body whose members a rule means: the one it names, else the association at the root."""
    if named := rule.values.get("members_of"):
        return Body.objects.filter(slug=named).first()
    return Body.objects.get(pk=book.lineage.root(body.pk))


def is_member(mandate: Mandate, body: Body, on: date) -> bool:
    membership = Membership.objects.filter(party=mandate.party, body=body).first()
    return membership is not None and state_on(membership, on) in MembershipStep.MEMBER_STATES


def obstacle_to_end_mandate(mandate: Mandate, *, ends_on: PartialDate) -> str | None:
    """Why a mandate cannot end on that day, or None; one that was to end later can end sooner."""
    if mandate.ends_on is not None and mandate.ends_on.first_day <= ends_on.first_day:
        return _("This mandate has already ended.")
    return obstacle_of_order(mandate.starts_on, ends_on)


def obstacle_to_correct_mandate(mandate: Mandate, reason: str) -> str | None:
    """Why the corrected mandate cannot stand, or None."""
    if not reason.strip():
        return _("Give the reason for the correction.")
    if mandate.party is None and Mandate.objects.exclude(party=None).filter(pk=mandate.pk).exists():
        return _("Name the party that holds this seat.")
    return obstacle_to_grant_mandate(mandate)


def obstacle_to_seat_holder(holding: Holding) -> str | None:
    """Why this person cannot fill the seat then, or None."""
    mandate = holding.mandate
    if obstacle := obstacle_of_order(holding.starts_on, holding.ends_on):
        return obstacle
    if mandate.ends_on is not None and surely_after(holding.starts_on, mandate.ends_on):
        return _("The mandate had ended by then.")
    if surely_before(holding.starts_on, mandate.starts_on):
        return _("The mandate began later.")
    return obstacle_of_local_office(holding) or obstacle_of_later_holder(holding)


def surely_after(day: PartialDate | None, end: PartialDate) -> bool:
    """Whether a day lies on or behind an end that is itself no longer part of the period."""
    return day is not None and not end.may_last_beyond(day.first_day)


def obstacle_of_local_office(holding: Holding) -> str | None:
    """Why the seat cannot be held by virtue of this local office, or None."""
    office = holding.local_office
    if office is None:
        return None
    if office.person_id != holding.person_id or office.party_id != holding.mandate.party_id:
        return _("This local office is not one of that person in that party.")
    if holding.starts_on is not None and holds_on(None, office.ends_on, holding.starts_on.first_day) == NO:
        return _("The local office had ended by then.")
    return None


def obstacle_of_later_holder(holding: Holding) -> str | None:
    """Why an open holding cannot be put before one that is already there, or None."""
    if holding.ends_on is not None:
        return None
    for other in holding.mandate.holdings.exclude(pk=holding.pk).select_related("person"):
        if surely_before(holding.starts_on, other.starts_on):
            words = {"person": say(other.person.names), "day": other.starts_on.show()}
            return _("%(person)s holds this seat from %(day)s on; say until when the one before did.") % words
    return None
