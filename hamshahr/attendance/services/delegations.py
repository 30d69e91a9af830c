"""Naming whom a city sends: each delegate is an act, and whoever is withdrawn keeps the row and the number."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from hamshahr.accounts import log
from hamshahr.accounts.models import Act, Invitation, User
from hamshahr.accounts.services import invite
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party

from .. import notices, rules
from ..models import Delegate, Delegation


def locked_gathering(gathering: Gathering) -> Gathering:
    """The meeting, so that numbers are given one after the other."""
    rows = Gathering.objects.select_for_update(of=["self"]).select_related("body__parent")
    return rows.get(pk=gathering.pk)


def locked_delegate(delegate: Delegate) -> Delegate:
    """The delegate, so that two desks come one after the other."""
    rows = Delegate.objects.select_for_update(of=["self"])
    return rows.select_related("delegation__party", "gathering__body__parent", "user").get(pk=delegate.pk)


def delegation_of(gathering: Gathering, party: Party, by: User | None) -> Delegation:
    """The delegation of a city, begun with the first act on it."""
    if found := Delegation.objects.filter(gathering=gathering, party=party).first():
        return found
    delegation = Delegation(gathering=gathering, party=party)
    delegation.full_clean()
    log.save(delegation, "delegation.begun", by=by)
    return delegation


def account_with(email: str, party: Party, gathering: Gathering, by: User | None) -> User | None:
    """The account with this e-mail: one that acts for the city; the secretary may tie any other.

    A city learns nothing of the accounts of others: an address that is not its own waits for the secretary.
    """
    if not email:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or (by is not None and rules.may_keep_attendance(by, gathering)):
        return user
    return user if user.liaisons.on(timezone.localdate()).filter(party=party).exists() else None


@transaction.atomic
def name_delegate(
    *,
    gathering: Gathering,
    party: Party,
    person_name: str,
    role: str,
    by: User | None,
    function: str = "",
    email: str = "",
    holds_mandate: bool = False,
) -> Delegate:
    """Send a person with a city's delegation; the same person in the same role again is the one who is sent."""
    gathering = locked_gathering(gathering)
    if obstacle := rules.obstacle_to_name(gathering, party):
        raise Refused(obstacle)
    delegation = delegation_of(gathering, party, by)
    name = " ".join(person_name.split())
    if again := delegation.delegates.sent().filter(person_name=name, role=role).first():
        return again
    user = account_with(email, party, gathering, by)
    if obstacle := rules.obstacle_to_name_as(delegation, role, user):
        raise Refused(obstacle)
    fields = {"person_name": name, "function": function.strip(), "role": role, "email": email.lower(), "user": user}
    numbers = Delegate.objects.filter(gathering=gathering).aggregate(last=Max("number"))
    places = delegation.delegates.aggregate(last=Max("position"))
    delegate = Delegate(delegation=delegation, gathering=gathering, holds_mandate=holds_mandate, **fields)
    delegate.number, delegate.position = (numbers["last"] or 0) + 1, (places["last"] or 0) + 1
    delegate.full_clean()
    log.save(delegate, "delegate.named", by=by)
    notices.delegate_named(delegate)
    return delegate


@transaction.atomic
def change_delegate(
    *,
    delegate: Delegate,
    person_name: str,
    role: str,
    function: str,
    email: str,
    position: int,
    by: User | None,
    holds_mandate: bool = False,
) -> Delegate:
    """Describe a delegate anew; number and badge stay."""
    gathering = locked_gathering(delegate.gathering)
    delegate = locked_delegate(delegate)
    if obstacle := rules.obstacle_to_name(gathering, delegate.party):
        raise Refused(obstacle)
    user = delegate.user
    if email.lower() != delegate.email:
        user = account_with(email, delegate.party, gathering, by)
    if obstacle := rules.obstacle_to_name_as(delegate.delegation, role, user, instead_of=delegate):
        raise Refused(obstacle)
    delegate.person_name, delegate.role, delegate.function = " ".join(person_name.split()), role, function.strip()
    delegate.email, delegate.user, delegate.position = email.lower(), user, position
    delegate.holds_mandate = holds_mandate
    delegate.full_clean()
    log.save(delegate, "delegate.changed", by=by)
    notices.delegate_named(delegate)
    return delegate


@transaction.atomic
def withdraw_delegate(*, delegate: Delegate, at: datetime, by: User | None, reason: str = "") -> Delegate:
    """Take a delegate off the list; withdrawn before is withdrawn."""
    locked_gathering(delegate.gathering)
    delegate = locked_delegate(delegate)
    if delegate.withdrawn_at:
        return delegate
    if obstacle := rules.obstacle_to_withdraw_delegate(delegate, at=at):
        raise Refused(obstacle)
    delegate.withdrawn_at = at
    log.save(delegate, "delegate.withdrawn", by=by, reason=reason)
    return delegate


@transaction.atomic
def note_to_secretary(*, gathering: Gathering, party: Party, note: str, by: User | None) -> Delegation:
    """Tell the secretary what a delegation needs; nobody else reads it."""
    gathering = locked_gathering(gathering)
    if obstacle := rules.obstacle_to_name(gathering, party):
        raise Refused(obstacle)
    delegation = delegation_of(gathering, party, by)
    delegation.note = note.strip()
    delegation.full_clean()
    log.save(delegation, "delegation.noted", by=by)
    return delegation


@transaction.atomic
def invite_delegate(*, delegate: Delegate, language: str, by: User) -> Delegate:
    """Give a delegate a way in: tie the account there is, or invite by the e-mail that the city gave."""
    gathering = locked_gathering(delegate.gathering)
    delegate = locked_delegate(delegate)
    if obstacle := rules.obstacle_to_invite_delegate(delegate):
        raise Refused(obstacle)
    user = account_with(delegate.email, delegate.party, gathering, by)
    if user is None:
        invite(email=delegate.email, full_name=delegate.person_name, language=language, by=by)
        return delegate
    return tie(delegate, user, by=by)


def tie(delegate: Delegate, user: User, *, by: User | None) -> Delegate:
    """Let a user act as this delegate."""
    if obstacle := rules.obstacle_to_name_as(delegate.delegation, delegate.role, user, instead_of=delegate):
        raise Refused(obstacle)
    delegate.user = user
    delegate.full_clean()
    log.save(delegate, "delegate.tied", by=by)
    notices.delegate_named(delegate)
    return delegate


def join_invited(act: Act, thing: models.Model) -> None:
    """Tie whoever accepted an invitation to the delegates that wait with the same e-mail."""
    if act.verb != "invitation.accepted" or not isinstance(thing, Invitation) or thing.accepted_by is None:
        return
    waiting = Delegate.objects.sent().filter(email__iexact=thing.email, user=None).order_by("pk")
    for delegate in waiting.select_for_update(of=["self"]):
        taken = Delegate.objects.sent().filter(gathering=delegate.gathering_id, user=thing.accepted_by)
        if not taken.exists():
            tie(locked_delegate(delegate), thing.accepted_by, by=thing.accepted_by)
