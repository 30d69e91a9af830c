"""Accounts come into being by invitation; duties of the secretariat begin and end; people describe themselves."""

import hashlib
import logging
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from smtplib import SMTPException
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.kernel.errors import Refused

from . import log, mails, rules, translations
from .models import Act, Invitation, StaffDuty, StaleTranslation, User

GOOD_FOR = timedelta(days=7)


@transaction.atomic
def invite(*, email: str, full_name: str, language: str, by: User) -> Invitation:
    """Write an invitation to one address; the token goes out by mail, and only its digest stays."""
    email, now = email.strip().lower(), timezone.now()
    if obstacle := rules.obstacle_to_invite(email, at=now):
        raise Refused(obstacle)
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email,
        full_name=" ".join(full_name.split()),
        language=language,
        token_digest=digest_of(token),
        invited_by=by,
        invited_at=now,
        expires_at=now + GOOD_FOR,
    )
    invitation.full_clean()
    log.save(invitation, "invitation.written", by=by)
    transaction.on_commit(lambda: send(invitation, token))
    return invitation


def send(invitation: Invitation, token: str) -> None:
    """Post the letter; where the mail does not go out, the list of invitations says so."""
    try:
        mails.post_invitation(invitation, token)
    except (OSError, SMTPException):
        logging.getLogger(__name__).exception("The invitation %s did not go out.", invitation.pk)
        return
    invitation.sent_at = timezone.now()
    log.save(invitation, "invitation.sent", by=invitation.invited_by)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> Invitation:
    """Make the link worthless before anybody follows it."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if obstacle := rules.obstacle_to_withdraw(invitation):
        raise Refused(obstacle)
    invitation.withdrawn_at = timezone.now()
    log.save(invitation, "invitation.withdrawn", by=by)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, full_name: str, password: str) -> User:
    """Make the account an invitation promises; its address is proven, for the link came there."""
    open_ones = Invitation.objects.select_for_update().open(timezone.now())
    invitation = open_ones.filter(token_digest=digest_of(token)).first()
    if invitation is None:
        raise Refused(_("This invitation is not valid, or no longer."))
    words = {"full_name": full_name or invitation.full_name, "language": invitation.language}
    user = open_account(email=invitation.email, password=password, **words)
    invitation.accepted_by = user
    log.save(invitation, "invitation.accepted", by=user)
    return user


@transaction.atomic
def open_account(*, email: str, full_name: str, language: str, password: str) -> User:
    """Make an account for an address that was proven by a link sent there; nothing is allowed to it yet."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(_("This invitation is not valid, or no longer."))
    user = User.objects.create_user(email, password, full_name=full_name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    log.write("user.added", user, by=user, changes=log.difference({}, log.fields_of(user)))
    return user


@transaction.atomic
def describe_user(*, user: User, fields: Mapping[str, Any], by: User) -> User:
    """Change name, language or zone of an account."""
    user = User.objects.select_for_update().get(pk=user.pk)
    for name in ("full_name", "language", "time_zone"):
        setattr(user, name, fields.get(name, getattr(user, name)))
    user.full_clean(exclude=["password"])
    log.save(user, "user.described", by=by)
    return user


@transaction.atomic
def start_staff_duty(*, user: User, starts_on: date, by: User, duty: str = StaffDuty.Duty.SECRETARIAT) -> StaffDuty:
    """Let a user do a duty of the secretariat from a day on."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if obstacle := rules.obstacle_to_start_staff_duty(user, duty, starts_on=starts_on):
        raise Refused(obstacle)
    row = StaffDuty(user=user, duty=duty, starts_on=starts_on)
    row.full_clean()
    log.save(row, "staff_duty.started", by=by)
    return row


@transaction.atomic
def end_staff_duty(*, duty: StaffDuty, ends_on: date, by: User, reason: str = "") -> StaffDuty:
    """End a duty; the row stays as history."""
    list(User.objects.select_for_update().filter(staff_duties__duty=duty.duty).order_by("pk"))
    duty = StaffDuty.objects.select_related("user").get(pk=duty.pk)
    if obstacle := rules.obstacle_to_end_staff_duty(duty, ends_on=ends_on):
        raise Refused(obstacle)
    duty.ends_on = ends_on
    duty.full_clean()
    log.save(duty, "staff_duty.ended", by=by, reason=reason)
    return duty


@transaction.atomic
def confirm_translations(*, thing: Model, texts: Iterable[tuple[str, str]], by: User | None, reason: str = "") -> Act:
    """Say that these texts, each a field and a language, still say what the authentic text says."""
    texts = sorted(set(texts))
    list(StaleTranslation.objects.select_for_update().of(thing))
    if obstacle := rules.obstacle_to_confirm_translations(thing, texts):
        raise Refused(obstacle)
    words = [f"{field} ({language})" for field, language in texts]
    changes = {"confirmed_translations": [translations.last_confirmed(thing), words]}
    return log.write(translations.CONFIRMED, thing, by=by, reason=reason, changes=changes, facts={"confirmed": texts})


@transaction.atomic
def bind_language(*, thing: Model, language: str, by: User | None, reason: str = "") -> Act:
    """Make the texts in this language the authentic ones of a thing."""
    thing = type(thing)._default_manager.select_for_update(of=["self"]).get(pk=thing.pk)
    if obstacle := rules.obstacle_to_bind_language(thing, language):
        raise Refused(obstacle)
    changes = {"authentic_language": [translations.authentic_language(thing), language]}
    return log.write(translations.BOUND, thing, by=by, reason=reason, changes=changes)


def digest_of(token: str) -> str:
    """What of a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
