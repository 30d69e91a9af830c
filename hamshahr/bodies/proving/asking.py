"""What the queries of this room ask for, and the rows they show."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from hamshahr.kernel.languages import say
from hamshahr.kernel.office import fields
from hamshahr.record.proving import Backing, Parameters

from ..models import Body, Mandate

PUBLIC = AnonymousUser()
ONLY_SAID = gettext_noop("Only the city itself says so; no source of %(body)s does.")
NOT_PUBLIC = gettext_noop("The body is not in the public register.")


class BodyParameters(Parameters):
    body = fields.thing(Body, gettext_lazy("body"), help_text=gettext_lazy("The organ, network, fund or office meant."))


class DatedMemberParameters(BodyParameters):
    needs_day = forms.BooleanField(
        label=gettext_lazy("needs the day of entry"),
        required=False,
        help_text=gettext_lazy("Without a day of entry the claim is proven in part only."),
    )


def of_body(parameters: dict[str, Any], thing: Any) -> bool:
    """Whether a query asks about this body."""
    return parameters.get("body") in (None, getattr(thing, "slug", None))


def is_shown(body: Body) -> bool:
    return Body.objects.visible_to(PUBLIC).filter(pk=body.pk).exists()


def backing(fact: Any, body: Body, sentence: str, happened_on: Any = None) -> Backing:
    """A row of this room as the page of a claim shows it."""
    return Backing(sentence, reverse("bodies:body", args=[body.slug]), fact.confidence, happened_on, fact.source)


def seats_behind(mandates: Iterable[Mandate]) -> Callable[[], list[Backing]]:
    rows = list(mandates)

    def behind() -> list[Backing]:
        return [backing(row, row.office.body, seat_in_words(row), row.starts_on) for row in rows]

    return behind


def seat_in_words(mandate: Mandate) -> str:
    return _("%(office)s, %(body)s") % {"office": say(mandate.office.names), "body": say(mandate.office.body.names)}


def bodies_behind(bodies: Iterable[Body]) -> Callable[[], list[Backing]]:
    rows = list(bodies)
    return lambda: [backing(body, body, say(body.names), body.founded_on) for body in rows]
