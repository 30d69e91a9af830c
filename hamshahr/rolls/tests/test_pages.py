"""The page of a roll: what each role sees of it, its filters and exports, the secretary's acts, and the desk."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hamshahr.accounts.receipts import new_key
from hamshahr.bodies.models import Rule
from hamshahr.dues.services import record_payment
from hamshahr.kernel.dates import PartialDate
from hamshahr.rolls.models import Roll
from hamshahr.rolls.queries import awaiting
from hamshahr.rolls.services import compute_roll, freeze_roll, renew_rolls
from hamshahr.rolls.telling import reckoned, sentences

from .builders import CUT_OFF, DAY, HOUR, entered

PAGE = "/en/meetings/assembly-2026/roll/"
MOST_QUERIES = 40
SECRETS = ("3,450", "part of the fee", "suspended", "6,900")


def frozen(cases):
    roll = compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)
    return freeze_roll(roll=roll, by=cases.sara)


def page(who=None, address=PAGE):
    client = Client()
    if who:
        client.force_login(who)
    return client.get(address).content.decode()


def rows(text):
    """The cities of the lines, without those that paid late."""
    text = text.partition('id="h-late"')[0]
    return re.findall(r'<tr><th scope="row"><a href="/en/cities/([a-z]+)/', text)


def test_each_reader_sees_of_the_roll_what_is_theirs(cases):
    assert "No roll of this meeting has been frozen yet" in page()
    compute_roll(gathering=cases.assembly, cut_off=CUT_OFF, by=cases.sara)
    assert "No roll of this meeting has been frozen yet" in page(cases.omid)
    assert rows(page(cases.jun)) == ["seoul"]
    assert len(rows(page(cases.sara))) == 9
    freeze_roll(roll=Roll.objects.get(), by=cases.sara)

    everybody, called, secretary = page(), page(cases.jun), page(cases.sara)

    assert rows(everybody) == ["lima", "mashhad", "oslo"]
    assert [word for word in SECRETS if word in everybody] == []
    assert "3 members are entitled to vote." in everybody and "are not." not in everybody
    assert len(rows(called)) == len(rows(secretary)) == 9
    assert "3,450" not in called and "3,450" in secretary
    assert "Seoul has no vote at this meeting." in called
    assert "The fee of 2025, \u20686,900.00\u00a0EUR\u2069, was not in the books at the cut-off." in called.replace(
        "9,800", "6,900"
    )
    assert "who pays now votes at the next one" in called
    assert '<a href="/en/cities/seoul/">Seoul</a>' in called.partition("Paid after the cut-off")[2].replace("\n", "")
    assert "Paid after the cut-off" in called and "Paid after the cut-off" not in everybody
    assert Roll.objects.get().seal.serial in everybody and "<bdi>Brussels</bdi> (<bdi>UTC+2</bdi>)" in everybody


def test_the_roll_is_searched_narrowed_and_taken_along_as_far_as_it_is_seen(cases, client):
    frozen(cases)

    assert rows(page(address=f"{PAGE}?q=osl")) == ["oslo"]
    assert rows(page(cases.sara, f"{PAGE}?vote=no&region=europe")) == ["brussels"]
    assert rows(page(cases.sara, f"{PAGE}?reason=suspended")) == ["cairo"]
    assert "No line answers to these filters." in page(address=f"{PAGE}?q=zzz")
    table = b"".join(client.get("/en/meetings/assembly-2026/roll.json").streaming_content)
    assert [row["city"] for row in json.loads(table)["roll"]] == ["lima", "mashhad", "oslo"]
    assert client.get("/en/meetings/assembly-2026/roll.exe").status_code == 404


def test_the_secretary_computes_and_freezes_on_the_page_once(cases, client):
    client.force_login(cases.sara)
    said = {"day": "2026-06-09", "hour": "۱۸:۰۰", "once": new_key()}
    answers = [client.post(f"{PAGE}versions/new/", said).status_code for _each in range(2)]
    assert (answers, Roll.objects.get().cut_off) == ([302, 302], CUT_OFF)  # 18:00 in Brussels
    wrong = client.post(f"{PAGE}versions/new/", said | {"hour": "25:00", "once": new_key()})
    assert (wrong.status_code, "Write an hour such as" in wrong.content.decode()) == (422, True)

    shown = client.get(f"{PAGE}1/freezing/").content.decode()
    assert "Version 1: 3 entitled, 6 not." in shown
    assert client.post(f"{PAGE}1/freezing/", {"once": new_key()}).status_code == 302
    again = client.post(f"{PAGE}versions/new/", said | {"once": new_key()})
    assert (again.status_code, "The roll was frozen on" in client.get(f"{PAGE}versions/new/").content.decode()) == (
        200,
        True,
    )
    client.force_login(cases.jun)
    assert [client.get(f"{PAGE}{end}").status_code for end in ("versions/new/", "1/freezing/")] == [403, 403]


def test_an_excluded_city_reads_on_its_desk_why_and_how_until_it_has_paid(cases, client):
    soon = timezone.localdate() + timedelta(days=9)
    cases.assembly.starts_on = PartialDate.of(soon)
    cases.assembly.save()
    Rule.objects.update(values={"fee_paid_of_year": 2025 - soon.year})
    roll = compute_roll(gathering=cases.assembly, cut_off=timezone.now() + HOUR, by=cases.sara)
    entered(timezone.now() + 2 * HOUR, payment__membership=cases.members["seoul"])
    renew_rolls(at=timezone.now())

    (awaited,) = awaiting(cases.lagos, DAY)

    assert awaited.title.startswith("No vote at General Assembly 2026: The fee of 2025, ")
    assert "bring the proof at the desk, so that it is in the books by" in awaited.title
    assert awaited.consequence == "By article 9 the city does not vote at this meeting."
    assert awaited.address == f"/en/desk/lagos/dues/{cases.invoices['lagos'].key}/"
    assert awaiting(cases.mashhad, DAY) == []
    words = {"received_on": DAY, "today": max(DAY, soon), "reference": "L", "by": cases.sara}
    record_payment(invoice=cases.invoices["lagos"], amount=Decimal(1700), **words)
    assert awaiting(cases.lagos, DAY) == []
    assert [each.version for each in renew_rolls(at=timezone.now())] == [roll.version + 2]
    assert renew_rolls(at=timezone.now())[0].version == roll.version + 2


def test_the_command_tells_the_same_without_writing(cases):
    roll, lines = reckoned("assembly-2026", CUT_OFF.replace(tzinfo=None) + 2 * HOUR)  # 18:00 by the clock of Brussels

    told = list(sentences(roll, lines))

    assert (len(told), Roll.objects.count()) == (11, 0)
    assert told[0] == "General Assembly 2026: books read up to Tuesday 9 June 2026, 18:00, time of Brussels."
    assert "✓ Mashhad · 1 · The fee of 2025 is paid." in told
    assert told[-1] == f"3 entitled, 6 not; digest {frozen(cases).digest}"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_page_keeps_its_budget(cases, client, language, django_assert_max_num_queries):
    frozen(cases)
    client.force_login(cases.jun)
    with override(language):
        address = reverse("rolls:roll", args=["assembly-2026"])
    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address).status_code == 200
