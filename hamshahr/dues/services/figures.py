"""The figures that fees rest on: a new one ends the one before it, and none is changed."""

from datetime import date
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Membership, Office
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Country, Region

from .. import rules
from ..models import Contact, CountryIncome, ExchangeRate, Footing, Watch


@transaction.atomic
def classify_country(*, country: Country, starts_on: date, by: User | None, **figures: Any) -> CountryIncome:
    """Enter the income group of a country, and its income per head, from a day on."""
    country = Country.objects.select_for_update(of=["self"]).get(pk=country.pk)
    before = country.incomes.filter(ends_on=None).first()
    return followed(before, CountryIncome(country=country, starts_on=starts_on, **figures), "income.entered", by)


@transaction.atomic
def set_footing(*, membership: Membership, starts_on: date, by: User | None, **figures: Any) -> Footing:
    """Enter on what footing a member pays from a day on."""
    membership = Membership.objects.select_for_update(of=["self"]).get(pk=membership.pk)
    before = membership.footings.filter(ends_on=None).first()
    return followed(before, Footing(membership=membership, starts_on=starts_on, **figures), "footing.entered", by)


def followed(before: Any, after: Any, verb: str, by: User | None) -> Any:
    """End the row before on the first day of the row after, and enter that; the same row again changes nothing."""
    if before is not None and same(before, after):
        return before
    if obstacle := rules.obstacle_to_follow_on(before, starts_on=after.starts_on):
        raise Refused(obstacle)
    if before is not None:
        before.ends_on = after.starts_on
        log.save(before, "figure.ended", by=by)
    after.full_clean()
    log.save(after, verb, by=by)
    return after


def same(before: Any, after: Any) -> bool:
    fields = log.fields_of(before) | {"id": None}
    return fields == log.fields_of(after) | {"id": None}


@transaction.atomic
def publish_rate(
    *, base: str, currency: str, on: date, source: str, today: date, by: User | None, **figure: Any
) -> ExchangeRate:
    """Enter what a currency is worth in another on a day."""
    rate = ExchangeRate(base=base, currency=currency, on=on, source=source, **figure)
    if obstacle := rules.obstacle_to_publish_rate(rate, today=today):
        raise Refused(obstacle)
    rate.full_clean()
    log.save(rate, "rate.entered", by=by)
    return rate


@transaction.atomic
def set_watch(
    *, follower: Body, body: Body, region: Region, starts_on: date, by: User | None, office: Office | None = None
) -> Watch:
    """Let a body, or who holds a seat in an office of it, follow the dues of a region from a day on."""
    watch = Watch(follower=follower, office=office, body=body, region=region, starts_on=starts_on)
    if obstacle := rules.obstacle_to_watch(watch):
        raise Refused(obstacle)
    watch.full_clean()
    log.save(watch, "watch.set", by=by)
    return watch


@transaction.atomic
def end_watch(*, watch: Watch, ends_on: date, by: User | None) -> Watch:
    """End a watch over a region."""
    watch = Watch.objects.select_for_update(of=["self"]).get(pk=watch.pk)
    watch.ends_on = ends_on
    watch.full_clean()
    log.save(watch, "watch.ended", by=by)
    return watch


@transaction.atomic
def note_contact(*, membership: Membership, happened_on: date, text: str, by: User | None) -> Contact:
    """Note that somebody spoke with a member about its dues; the same note sent twice is there once."""
    fields = {"membership_id": membership.pk, "happened_on": happened_on, "text": text.strip(), "by": by}
    if again := Contact.objects.filter(**fields).first():
        return again
    contact = Contact(**fields)
    contact.full_clean()
    log.save(contact, "dues.contacted", by=by)
    return contact
