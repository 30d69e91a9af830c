"""S1.04, S1.05: fees from a table and from a formula, both as data; a changed figure reaches the next year only."""

from datetime import date
from decimal import Decimal

import pytest

from hamshahr.bodies.models import Body
from hamshahr.dues.assessing import assess_year
from hamshahr.dues.models import Fee, FeeScale, Footing, Invoice
from hamshahr.dues.services import classify_country, index_scale, issue_invoices, publish_scale, set_footing
from hamshahr.dues.wording import explained
from hamshahr.kernel.errors import Refused
from tests.world import city, names

from .builders import CELLS, ISSUED, START, a_table, income, member

D = Decimal


def test_all_sixteen_cells_of_the_table_are_found(world):
    a_table(world)
    for number, (group, capital, tie) in enumerate(CELLS):
        country = (world.iran, world.korea, world.belgium)[0]
        country = type(country).objects.create(
            iso2=f"{chr(65 + number)}Z", iso3=f"{chr(65 + number)}ZZ", names=names(en=f"C{number}"), region=world.asia
        )
        income(world, country, group)
        member(world, city(f"city-{number:02}", country, (1, 1), "UTC", en=f"City {number}"), capital=capital, tie=tie)

    found = assess_year(world.metropolis, 2026, on=ISSUED)

    assert [one.missing for one in found] == [()] * 16
    assert [one.total for one in found] == list(CELLS.values())
    kind = "low income, not a capital city, member of a partner network too"
    assert explained(found[3].figures, "EUR") == [f"Article 28, fee table: {kind}: \u2068600.00\u00a0EUR\u2069."]


def test_a_shared_territory_is_discounted_while_the_other_is_a_member_too(world):
    a_table(world)
    income(world, world.iran, "lower middle")
    member(world, world.mashhad, shares_with=world.seoul)
    (alone,) = assess_year(world.metropolis, 2026, on=ISSUED)
    member(world, world.seoul)

    shared, other = assess_year(world.metropolis, 2026, on=ISSUED)

    assert (alone.total, shared.total, other.missing) == (D(1700), D(1445), ("group",))
    assert explained(shared.figures, "EUR")[1] == (
        "Less 15 per cent, for the territory is shared with Seoul: −\u2068255.00\u00a0EUR\u2069."
    )


def test_a_country_that_changes_its_group_changes_the_next_year_and_no_invoice_of_the_past(world):
    a_table(world)
    income(world, world.iran, "lower middle")
    membership = member(world, world.mashhad)
    issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)
    before = list(Invoice.objects.values())

    classify_country(
        country=world.iran, group="upper middle", starts_on=date(2026, 7, 1), source="Later", by=world.sara
    )

    totals = {year: assess_year(world.metropolis, year, on=ISSUED)[0].total for year in (2025, 2026, 2027)}
    assert totals == {2025: D(1700), 2026: D(1700), 2027: D(3600)}
    assert list(Invoice.objects.values()) == before
    assert [(row.group, row.ends_on) for row in world.iran.incomes.order_by("starts_on")] == [
        ("lower middle", date(2026, 7, 1)),
        ("upper middle", None),
    ]
    assert membership.invoices.get().figures["group"] == "lower middle"


def test_a_table_is_indexed_every_three_years_and_not_sooner(world):
    first = a_table(world)
    income(world, world.iran, "lower middle")
    member(world, world.mashhad)
    with pytest.raises(Refused, match="indexed every 3 years, next on 1 January 2022"):
        index_scale(scale=first, percent=D("4.5"), starts_on=date(2021, 1, 1), source="Index", by=world.sara)
    assert FeeScale.objects.count() == 1

    later = index_scale(scale=first, percent=D("4.5"), starts_on=date(2022, 1, 1), source="Index", by=world.sara)

    assert (later.indexes, later.article, later.discount_percent) == (first, "28", D(15))
    assert sorted(Fee.objects.filter(scale=later).values_list("amount", flat=True))[:3] == [D(627), D(836), D(1045)]
    totals = {year: assess_year(world.metropolis, year, on=ISSUED)[0].total for year in (2021, 2022)}
    assert totals == {2021: D(1700), 2022: D(1777)}  # 1,776.50 rounded to whole euro, half up


def test_a_second_network_is_charged_by_a_formula_that_is_data_alone(world):
    a_table(world)
    uclg = Body.objects.create(slug="uclg", names=names(en="UCLG"), network="UCLG", kind="association")
    formula = {"starts_on": START, "article": "5", "way": "formula", "currency": "EUR", "source": "Demonstration"}
    formula |= {"fixed": D("150.00"), "factor": D("0.0000002"), "income_currency": "USD", "step": D(10)}
    publish_scale(body=uclg, by=world.sara, least=D(300), most=D(20_000), **formula)
    figures = {"per_head": D("4630"), "per_head_currency": "USD"}
    income(world, world.iran, "lower middle", **figures)
    income(world, world.korea, "high", per_head=D("35990"), per_head_currency="USD")
    income(world, world.belgium, "high")
    member(world, world.mashhad, uclg, population=3_001_184)
    member(world, world.seoul, uclg, population=9_400_000)
    member(world, world.brussels, uclg)

    brussels, mashhad, seoul = assess_year(uclg, 2026, on=ISSUED)

    assert (mashhad.total, seoul.total) == (D(2930), D(20_000))
    assert brussels.missing == ("population", "income")
    assert explained(mashhad.figures, "EUR") == [
        "Article 5: fixed part + factor × income per head × population.",
        "\u2068150.00\u00a0EUR\u2069 + 0.0000002 × \u20684,630.00\u00a0USD\u2069 × 3,001,184 = 2,929.096384.",
        "Rounded to the nearest multiple of 10.00.",
    ]
    assert "Not more than \u206820,000.00\u00a0EUR\u2069." in explained(seoul.figures, "EUR")


def test_missing_figures_are_named_and_leave_the_others_charged(world):
    a_table(world)
    income(world, world.korea, "high")
    member(world, world.mashhad, capital="", tie="")
    member(world, world.seoul)

    result = issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)

    assert [invoice.code for invoice in result.new] == ["METROPOLIS-2026-0001"]
    assert [(one.membership.party.slug, one.missing) for one in result.left] == [
        ("mashhad", ("group", "capital", "tie"))
    ]


def test_a_year_without_rules_charges_nobody(world):
    a_table(world)
    member(world, world.mashhad)

    assert [one.missing for one in assess_year(world.metropolis, 2018, on=ISSUED)] == [("scale",)]


def test_a_version_is_followed_and_never_slipped_in_before_what_was_charged(world):
    a_table(world)
    income(world, world.iran, "lower middle")
    member(world, world.mashhad)
    issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)

    with pytest.raises(Refused, match="The year 2026 has been invoiced"):
        a_table(world, starts_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="is there already"):
        a_table(world, starts_on=START)

    a_table(world, starts_on=date(2026, 1, 2))
    assert FeeScale.objects.count() == 2


def test_a_figure_begins_after_the_one_it_follows(world):
    membership = member(world, world.mashhad)
    same = {"capital": "other", "tie": "exclusive", "source": "Demonstration"}
    assert set_footing(membership=membership, starts_on=START, by=world.sara, **same) == membership.footings.get()

    with pytest.raises(Refused, match="a further one begins later"):
        set_footing(membership=membership, starts_on=START, by=world.sara, **same | {"tie": "joint"})

    assert Footing.objects.get().tie == "exclusive"
