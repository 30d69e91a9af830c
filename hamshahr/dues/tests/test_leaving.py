"""What a notice of withdrawal and unpaid fees make of a membership, by the statutes, and who may do it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hamshahr.accounts.services import end_staff_duty, start_staff_duty
from hamshahr.bodies.rules import state_on
from hamshahr.bodies.services import end_mandate, grant_mandate
from hamshahr.bodies.tests.builders import decision, person, rule, statute
from hamshahr.dues.models import Invoice, Payment, Suspension, Withdrawal
from hamshahr.dues.queries import ARREARS, balances, standing_on
from hamshahr.dues.rules import end_of_notice, notice_rule, proposal_words
from hamshahr.dues.services import (
    end_withdrawn,
    issue_invoices,
    publish_rate,
    record_payment,
    return_payment,
    revoke_withdrawal,
    set_watch,
    suspend_for_arrears,
    withdraw,
)
from hamshahr.dues.tests.builders import DUE, ISSUED, START, charged, income, member
from hamshahr.kernel.errors import Refused
from hamshahr.letters.models import Letter
from tests.replay import breaks, silent, untold

GIVEN, LATE = date(2026, 5, 31), date(2028, 1, 1)


@pytest.fixture
def books(world):
    """Mashhad and Seoul are charged for 2026; the statutes know a notice of six months and suspension after two."""
    statute(
        world,
        rule("7", "admission", withdrawal_months=9, withdrawal_at_year_end=True),
        rule("11", "dues", suspended_after_years=2),
    )
    return charged(world)


def test_a_member_that_gives_notice_leaves_with_its_period_and_still_owes_its_fee(books):
    said = {"membership": books.member, "reason": "Another network", "today": GIVEN, "by": books.mina}
    by_article_7 = notice_rule(books.metropolis, GIVEN)
    days = [end_of_notice(by_article_7, day) for day in (date(2026, 3, 31), date(2026, 4, 1), GIVEN)]
    assert (days, end_of_notice(None, GIVEN)) == ([date(2027, 1, 1)] * 2 + [date(2028, 1, 1)], GIVEN)
    with pytest.raises(Refused, match="has not come yet"):
        withdraw(given_on=LATE, **said)

    taken_back = revoke_withdrawal(
        withdrawal=withdraw(given_on=GIVEN, **said), reason="Stays", today=GIVEN, by=books.mina
    )
    notice = withdraw(given_on=date(2026, 3, 31), **said)

    assert (notice.ends_on, notice.article, taken_back.step) == (date(2027, 1, 1), "7", None)
    with pytest.raises(Refused, match="31 March 2026; the membership ends on 1 January 2027"):
        withdraw(given_on=GIVEN, **said)
    assert end_withdrawn(on=date(2026, 12, 31)) == []
    assert (state_on(books.member, date(2026, 12, 31)), Withdrawal.objects.count()) == ("active", 2)
    assert [one.pk for one in end_withdrawn(on=date(2027, 1, 1))] == [notice.pk]
    assert end_withdrawn(on=date(2027, 1, 2)) == []
    assert (state_on(books.member, date(2027, 1, 1)), standing_on(books.member, LATE).state) == ("left", ARREARS)
    assert balances(books.member) == {"EUR": Decimal(1700)}
    with pytest.raises(Refused, match="period of notice is over"):
        revoke_withdrawal(withdrawal=Withdrawal.objects.get(pk=notice.pk), reason="X", today=LATE, by=books.sara)
    with pytest.raises(Refused, match="Only a member withdraws"):
        withdraw(given_on=date(2027, 2, 1), **said | {"today": date(2027, 2, 1)})
    assert Letter.objects.filter(kind="dues.withdrawal").count() == 4
    assert [list(breaks()), list(silent())] == [[], []]
    assert [row for row in untold() if row.startswith("Withdrawal")] == []


def test_the_contact_gives_notice_on_the_page_of_the_desk(books, client):
    address = "/en/desk/mashhad/dues/withdrawals/metropolis/"
    seen = {}
    for who in ("mina", "dues", "votes", "jun", "omid"):
        client.force_login(getattr(books, who))
        seen[who] = client.get(address).status_code
    assert seen == {"mina": 200, "dues": 403, "votes": 404, "jun": 404, "omid": 404}
    client.force_login(books.mina)
    for language in ("fa", "en"):
        assert client.get(address.replace("/en/", f"/{language}/")).status_code == 200
    page = client.get(address).content.decode()
    assert all(words in page for words in ("1,700.00", "Article 7", "Give notice"))

    empty = client.post(address, {"reason": " "})
    sent = client.post(address, {"reason": "Another network"})

    assert (empty.status_code, sent.status_code, Withdrawal.objects.count()) == (422, 302, 1)
    assert "the membership ends on" in client.get(address).content.decode()
    assert "the membership ends on" in client.get("/en/desk/mashhad/dues/").content.decode()


def test_two_unpaid_years_propose_a_suspension_that_an_organ_decides_and_a_payment_lifts(books):
    ordered = decision(books, decided_on=date(2027, 9, 1))
    said = {"membership": books.member, "decision": ordered, "by": books.sara}
    with pytest.raises(Refused, match="2 years are to be overdue"):
        suspend_for_arrears(on=date(2027, 1, 1), **said)
    issue_invoices(body=books.metropolis, year=2027, on=date(2027, 1, 15), by=books.sara)
    assert proposal_words(books.member, date(2027, 4, 1)) == ""
    assert "fees of 2026, 2027 are overdue" in proposal_words(books.member, date(2027, 9, 2))

    suspension = suspend_for_arrears(on=date(2027, 9, 2), **said)

    assert (suspension.years, suspension.article, suspension.step.decision) == ([2026, 2027], "11", ordered)
    assert suspension.step.reason == "Fees not paid: 2026, 2027 (article 11)"
    with pytest.raises(Refused, match="suspended already"):
        suspend_for_arrears(on=date(2027, 9, 3), **said)
    paying = {"amount": Decimal(1700), "by": books.sara}
    for year, day in ((2026, date(2027, 9, 4)), (2027, date(2027, 9, 5))):
        assert state_on(books.member, day) == "suspended"
        invoice = books.member.invoices.get(year=year)
        paid = record_payment(invoice=invoice, received_on=day, today=day, reference=f"S-{year}", **paying)
    assert (state_on(books.member, date(2027, 9, 5)), Suspension.objects.get().lifted_by.state) == ("active", "active")
    return_payment(payment=paid, on=date(2027, 9, 6), reason="Bank took it back", by=books.sara)
    assert state_on(books.member, date(2027, 9, 6)) == "active"


BOOKS = ("invoices", "payments", "proofs", "late", "rates", "footings", "incomes", "waivers", "paid-elsewhere")
OTHERS = ("memberships", "bodies", "withdrawals", "users", "duties", "seals", "rolls", "log", "stories")


def test_a_treasurer_keeps_the_books_and_nothing_else_while_the_duty_lasts(books, client):
    duty = start_staff_duty(user=books.omid, duty="treasurer", starts_on=START, by=books.sara)
    with_factor(books.omid)
    client.force_login(books.omid)

    opened = {name: client.get(f"/office/{name}/").status_code for name in (*BOOKS, *OTHERS)}

    assert {name: opened[name] for name in BOOKS} == dict.fromkeys(BOOKS, 200)
    assert [name for name in OTHERS if opened[name] == 200] == []
    assert client.get("/office/").status_code == 200
    pay = f"/office/invoices/do/pay/{books.invoice.pk}/"
    paid = client.post(pay, {"amount": "100", "received_on": "2026-01-20", "reference": "T-1"})
    assert (paid.status_code, Payment.objects.get().by) == (302, books.omid)
    forbidden = ("fee-rules/do/table/", "watches/do/follow/", f"late/do/suspend/{books.member.pk}/")
    assert [client.get(f"/office/{path}").status_code == 200 for path in forbidden] == [False] * 3
    assert (books.omid.is_secretariat, books.omid.is_staff) == (False, False)
    end_staff_duty(duty=duty, ends_on=timezone.localdate(), by=books.sara)
    assert client.get("/office/invoices/").status_code != 200
    assert client.post(pay, {"amount": "1", "received_on": "2026-01-20", "reference": "T-2"}).status_code != 200
    assert Payment.objects.count() == 1


def with_factor(user):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})


def test_a_vice_president_reads_who_is_late_in_the_own_region_and_changes_nothing(books, client):
    income(books, books.belgium, "high")
    member(books, books.brussels)
    issue_invoices(body=books.metropolis, year=2026, on=ISSUED, by=books.sara)
    seat = {"person": person(books, "deputy", user=books.omid), "by": books.sara, "starts_on": START}
    office = books.vice_presidency
    office.needs_local_office = False
    office.save()
    mandate = grant_mandate(office=office, party=books.mashhad, **seat)
    region = {"follower": books.board, "office": office, "body": books.metropolis, "starts_on": START}
    set_watch(region=books.asia, by=books.sara, **region)
    set_watch(region=books.europe, by=books.sara, **region)
    address = "/en/desk/mashhad/dues/region/"

    seen = {}
    for who in ("omid", "mina", "dues", "jun", "sara", "leila"):
        client.force_login(getattr(books, who))
        seen[who] = client.get(address).status_code

    assert seen == {"omid": 200, "mina": 404, "dues": 404, "jun": 404, "sara": 404, "leila": 404}
    client.force_login(books.omid)
    pages = [client.get(address.replace("/en/", f"/{code}/")).content.decode() for code in ("fa", "en")]
    assert [name in pages[1] for name in ("Mashhad", "Seoul", "1,700.00", "Brussels")] == [True, True, True, False]
    assert 'method="post"' not in pages[1].partition("<main")[2].partition("</main>")[0]
    lines = b"".join(client.get(f"{address[:-1]}.csv").streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["mashhad", "seoul"]
    narrowed = [
        client.get(f"{address}?{q}").content.decode() for q in ("q=%D8%B3%D8%A6%D9%88%D9%84", "q=Lyon", "country=IR")
    ]
    assert [">Mashhad</a>" in page for page in narrowed] == [False, False, True]
    assert [">Seoul</a>" in page for page in narrowed] == [True, False, False]
    assert "No line answers to these filters." in narrowed[1]
    lines = b"".join(client.get(f"{address[:-1]}.csv?country=KR").streaming_content).decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["seoul"]
    asked = []
    for query in ("country=KR", ""):
        with CaptureQueriesContext(connection) as counted:
            client.get(f"{address}?{query}")
        asked.append(len(counted))
    assert asked[0] == asked[1] <= 30
    assert client.post(address).status_code == 405
    assert client.get("/office/late/").status_code != 200
    assert client.get("/en/desk/seoul/dues/region/").status_code == 404
    assert address in client.get("/en/desk/").content.decode()
    end_mandate(mandate=mandate, ends_on=date(2020, 1, 1), ending="resigned", by=books.sara, reason="X")
    assert client.get(address).status_code == 404


def test_a_payment_in_another_currency_counts_at_the_dated_rate_and_keeps_it(books):
    words = {"invoice": books.invoice, "currency": "IRR", "today": DUE, "by": books.sara}
    paid = words | {"amount": Decimal(50_000_000), "received_on": date(2026, 2, 20), "reference": "R-1"}
    with pytest.raises(Refused, match="No rate between IRR and EUR"):
        record_payment(**paid)
    for day, rate in ((ISSUED, "50000"), (date(2026, 2, 1), "40000"), (date(2026, 3, 1), "1")):
        publish_rate(base="EUR", currency="IRR", on=day, rate=Decimal(rate), source="ECB", today=DUE, by=books.sara)

    payment = record_payment(**paid)

    assert (payment.currency, payment.rate.rate, record_payment(**paid)) == ("IRR", Decimal(40000), payment)
    assert balances(books.member) == {"EUR": Decimal(450)}
    more = paid | {"amount": Decimal(20_000_000), "reference": "R-2"}
    record_payment(**more)
    assert balances(books.member) == {"EUR": Decimal(-50)}
    assert Invoice.objects.get(pk=books.invoice.pk).lines.filter(currency="IRR").count() == 0
    late = paid | {"received_on": date(2026, 4, 10), "reference": "R-3"}
    with pytest.raises(Refused, match="of the month before 10 April 2026"):
        record_payment(**late)
