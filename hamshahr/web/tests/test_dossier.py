"""The dossier of a city: what it shows, for which day, in how many queries, and what it keeps hidden."""

import csv
import io
import json
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils.html import escape
from openpyxl import load_workbook

from hamshahr.bodies.models import Office
from hamshahr.bodies.services import (
    end_local_office,
    enrol,
    grant_mandate,
    host_body,
    record_decision,
    take_local_office,
)
from hamshahr.calls.services import add_edition, confer
from hamshahr.gatherings.services import add_gathering, take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.record.kinds import MEASURES
from hamshahr.record.models import Entry
from hamshahr.record.services import publish_claim, raise_objection
from tests.world import names

CITY = "/en/cities/mashhad/"


@pytest.fixture(autouse=True)
def known_kinds(db):
    """Kinds of rows are looked up once in the life of a server; no page pays for that here."""
    ContentType.objects.clear_cache()
    for kind in ContentType.objects.all():
        ContentType.objects.get_for_id(kind.pk)


def gathering(world, number=1, kind="congress", **part):
    held = add_gathering(
        slug=f"{kind}-{number}".replace(" ", "-"),
        kind=kind,
        names=names(en=f"{kind.capitalize()} {number}", fa=f"گردهمایی {number}"),
        starts_on=PartialDate(f"{2000 + number}"),
        place=world.mashhad,
        by=world.sara,
    )
    return take_part(gathering=held, party=world.mashhad, by=world.sara, **({"role": "host"} | part))


def past(world):
    """Mashhad in its seats: the vice-presidency from 2020 to 2023, the office of the award in 2014."""
    mayoralty = take_local_office(
        party=world.mashhad, person=world.mayor, title=names(en="Mayor"), starts_on="2019", by=world.sara
    )
    host_body(body=world.award, host=world.mashhad, starts_on="2014-01", ends_on="2016-06", by=world.sara)
    grant_mandate(
        office=world.vice_presidency,
        party=world.mashhad,
        starts_on="2020-11-30",
        ends_on="2023-12",
        person=world.mayor,
        local_office=mayoralty,
        source="IRNA",
        by=world.sara,
    )
    return mayoralty


