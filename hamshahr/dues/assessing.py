"""What a member owes for a year: found by the version of the rules and the figures of that year's first day."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hamshahr.bodies.models import Body, Membership, MembershipStep

from .models import CountryIncome, Fee, FeeScale, Footing
from .money import rounded, tax_in, to_step

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Assessment:
    """What one member is to pay for one year, and why; or which figures are missing."""

    membership: Membership
    year: int
    scale: FeeScale | None
    total: Decimal | None = None
    figures: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def tax(self) -> Decimal:
        """The tax held in the total."""
        if self.total is None or self.scale is None:
            return Decimal(0)
        return tax_in(self.total, self.scale.tax_percent, self.scale.currency)


class FeeBook:
    """All that the dues of a body for a year are found by, read in a few queries."""

    def __init__(self, body: Body, year: int, scale: FeeScale | None = None) -> None:
        self.body, self.year, self.first_day = body, year, date(year, 1, 1)
        self.scale = scale or FeeScale.objects.of_year(body, year)
        self.cells = cells_of(self.scale) if self.scale and self.scale.pk else {}
        self.footings: dict[int, Footing] = {}
        for row in Footing.objects.on(self.first_day).filter(membership__body=body).select_related("shares_with"):
            self.footings[row.membership_id] = row
        self.incomes = {row.country_id: row for row in CountryIncome.objects.on(self.first_day)}
        members = Membership.objects.in_states(MembershipStep.MEMBER_STATES, self.first_day)
        self.members = set(members.filter(body=body).values_list("party", flat=True))

    def assess(self, membership: Membership) -> Assessment:
        """The fee of one member."""
        if self.scale is None:
            return Assessment(membership, self.year, None, missing=("scale",))
        way = by_table if self.scale.way == FeeScale.Way.TABLE else by_formula
        amount, figures, missing = way(self, membership)
        if missing:
            return Assessment(membership, self.year, self.scale, None, figures, missing)
        amount, figures = self.less_discount(amount, membership, figures)
        return Assessment(membership, self.year, self.scale, amount, figures)

    def less_discount(self, amount: Decimal, membership: Membership, figures: dict) -> tuple[Decimal, dict]:
        """The fee less the discount of who shares its territory with another member of that year."""
        percent, other = self.scale.discount_percent, self.footings[membership.pk].shares_with
        if not percent or other is None or other.pk not in self.members:
            return amount, figures
        less = rounded(amount * percent / HUNDRED, self.scale.currency)
        shared = {"before": str(amount), "discount": str(percent), "less": str(less), "shares_with": other.slug}
        return amount - less, figures | shared


def cells_of(scale: FeeScale) -> dict[tuple[str, str, str], Decimal]:
    rows = Fee.objects.filter(scale=scale).values_list("group", "capital", "tie", "amount")
    return {(group, capital, tie): amount for group, capital, tie, amount in rows}


def known_of(book: FeeBook, membership: Membership) -> tuple[Footing | None, CountryIncome | None, dict]:
    """The rows that a fee rests on, and what they say for the invoice."""
    footing = book.footings.get(membership.pk)
    income = book.incomes.get(membership.party.country_id)
    figures = {"way": book.scale.way, "article": book.scale.article, "in_force": book.scale.starts_on.isoformat()}
    figures["source"] = book.scale.source
    sources = [row.source for row in (footing, income) if row is not None]
    return footing, income, figures | {"sources": list(dict.fromkeys(sources))}


def by_table(book: FeeBook, membership: Membership) -> tuple[Decimal, dict, tuple[str, ...]]:
    """The cell of income group, capital status, joint or exclusive."""
    footing, income, figures = known_of(book, membership)
    asked = {
        "group": income.group if income else "",
        "capital": footing.capital if footing else "",
        "tie": footing.tie if footing else "",
    }
    if missing := tuple(name for name, value in asked.items() if not value):
        return Decimal(0), figures | asked, missing
    amount = book.cells.get((asked["group"], asked["capital"], asked["tie"]))
    if amount is None:
        return Decimal(0), figures | asked, ("cell",)
    return amount, figures | asked | {"cell": str(amount)}, ()


def by_formula(book: FeeBook, membership: Membership) -> tuple[Decimal, dict, tuple[str, ...]]:
    """Fixed part + factor × income per head × population, within its bounds."""
    footing, income, figures = known_of(book, membership)
    scale = book.scale
    population = footing.population if footing else None
    per_head = income.per_head if income and income.per_head_currency == scale.income_currency else None
    asked = {"population": population, "income": per_head}
    if missing := tuple(name for name, value in asked.items() if value is None):
        return Decimal(0), figures, missing
    raw = scale.fixed + scale.factor * per_head * population
    within = max(raw, scale.least) if scale.least is not None else raw
    within = min(within, scale.most) if scale.most is not None else within
    amount = rounded(to_step(within, scale.step), scale.currency)
    figures |= {"population": population, "income": str(per_head), "income_currency": scale.income_currency}
    figures |= {"factor": plain(scale.factor), "fixed": str(scale.fixed), "raw": plain(raw), "step": str(scale.step)}
    bounds = {name: getattr(scale, name) for name in ("least", "most")}
    figures |= {name: str(bound) for name, bound in bounds.items() if bound is not None and within == bound != raw}
    return amount, figures, ()


def plain(value: Decimal) -> str:
    """The number in full, never with an exponent."""
    return f"{value.normalize():f}"


def members_of(body: Body, on: date) -> list[Membership]:
    """Those who are charged: the members of a body on a day, by the names in the address."""
    rows = Membership.objects.in_states(MembershipStep.MEMBER_STATES, on).filter(body=body)
    return list(rows.select_related("party__country", "body").order_by("party__slug"))


def assess_year(body: Body, year: int, *, on: date, scale: FeeScale | None = None) -> list[Assessment]:
    """What every member of that day would pay for a year; nothing is changed."""
    book = FeeBook(body, year, scale)
    return [book.assess(membership) for membership in members_of(body, on)]
