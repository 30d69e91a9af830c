"""The seat of a body is a dated fact: 2014 and 2022 have different answers."""

from datetime import date

import pytest

from hamshahr.bodies.models import Decision, Hosting
from hamshahr.bodies.services import end_hosting, found_body, host_body, record_decision
from hamshahr.bodies.tests.builders import decision
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record.models import Entry
from tests.world import names


def hosts(body, day):
    return [str(hosting.host.slug) for hosting in body.hostings.perhaps_on(day).order_by("pk")]


def test_the_office_of_2014_is_not_that_of_2022(world):
    fund = found_body(names=names(en="Fund office for Asia"), network="FMDV", kind="regional office", by=world.sara)
    first = host_body(
        body=fund, host=world.mashhad, starts_on="2014", by=world.sara, confidence="probable", source="FMDV"
    )
    end_hosting(hosting=first, ends_on="2019", by=world.sara, reason="gone from the list")
    host_body(body=fund, host=world.seoul, starts_on="2020-03", by=world.sara)

    assert fund.slug == "fund-office-for-asia"
    assert [hosts(fund, date(year, 7, 1)) for year in (2013, 2014, 2018, 2022)] == [
        [],
        ["mashhad"],
        ["mashhad"],
        ["seoul"],
    ]
    entries = Entry.objects.filter(party=world.mashhad).order_by("act__number")
    assert list(entries.values_list("kind", "happened_on", "confidence", "counts_as")) == [
        ("hosting.began", PartialDate("2014"), "probable", f"body {fund.pk}"),
        ("hosting.ended", PartialDate("2019"), "probable", f"body {fund.pk}"),
    ]


def test_a_body_has_one_seat_at_a_time_as_far_as_is_known(world):
    host_body(body=world.award, host=world.mashhad, starts_on=date(2014, 1, 1), by=world.sara)

    with pytest.raises(Refused, match="has its seat with Mashhad"):
        host_body(body=world.award, host=world.seoul, starts_on=date(2016, 1, 1), by=world.sara)
    host_body(body=world.award, host=world.seoul, by=world.sara)
    assert Hosting.objects.count() == 2


def test_a_hosting_ends_once_and_after_it_began(world):
    hosting = host_body(body=world.award, host=world.mashhad, starts_on="2014", ends_on="2020", by=world.sara)

    with pytest.raises(Refused, match="already ended"):
        end_hosting(hosting=hosting, ends_on="2021", by=world.sara)
    with pytest.raises(Refused, match="before the start"):
        end_hosting(hosting=hosting, ends_on="2013", by=world.sara)
    end_hosting(hosting=hosting, ends_on="2018", by=world.sara)
    assert list(Entry.objects.current().filter(kind="hosting.ended").values_list("happened_on", flat=True)) == [
        PartialDate("2018")
    ]


def test_a_decision_is_one_of_a_body_that_lives_with_its_number_once(world):
    taken = decision(world, number="2021/3")

    assert (taken.body, taken.agenda_item, str(taken)) == (world.board, "5", "Admission of new members")
    young = found_body(names=names(en="Young"), network="M", kind="board", founded_on="2020", ended_on="2021", by=None)
    for day, match in (("2019", "founded later"), ("2022", "ended on")):
        with pytest.raises(Refused, match=match):
            record_decision(body=young, title=names(en="x"), decided_on=day, by=world.sara)
    assert Decision.objects.count() == 1