def text(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_dossier_renders_with_everything_on_it(world, client, language, django_assert_max_num_queries):
    past(world)
    gathering(world)
    edition = add_edition(slug="ma-1", award=world.award, number=1, cycle_year=2002, by=world.sara)
    confer(
        edition=edition, city_name="Mashhad", party=world.mashhad, level="winner", project=names(en="Trees"), by=None
    )
    enrol(party=world.mashhad, body=world.metropolis, state="active", joined_on="1993", by=world.sara)

    with django_assert_max_num_queries(10):
        page = text(client, f"/{language}/cities/mashhad/")

    assert f'<html lang="{language}"' in page
    for address in ("bodies/metropolis-board/", "bodies/metropolis/", "gatherings/congress-1/", "?system=awards"):
        assert address in page


def test_the_number_of_queries_does_not_grow_with_the_record(world, client, django_assert_num_queries):
    past(world)
    seats = Office.objects.create(body=world.board, slug="member", names=names(en="Member"))
    for number in range(3):
        gathering(world, number)
    with django_assert_num_queries(8):
        text(client, CITY)

    for number in range(3, 30):
        gathering(world, number)
        grant_mandate(
            office=seats, party=world.mashhad, starts_on=f"{1980 + number}", ends_on=f"{1981 + number}", by=None
        )
    with django_assert_num_queries(8):
        text(client, CITY)


@pytest.mark.parametrize(
    ("day", "holds", "not_then"),
    [
        ("2014-10-01", ["Metropolis Award"], ["Regional vice-president"]),
        ("2022-01-09", ["Regional vice-president"], ["Metropolis Award</a></span>"]),
        ("۱۹ دی ۱۴۰۰", ["Regional vice-president", "9 January 2022"], ["Metropolis Award</a></span>"]),
        ("1990-01-01", ["No seat, membership or office hosted is on record for that day."], ["Regional vice"]),
    ],
)
def test_asking_in_2014_and_in_2022_gives_different_answers(world, client, day, holds, not_then):
    past(world)

    seats = text(client, f"{CITY}?on={day}").split('id="h-spans"')[1].split('id="h-years"')[0]

    assert [part for part in holds if part not in seats] == []
    assert [part for part in not_then if part in seats] == []


def test_a_day_that_does_not_exist_is_named_and_what_was_typed_stays(world, client):
    page = text(client, f"{CITY}?on=1400-13-01", 422)

    assert 'value="1400-13-01"' in page
    assert 'class="error"' in page


def test_a_seat_whose_holder_lost_the_local_office_is_flagged(world, client):
    mayoralty = past(world)
    end_local_office(local_office=mayoralty, ends_on="2021-08-01", by=world.sara, reason="elections")

    page = text(client, f"{CITY}?on=2021-09-01")

    assert "in question" in page
    assert 'The holder lost the local office on <time datetime="2021-08-01">1 August 2021</time>' in page


def test_a_membership_names_the_decision_that_admitted_it(world, client):
    decision = record_decision(
        body=world.board, title=names(en="Admission of Mashhad"), decided_on="1993-05-01", number="7", by=world.sara
    )
    enrol(
        party=world.mashhad,
        body=world.metropolis,
        state="active",
        joined_on="1993-05-01",
        decision=decision,
        by=world.sara,
    )

    page = text(client, CITY)

    assert "by decision 7 of Board of Directors on" in page
    assert f'href="/en/bodies/decisions/{decision.pk}/">Admission of Mashhad</a>' in page


def test_a_date_that_was_not_found_is_said_to_be_so(world, client):
    enrol(party=world.mashhad, body=world.metropolis, state="active", by=world.sara)

    assert "membership on record, date not found" in text(client, CITY)


def claim(world, measure="awards.submitted", **fields):
    return publish_claim(
        **{
            "key": "c22",
            "party": world.mashhad,
            "sentence": names(en="More than 40 projects submitted"),
            "comparison": ">",
            "quantity": 40,
            "builder": "record.measure",
            "parameters": {"measure": measure},
            "until": PartialDate("2022-01-09"),
            "published_in": "A story",
            "published_on": PartialDate("2022-01-09"),
            "by": world.sara,
        }
        | fields
    )


def test_a_claim_without_a_record_says_so_with_its_numbers_and_definition(world, client):
    claim(world)

    claims = text(client, CITY).split('id="h-claims"')[1].split('id="h-years"')[0]

    assert "Claimed, no record yet" in claims
    assert "0 of more than 40" in claims
    assert "a project counts once per edition" in claims
    assert '<a href="/en/record/claims/c22/">' in claims


def test_the_weakest_link_of_a_claim_is_shown(world, client):
    claim(world, quantity=2, comparison=">=", measure="gatherings.hosted", sentence=names(en="Two congresses"))
    gathering(world, 1)
    gathering(world, 2, confidence="claimed", source="A story")

    claims = text(client, CITY).split('id="h-claims"')[1].split('id="h-years"')[0]

    assert "Partly proven" in claims
    assert "Weakest link: claimed" in " ".join(claims.split())


def test_each_state_shows_its_largest_claims_and_the_list_has_all_of_them(world, client):
    for number in (2, 5, 9):
        words = names(en=f"Claim {number}")
        claim(world, key=f"c{number}", quantity=number, sentence=words)
        claim(world, key=f"p{number}", quantity=number, comparison=">=", measure="gatherings.hosted", sentence=words)
    gathering(world, 1)
    gathering(world, 2)

    page = text(client, CITY)
    claims = page.split('id="h-claims"')[1].split('id="h-years"')[0]

    assert re.findall(r"/record/claims/(\w+)/", claims) == ["p2", "p9", "p5", "c9", "c5"]
    assert "1 of 6" in page
    assert '<a href="/en/record/claims/?party=mashhad">All 6 claims, each with its record' in claims
    lists = re.findall(r"state=(\w+)\">.*?<b class=\"number\">(\d)</b>", claims)
    assert lists == [("proven", "1"), ("partly", "2"), ("claimed", "3")]
    listed = text(client, "/en/record/claims/?party=mashhad&state=partly")
    assert ("/claims/p9/" in listed, "/claims/p2/" in listed, "/claims/c9/" in listed) == (True, False, False)


def test_every_count_is_a_link_with_its_definition_also_where_there_is_nothing(world, client):
    gathering(world)

    numbers = text(client, CITY).split('id="h-numbers"')[1]

    assert '?measure=gatherings.hosted"><b class="number">1</b> gatherings hosted</a>' in numbers
    assert '?measure=awards.honoured"><b class="number">none</b> distinctions</a>' in numbers
    assert [measure.name for measure in MEASURES.values() if escape(str(measure.definition)) not in numbers] == []


def test_an_open_objection_stands_on_the_page_with_its_day(world, client):
    gathering(world)
    raise_objection(entry=Entry.objects.get(), aim="correct", text="It was in Tehran.", by=world.mina)

    page = text(client, CITY)

    assert "1 objection of the city awaits its answer." in page
    assert "It was in Tehran." in page
    assert "Raised on" in page


def test_a_draft_leaves_no_trace_in_the_dossier_its_counts_and_its_exports(world, client):
    part = gathering(world, source="a canary")
    grant_mandate(office=world.vice_presidency, party=world.mashhad, starts_on="2020", by=world.sara)
    type(part.gathering).objects.update(live=False)
    type(world.board).objects.update(live=False)

    pages = [text(client, address) for address in (CITY, f"{CITY}record/", f"{CITY}record/?measure=gatherings.hosted")]
    files = [b"".join(client.get(f"{CITY}record.{ending}").streaming_content).decode() for ending in ("csv", "json")]

    assert Entry.objects.count() == 2
    for shown in (*pages, *files):
        assert "Congress 1" not in shown
        assert "canary" not in shown
        assert "Regional vice-president" not in shown
    assert ">1</b> gatherings hosted" not in pages[0]


def test_a_hidden_city_and_a_city_that_never_was_look_the_same(world, client):
    type(world.mashhad).objects.filter(slug="mashhad").update(live=False)

    for address in (CITY, f"{CITY}record/", f"{CITY}record.csv"):
        assert client.get(address).status_code == 404
        assert client.get(address.replace("mashhad", "atlantis")).status_code == 404


def test_the_entries_are_narrowed_by_year_system_count_and_confidence(world, client):
    past(world)
    gathering(world, 1)
    gathering(world, 2, confidence="claimed")

    def found(filters):
        page = text(client, f"{CITY}record/?{filters}")
        return page.split('<section class="leaf section"')[1:]

    assert len(found("")) == 6
    assert "Hosted: Congress 1" in found("year=2001")[0]
    assert "Hosted: Congress 2" in found("confidence=claimed")[0]
    assert len(found("system=seats")) == 2
    assert len(found("measure=gatherings.hosted")) == 2
    assert "No entry answers to these filters." in found("system=awards")[0]
    assert len(found("year=never&system=nothing")) == 6


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_of_entries_costs_the_same_for_few_and_many(
    world, client, number, language, django_assert_num_queries
):
    for each in range(number):
        gathering(world, each)

    with django_assert_num_queries(6):
        page = text(client, f"/{language}/cities/mashhad/record/")

    assert ('rel="next"' in page) is (number > 25)


def test_the_whole_record_leaves_with_sources_dates_as_stored_and_definitions(world, client):
    gathering(world, 1, source="=cmd()", as_of=PartialDate("2014-10"), confidence="probable")
    claim(world, measure="gatherings.hosted", quantity=1, comparison="=")

    content = json.loads(b"".join(client.get(f"{CITY}record.json").streaming_content))

    [entry] = content["entries"]
    assert {
        key: entry[key] for key in ("happened_on", "confidence", "source", "as_of", "measures", "superseded_by")
    } == {
        "happened_on": "2001",
        "confidence": "probable",
        "source": "=cmd()",
        "as_of": "2014-10",
        "measures": "gatherings.hosted",
        "superseded_by": None,
    }
    counted = {row["measure"]: (row["number"], row["confirmed"]) for row in content["counts"]}
    assert counted["gatherings.hosted"] == (1, 0)
    assert [(row["state"], row["found"]) for row in content["claims"]] == [("partly", 1)]

    rows = list(
        csv.DictReader(io.StringIO(b"".join(client.get(f"{CITY}record.csv").streaming_content).decode("utf-8-sig")))
    )
    assert [row["source"] for row in rows] == ["'=cmd()"]
    assert client.get(f"{CITY}record.pdf").status_code == 404
    book = load_workbook(io.BytesIO(b"".join(client.get(f"{CITY}record.xlsx").streaming_content)))
    assert book.sheetnames == ["entries", "counts", "claims"]
