"""A person's leave to show a field, given and withdrawn."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from ..models import Consent, Person


@transaction.atomic
def give_consent(*, person: Person, field: str, given_on: date, by: User) -> Consent:
    """Let the public see one field of a person from now on."""
    consent = Consent(person=person, field=field, given_on=given_on)
    consent.full_clean()
    log.save(consent, "consent.given", by=by)
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, withdrawn_on: date, by: User) -> Consent:
    """Hide the field again."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_on:
        raise Refused(_("This consent has been withdrawn."))
    consent.withdrawn_on = withdrawn_on
    consent.full_clean()
    log.save(consent, "consent.withdrawn", by=by)
    return consent
