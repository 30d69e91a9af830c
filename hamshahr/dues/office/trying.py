"""Acts that can be tried first: what they would do is shown beneath the form, and nothing is changed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from hamshahr.kernel.errors import Refused
from hamshahr.kernel.languages import say
from hamshahr.kernel.office.acts import ActPage

from ..assessing import Assessment, FeeBook, assess_year, members_of
from ..models import FeeScale, Invoice
from ..money import show
from ..wording import explained, missing_words

EXAMPLES = 3


class Trying(ActPage):
    """The page of an act with a second button that only tries it."""

    template_name = "dues/office/try.html"

    def answer(self):
        if self.request.method != "POST" or "try" not in self.request.POST:
            return super().answer()
        if not self.act.may(self.request.user, *self.things):
            return super().answer()
        form = self.form_of(self.request.POST)
        if not form.is_valid():
            return self.page(form, 422)
        try:
            self.tried = self.try_out(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.page(form, 422)
        return self.page(form, 200)

    def context(self, form):
        return super().context(form) | {"tried": getattr(self, "tried", None)}

    def try_out(self, **typed: Any) -> list[dict]:
        """The rows that the act would lead to."""
        return []


class TryYear(Trying):
    """What every member would be charged for a year, and why."""

    def try_out(self, *, body, year, on):
        charged = set(Invoice.objects.filter(body=body, year=year).values_list("membership", flat=True))
        return [row_of(one) | {"is_charged": one.membership.pk in charged} for one in assess_year(body, year, on=on)]


class TryScale(Trying):
    """What the rules typed would charge three members: they stand nowhere yet."""

    def try_out(self, **typed):
        from .scales import scale_of  # noqa: PLC0415  its forms name this page

        scale, cells = scale_of(**typed)
        return examples(scale, cells)


def examples(scale: FeeScale, cells: dict[tuple[str, str, str], Decimal], on: date | None = None) -> list[dict]:
    """Three members of the body whose figures are known, with what the rules would charge them."""
    book = FeeBook(scale.body, scale.starts_on.year + 1, scale)
    book.cells = cells or book.cells
    assessed = [book.assess(one) for one in members_of(scale.body, on or timezone.localdate())]
    known = sorted(assessed, key=lambda one: len(one.missing))
    return [row_of(one) for one in known[:EXAMPLES]]


def row_of(one: Assessment) -> dict[str, Any]:
    """One member with its amount and the sentences behind it, or with what is missing."""
    currency = one.scale.currency if one.scale else ""
    return {
        "name": say(one.membership.party.names),
        "amount": show(one.total, currency) if one.total is not None else "",
        "why": explained(one.figures, currency) if not one.missing else missing_words(one.missing),
        "is_missing": bool(one.missing),
        "is_charged": False,
    }
