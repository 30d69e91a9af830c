"""Who may invite and give duties of the secretariat, and what stands in the way."""

from collections.abc import Collection
from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import models
from django.utils.translation import gettext as _

from . import translations
from .models import Invitation, StaffDuty, StaleTranslation, User


def may_invite(user: User) -> bool:
    """The secretariat invites; a city asks it to."""
    return user.is_authenticated and user.is_secretariat


def may_keep_staff(user: User) -> bool:
    """The secretariat says who belongs to it."""
    return user.is_authenticated and user.is_secretariat


def obstacle_to_invite(email: str, *, at: datetime) -> str | None:
    """Why nobody can be invited at this address now, or None."""
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
    if User.objects.filter(email__iexact=email).exists() or proven.exists():
        return _("Somebody has an account with this address already.")
    if Invitation.objects.open(at).filter(email__iexact=email).exists():
        return _("An invitation to this address is open; withdraw it before you write another.")
    return None


def obstacle_to_withdraw(invitation: Invitation) -> str | None:
    """Why this invitation cannot be withdrawn, or None."""
    if invitation.accepted_by_id:
        return _("This invitation has been accepted.")
    if invitation.withdrawn_at:
        return _("This invitation has been withdrawn.")
    return None


def obstacle_to_start_staff_duty(user: User, duty: str, *, starts_on: date) -> str | None:
    """Why this user cannot take a duty of the secretariat from that day on, or None."""
    if not user.is_active:
        return _("This account is closed.")
    if user.staff_duties.filter(duty=duty).on(starts_on).exists():
        return _("This person already has this duty.")
    if user.staff_duties.filter(duty=duty, ends_on=None).exists():
        return _("This person is to take this duty on another day already.")
    return None


def obstacle_to_end_staff_duty(duty: StaffDuty, *, ends_on: date) -> str | None:
    """Why this duty cannot end on that day, or None; somebody always keeps the secretariat."""
    if duty.ends_on is not None:
        return _("This duty has already ended.")
    if ends_on <= duty.starts_on:
        return _("A duty ends after it starts.")
    if duty.duty != StaffDuty.Duty.SECRETARIAT:
        return None
    others = StaffDuty.objects.filter(duty=duty.duty, user__is_active=True).exclude(user=duty.user)
    if not others.on(ends_on).exists():
        return _("Nobody else would keep the secretariat from that day on; appoint somebody first.")
    return None


def obstacle_to_confirm_translations(thing: models.Model, texts: Collection[tuple[str, str]]) -> str | None:
    """Why these texts, as field and language, cannot be confirmed, or None."""
    stale = set(StaleTranslation.objects.of(thing).values_list("field", "language"))
    if not texts:
        return _("Say which translation you have read.")
    if not stale.issuperset(texts):
        return _("This translation is not older than the authentic text, or no longer.")
    return None


def obstacle_to_bind_language(thing: models.Model, language: str) -> str | None:
    """Why the text in this language cannot be the one that binds, or None."""
    if getattr(thing, "authentic_language", ""):
        return _("The authentic language of this thing was set when it was entered.")
    if translations.authentic_language(thing) == language:
        return _("This language binds already.")
    names = translations.text_names(type(thing))
    if not any(language in translations.texts_in(getattr(thing, name)) for name in names):
        return _("There is no text in this language.")
    if StaleTranslation.objects.of(thing).filter(language=language).exists():
        return _("The text in this language is older than the authentic one; renew or confirm it first.")
    return None
