"""The office of dues: the year tried and issued, payments, rules with examples, and who is late in which region."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.accounts.models import Act
from hamshahr.bodies.models import Body, Office
from hamshahr.bodies.services import grant_mandate
from hamshahr.dues.models import Contact, CountryIncome, ExchangeRate, FeeScale, Footing, Invoice, Line, Payment, Proof
from hamshahr.dues.services import issue_invoices, set_watch
from hamshahr.kernel.dates import PartialDate
from hamshahr.letters.services import send_waiting
from hamshahr.parties.models import Person
from tests.replay import breaks, silent, untold
from tests.world import city, names, user

from .builders import ISSUED, SOURCE, START, a_table, charged, income, member
from .test_proofs import a_picture, bring

LISTS = ("invoices", "payments", "proofs", "late", "fee-rules", "incomes", "footings", "rates", "watches")


@pytest.fixture
def office(world, client):
    charged(world)
    client.force_login(world.sara)
    return client


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_every_list_and_page_of_the_office_opens_and_exports(world, office):
    bring(world, a_picture())
    asia = Body.objects.create(slug="rs-asia", names=names(en="Asia office"), network="Metropolis", kind="office")
    set_watch(follower=asia, body=world.metropolis, region=world.asia, starts_on=START, by=world.sara)
    rate = {"base": "EUR", "currency": "IRR", "rate": "48950.5", "on": "2026-01-12", "source": "ECB"}
    assert office.post("/office/rates/do/enter/", rate).status_code == 302
    paid = {"amount": "100", "received_on": "2026-01-20", "reference": "=HYPERLINK()"}
    assert office.post(f"/office/invoices/do/pay/{world.invoice.pk}/", paid).status_code == 302

    lists = {name: text(office.get(f"/office/{name}/")) for name in LISTS}
    things = (
        world.invoice,
        Payment.objects.get(),
        Proof.objects.get(),
        FeeScale.objects.get(),
        ExchangeRate.objects.get(),
    )
    paths = ("invoices", "payments", "proofs", "fee-rules", "rates")
    pages = [text(office.get(f"/office/{path}/inspect/{thing.pk}/")) for path, thing in zip(paths, things, strict=True)]

    assert "METROPOLIS-2026-0001" in lists["invoices"]
    assert "1,600.00" in lists["invoices"]
    assert "Article 28, fee table" in pages[0]
    assert "at 1 EUR = 48,950.5 IRR" in pages[3]
    assert "lower middle income · not a capital city · member of this network only" in pages[3]
    csv = b"".join(office.get("/office/payments/?export=csv").streaming_content).decode()
    assert "'=HYPERLINK()" in csv
    assert (
        "METROPOLIS-2026-0002"
        in b"".join(office.get("/office/invoices/?export=csv&q=Seoul").streaming_content).decode()
    )
    assert "0001" not in text(office.get("/office/invoices/?q=Seoul")).partition("<tbody>")[2]


def test_a_year_is_tried_with_the_reason_for_each_member_and_then_issued(world, client):
    a_table(world)
    income(world, world.iran, "lower middle")
    member(world, world.mashhad)
    member(world, world.seoul)
    client.force_login(world.sara)
    typed = {"body": world.metropolis.pk, "year": "۲۰۲۶", "on": "2026-01-15"}
    acts = Act.objects.count()

    tried = text(client.post("/office/invoices/do/issue/", typed | {"try": "yes"}))

    assert "Article 28, fee table: lower middle income" in tried
    assert "The income group of the country is missing." in tried
    assert (Invoice.objects.count(), Act.objects.count()) == (0, acts)
    assert client.post("/office/invoices/do/issue/", typed).status_code == 302
    assert [invoice.party.slug for invoice in Invoice.objects.all()] == ["mashhad"]
    assert client.post("/office/invoices/do/issue/", typed | {"year": "26"}).status_code == 422


def test_rules_are_tried_on_three_members_before_they_are_published(world, office):
    said = {"body": world.metropolis.pk, "article": "30", "starts_on": "2026-12-31", "currency": "EUR", "step": "1"}
    said |= {"due_days": "60", "reminders": "-10, 0, ۲۰", "indexed_every": "3", "source": "Board"}
    table = said | {"cell-lower-middle-other-exclusive": "2000", "cell-high-capital-exclusive": "9000"}
    formula = said | {"fixed": "150", "factor": "0.0001", "income_currency": "USD"}

    tried = text(office.post("/office/fee-rules/do/table/", table | {"try": "yes"}))
    lacking = text(office.post("/office/fee-rules/do/formula/", formula | {"try": "yes"}))

    assert [amount for amount in ("2,000.00", "9,000.00") if amount not in tried] == []
    assert "The population is missing." in lacking
    assert FeeScale.objects.count() == 1
    assert office.post("/office/fee-rules/do/table/", table).status_code == 302
    scale = FeeScale.objects.get(article="30")
    assert (scale.reminders, scale.fees.count(), scale.due_days) == ([-10, 0, 20], 2, 60)
    assert office.post("/office/fee-rules/do/table/", table).status_code == 422


def test_proofs_wait_on_the_desk_of_the_office_and_are_confirmed_there(world, office):
    proof = bring(world, a_picture())
    assert "TR-77" in text(office.get("/office/"))
    assert f"/dues/proofs/{proof.key}/1.webp" in text(office.get(f"/office/proofs/inspect/{proof.pk}/"))

    typed = {"amount": "700", "received_on": "2026-01-25", "reference": "TR-77"}
    assert office.post(f"/office/proofs/do/confirm/{proof.pk}/", typed).status_code == 302

    assert Payment.objects.get().amount == Decimal(700)
    assert "TR-77" not in text(office.get("/office/"))
    assert "decided already" in text(office.get(f"/office/proofs/do/refuse/{proof.pk}/"))


def regional(world, slug, region):
    """The keeper of a regional secretariat that follows the dues of a region."""
    body = Body.objects.create(slug=slug, names=names(en=slug), network="Metropolis", kind="regional secretariat")
    seat = Office.objects.create(body=body, slug="secretary", names=names(en="Secretary"), keeps_register=True)
    keeper = user(slug, f"Keeper of {slug}")
    person = Person.objects.create(slug=slug, names=names(en=slug), user=keeper)
    grant_mandate(office=seat, party=world.brussels, person=person, starts_on=PartialDate("2020-01-01"), by=world.sara)
    set_watch(follower=body, body=world.metropolis, region=region, starts_on=START, by=world.sara)
    from tests.test_addresses import with_second_factor

    with_second_factor(keeper)
    return keeper


def test_a_regional_secretary_sees_who_is_late_in_the_region_with_the_last_contact(world, client):
    """S1.09."""
    charged(world)
    income(world, world.belgium, "high")
    member(world, world.brussels)
    asia, europe = regional(world, "rs-asia", world.asia), regional(world, "rs-europe", world.europe)
    client.force_login(asia)

    listed = text(client.get("/office/late/"))
    assert [city for city in ("Mashhad", "Seoul", "Brussels") if city in listed] == ["Mashhad", "Seoul"]
    assert "1,700.00" in listed
    spoken = {"happened_on": "2026-05-02", "text": "Promised for June"}
    assert client.post(f"/office/late/do/note/{world.member.pk}/", spoken).status_code == 302
    assert client.post(f"/office/late/do/note/{world.member.pk}/", spoken).status_code == 302

    assert [(row.by, row.text) for row in Contact.objects.all()] == [(asia, "Promised for June")]
    assert "2 May 2026" in text(client.get("/office/late/"))
    assert "Promised for June" in text(client.get(f"/office/late/inspect/{world.member.pk}/"))
    with CaptureQueriesContext(connection) as counted:
        client.get("/office/late/")
    for slug in ("qom", "yazd", "rasht"):
        member(world, city(slug, world.iran, (1, 1), "Asia/Tehran", en=slug.title(), fa=slug))
    issue_invoices(body=world.metropolis, year=2026, on=ISSUED, by=world.sara)
    with CaptureQueriesContext(connection) as after:
        assert "Yazd" in text(client.get("/office/late/"))
    assert len(after) == len(counted) <= 60
    csv = b"".join(client.get("/office/late/?export=csv").streaming_content).decode()
    assert re.search(r"^mashhad,metropolis,2026-04-15,\d+,1700.00 EUR,2026-05-02\r?$", csv, re.M)
    others = [client.get(f"/office/{name}/").status_code for name in LISTS if name != "late"]
    assert set(others) <= {302, 403}
    client.force_login(europe)
    assert "Mashhad" not in text(client.get("/office/late/"))
    assert client.post(f"/office/late/do/note/{world.member.pk}/", spoken).status_code == 404
    assert client.get(f"/office/late/inspect/{world.member.pk}/").status_code == 404


def test_who_has_no_part_in_dues_finds_none_of_its_lists(world, client):
    charged(world)
    for person in (world.mina, world.jun, world.leila, world.omid, world.dues, world.votes):
        client.force_login(person)
        assert {client.get(f"/office/{name}/").status_code for name in LISTS} <= {302, 403}


def test_everything_in_the_books_stands_in_the_log_as_it_stands_in_the_store(world, office):
    """The log replays dues like every other room."""
    proof = bring(world, a_picture())
    steps = {
        f"proofs/do/confirm/{proof.pk}/": {"amount": "1900.55", "received_on": "2026-01-25", "reference": "TR-77"},
        f"invoices/do/credit/{world.invoice.pk}/": {"amount": "10", "reason": "Hosting"},
        f"invoices/do/reissue/{world.other_invoice.pk}/": {"reason": "Wrong name"},
        "incomes/do/classify/": {"country": "IR", "group": "upper middle", "starts_on": "2026-07-01", "source": SOURCE},
        "rates/do/enter/": {"base": "EUR", "currency": "USD", "rate": "1.0875", "on": "2026-01-12", "source": "ECB"},
    }
    for path, typed in steps.items():
        assert (path, office.post(f"/office/{path}", typed).status_code) == (path, 302)
    assert (
        office.post(f"/office/payments/do/return/{Payment.objects.get().pk}/", {"reason": "Bounced"}).status_code == 302
    )
    send_waiting()

    ours = {"Invoice", "Payment", "Line", "Proof", "FeeScale", "Fee", "CountryIncome", "Footing", "ExchangeRate"}
    assert [fault for fault in untold() if fault.split()[0] in ours] == []
    assert [fault for fault in breaks() if fault.split(": ")[1].split()[0] in ours] == []
    assert list(silent()) == []
    assert [model.objects.count() for model in (Invoice, Line, CountryIncome, Footing)] == [3, 9, 3, 2]
    assert all("ledger" in text(office.get(f"/office/invoices/log/{invoice.pk}/")) for invoice in Invoice.objects.all())


def test_a_payment_of_a_day_to_come_is_refused_above_the_form(world, office):
    later = timezone.localdate() + timedelta(days=3)
    typed = {"amount": "5", "received_on": later.isoformat(), "reference": "X"}

    response = office.post(f"/office/invoices/do/pay/{world.invoice.pk}/", typed)

    assert response.status_code == 422
    assert "This day has not come yet." in response.content.decode()


def test_an_address_typed_without_scripts_stays_beside_another_fault(world, office):
    typed = {"follower": "metropolis-board", "body": "nowhere", "region": world.asia.pk, "starts_on": "tomorrow"}

    answer = office.post("/office/watches/do/follow/", typed)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("Board of Directors" in page, 'value="nowhere"' in page) == (True, True)
