"""The dues of the demonstration: rules, figures and invoices of one year, all of them examples that say so."""

import itertools
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hamshahr.bodies.models import Body, Membership
from hamshahr.dues import services
from hamshahr.dues.models import ExchangeRate, FeeScale, Invoice, Watch
from hamshahr.dues.rules import open_amount
from hamshahr.parties.models import Country, Party, Region

KINDS = list(itertools.product(("capital", "other"), ("exclusive", "joint")))
PARTS = ("tax_percent", "discount_percent", "step", "fixed", "factor", "least", "most")

Said = Mapping[str, Any]


def load_dues(said: Said) -> int:
    """Enter what is not there yet; how many invoices were issued."""
    since = date.fromisoformat(said["since"])
    for scale in said["scales"]:
        load_scale(scale, said["source"])
    load_incomes(said["incomes"], since)
    load_footings(said, since)
    load_rates(said["rates"])
    load_watches(said["watches"], since)
    return charge(said)


def load_scale(scale: Said, source: str) -> None:
    fields = dict(scale)
    body, starts_on = Body.objects.get(slug=fields.pop("body")), date.fromisoformat(fields.pop("starts_on"))
    if FeeScale.objects.filter(body=body, starts_on=starts_on).exists():
        return
    cells = {
        (group, capital, tie): Decimal(amount)
        for group, amounts in fields.pop("cells", {}).items()
        for (capital, tie), amount in zip(KINDS, amounts, strict=True)
    }
    fields |= {name: Decimal(fields[name]) for name in PARTS if name in fields}
    services.publish_scale(body=body, starts_on=starts_on, source=source, cells=cells, by=None, **fields)


def load_incomes(incomes: Said, since: date) -> None:
    groups = {code: group for group, codes in incomes["groups"].items() for code in codes.split()}
    for country in Country.objects.filter(pk__in=groups, incomes=None).order_by("pk"):
        per_head = incomes["per_head"].get(country.pk)
        figure = {"per_head": Decimal(per_head), "per_head_currency": "USD"} if per_head else {}
        words = {"starts_on": since, "source": incomes["source"], "by": None}
        services.classify_country(country=country, group=groups[country.pk], **figure, **words)


def load_footings(said: Said, since: date) -> None:
    capitals, joint = said["capitals"].split(), said["joint"].split()
    rows = Membership.objects.filter(body__slug="metropolis", footings=None)
    others = {party.slug: party for party in Party.objects.filter(slug__in=said["shares"].values())}
    for row in rows.select_related("party").order_by("pk"):
        slug = row.party.slug
        services.set_footing(
            membership=row,
            starts_on=since,
            capital="capital" if slug in capitals else "other",
            tie="joint" if slug in joint else "exclusive",
            shares_with=others.get(said["shares"].get(slug)),
            currency=said["currencies"].get(row.party.country_id, ""),
            source=said["footing_source"],
            by=None,
        )


def load_rates(rates: list[list[str]]) -> None:
    for base, currency, rate, day, source in rates:
        on = date.fromisoformat(day)
        if not ExchangeRate.objects.filter(base=base, currency=currency, on=on).exists():
            figure = {"rate": Decimal(rate), "source": source, "today": on, "by": None}
            services.publish_rate(base=base, currency=currency, on=on, **figure)


def load_watches(watches: Mapping[str, str], since: date) -> None:
    body = Body.objects.get(slug="metropolis")
    for slug, region in watches.items():
        follower = Body.objects.get(slug=slug)
        if not Watch.objects.filter(follower=follower, body=body).exists():
            found = Region.objects.get(slug=region)
            services.set_watch(follower=follower, body=body, region=found, starts_on=since, by=None)


def charge(said: Said) -> int:
    """Issue the invoices of the year and pay most of them: some wholly, some in part, some not at all."""
    body, on = Body.objects.get(slug="metropolis"), date.fromisoformat(said["issued_on"])
    if Invoice.objects.filter(body=body, year=said["year"]).exists():
        return 0
    issued = services.issue_invoices(body=body, year=said["year"], on=on, by=None)
    day = date.fromisoformat(said["paid_on"])
    for invoice in issued.new:
        slug = invoice.party.slug
        if slug not in said["unpaid"]:
            amount = Decimal(said["in_part"].get(slug, 0)) or open_amount(invoice)
            reference = f"Demonstration {invoice.number:04}"
            words = {"received_on": day, "reference": reference, "today": day, "by": None}
            services.record_payment(invoice=invoice, amount=amount, **words)
    return len(issued.new)
