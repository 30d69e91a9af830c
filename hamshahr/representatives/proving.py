"""The query by which a claim is proven that a party is one of so many representatives of a body in another network."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hamshahr.bodies.models import Body, Mandate
from hamshahr.bodies.proving.asking import NOT_PUBLIC, ONLY_SAID, PUBLIC, BodyParameters, of_body
from hamshahr.bodies.proving.seats import SEAT_KINDS, in_force, seats_behind
from hamshahr.kernel.dates import NO, holds_on
from hamshahr.record.kinds import System
from hamshahr.record.models import Confidence
from hamshahr.record.proving import Asked, Builder, Finding, Missing

from .models import Quota

NO_QUOTA = gettext_noop("The record does not say how many seats of %(body)s are ours.")
OTHER_NUMBER = gettext_noop("The record has %(seats)s seats of %(body)s as ours; the sentence says %(said)s.")
HOLDERS_UNKNOWN = gettext_noop("Of %(seats)s seats the record knows who holds %(known)s.")


def one_of(asked: Asked, parameters: dict[str, Any]) -> Finding:
    """A mandate of the party in an office that is ours to fill, in force on the day, among as many seats as claimed."""
    body = parameters["body"]
    quotas = [
        row for row in Quota.objects.visible_to(PUBLIC).filter(outside=body).select_related("office") if on(row, asked)
    ]
    if not quotas:
        shown = Body.objects.visible_to(PUBLIC).filter(pk=body.pk).exists()
        return Finding(missing=(Missing(NO_QUOTA, {"body": body.names}) if shown else Missing(NOT_PUBLIC),))
    offices = [quota.office_id for quota in quotas]
    mandates = Mandate.objects.visible_to(PUBLIC).filter(office__in=offices, on_behalf_of__isnull=False)
    rows = list(mandates.filter(party=asked.party).select_related("office__body"))
    found = in_force(rows, asked, body, seats_behind(rows))
    return judged(found, asked, quotas, body, held_seats(mandates, asked))


def on(quota: Quota, asked: Asked) -> bool:
    return holds_on(quota.starts_on, quota.ends_on, asked.day) != NO


def held_seats(mandates: Any, asked: Asked) -> int:
    """How many of the seats somebody holds on the day, as a source says."""
    rows = mandates.exclude(confidence=Confidence.CLAIMED).exclude(party=None)
    return sum(holds_on(row.starts_on, row.ends_on, asked.day) != NO for row in rows)


def judged(found: Finding, asked: Asked, quotas: list[Quota], body: Body, known: int) -> Finding:
    """The finding, as sure as the quota is, and against the claim where the number of seats surely differs."""
    seats = sum(quota.seats for quota in quotas)
    surely = all(quota.confidence == Confidence.CONFIRMED for quota in quotas)
    missing = list(found.missing)
    if asked.quantity is not None and asked.quantity != seats:
        words = {"seats": seats, "body": body.names, "said": asked.quantity}
        missing.append(Missing(OTHER_NUMBER, words))
        return replace(found, sure=Decimal(0), is_against=found.is_against or surely, missing=tuple(missing))
    if not surely and not missing:
        missing.append(Missing(ONLY_SAID, {"body": body.names}))
    missing.append(Missing(HOLDERS_UNKNOWN, {"seats": seats, "known": known}))
    return replace(found, sure=found.sure if surely else Decimal(0), missing=tuple(missing))


def touched(parameters: dict[str, Any], thing: Any) -> bool:
    return of_body(parameters, thing.outside if isinstance(thing, Quota) else thing)


BUILDERS = [
    Builder(
        "representatives.one_of",
        _("one of the representatives in a body of another network"),
        _("Whether the party holds one of our seats in the body on the last day of the period, and how many they are."),
        one_of,
        BodyParameters,
        kinds=SEAT_KINDS,
        system=lambda _parameters: System.SEATS,
        models=(Quota, Body),
        touches=touched,
    )
]
