"""Which rows of the registers of bodies a user keeps: all for the secretariat, those of their bodies for others."""

from django.db.models import QuerySet

from hamshahr.accounts.office.registers import may_keep_office

from ..keepers import kept_bodies
from ..models import Body, Decision, LocalOffice, Mandate, SeatFlag
from ..rules import may_keep_bodies, may_keep_body


def may_keep_some(user) -> bool:
    """The secretariat, and whoever keeps the register of a body."""
    return may_keep_office(user) or bool(kept_bodies(user))


def of_kept(queryset: QuerySet, user, path: str) -> QuerySet:
    """The rows whose body, at the end of ``path``, the user keeps."""
    if may_keep_bodies(user):
        return queryset
    return queryset.filter(**{f"{path}__in": kept_bodies(user)})


def bodies(user) -> QuerySet[Body]:
    return of_kept(Body.objects.all(), user, "pk")


def local_offices(user) -> QuerySet[LocalOffice]:
    """Local offices from which a seat of a kept body hangs."""
    rows = LocalOffice.objects.all()
    if may_keep_bodies(user):
        return rows
    hanging = Mandate.objects.filter(office__body__in=kept_bodies(user))
    return rows.filter(pk__in=hanging.values("holdings__local_office"))


def flags(user) -> QuerySet[SeatFlag]:
    return of_kept(SeatFlag.objects.all(), user, "mandate__office__body")


def decisions_for(body: Body) -> QuerySet[Decision]:
    """The decisions of the organs around a body, on which its memberships and seats can rest."""
    organs = Body.objects.filter(network=body.network).values("pk")
    return Decision.objects.filter(body__in=organs).order_by("-decided_on", "pk")


def may_keep(user, thing=None) -> bool:
    """Whether the user keeps the body that a thing belongs to."""
    return may_keep_some(user) if thing is None else may_keep_body(user, body_of(thing))


def may_keep_all(user, thing=None) -> bool:
    return may_keep_bodies(user)


def body_of(thing) -> Body:
    """The body that a row of this room belongs to."""
    if isinstance(thing, Body):
        return thing
    for path in ("body", "office", "mandate", "membership"):
        if hasattr(thing, path):
            return body_of(getattr(thing, path))
    raise TypeError(f"{thing!r} belongs to no body.")
