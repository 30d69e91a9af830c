"""Seats elsewhere: the quota, who has them, two clocks, and one vote on each seat."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hamshahr.bodies.services import grant_mandate
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.representatives import queries, rules
from hamshahr.representatives.models import OutsideSeat, Presence
from hamshahr.representatives.services import (
    agree_quota,
    correct_presence,
    end_quota,
    record_presence,
    seat_representative,
    set_own_clock,
    tie_mandate,
)
from tests.replay import breaks, silent, untold

from .builders import BEGUN, DAY, DUE, LAST, a_meeting_there, another_network, in_local_office, members, nine_seats


def test_a_quota_has_its_seats_and_is_refused_where_it_cannot_stand(world):
    another_network(world)
    members(world)
    said = {"sender": world.metropolis, "seats": 9, "starts_on": BEGUN, "by": world.sara}
    for office, seats, words in (
        (world.vice_presidency, 1, "one network"),
        (world.post, 10, "fewer seats"),
    ):
        with pytest.raises(Refused, match=words):
            agree_quota(**said | {"office": office, "seats": seats})
    quota = agree_quota(office=world.post, **said)
    assert list(quota.outside_seats.values_list("number", flat=True)) == list(range(1, 10))
    assert (quota.outside, quota.readers) == (world.bureau, world.metropolis)
    with pytest.raises(Refused, match="already"):
        agree_quota(office=world.post, **said)
    end_quota(quota=quota, ends_on=date(2022, 10, 1), by=world.sara)
    with pytest.raises(Refused, match="ended"):
        end_quota(quota=quota, ends_on=date(2023, 10, 1), by=world.sara)
    agree_quota(office=world.post, **said | {"starts_on": date(2022, 10, 1), "seats": 7})
    assert OutsideSeat.objects.count() == 16


def test_a_seat_is_tied_to_one_mandate_there_in_each_role_and_unknown_holders_stay_unknown(world):
    nine_seats(world)
    second = world.quota.outside_seats.get(number=2)
    alone = grant_mandate(office=world.post, party=world.brussels, by=world.sara, starts_on=BEGUN)
    for mandate, seat, role, words in (
        (alone, second, "titular", "on behalf"),
        (world.titular.mandate, second, "titular", "tied to a seat"),
        (world.titular.mandate, second, "substitute", "another office"),
    ):
        with pytest.raises(Refused, match=words):
            tie_mandate(seat=seat, mandate=mandate, role=role, by=world.sara)
    with pytest.raises(Refused, match="has this seat"):
        seat_representative(seat=world.first, party=world.brussels, starts_on=date(2020, 1, 1), by=world.sara)

    lines = queries.register(world.omid, DAY)

    states = [line.state for line in lines]
    assert states == ["held", *["unknown"] * 8]
    assert (lines[0].titular.representative, lines[0].substitute.representative) == (world.titular, world.substitute)
    assert [line.seat for line in queries.register(world.omid, DAY, q="مشهد")] == [world.first]
    assert [line.seat.number for line in queries.register(world.omid, date(2019, 1, 1), state="vacant")] == [1]


def test_both_clocks_are_shown_and_their_conflict_is_told_in_words(world):
    nine_seats(world)
    own = grant_mandate(
        office=world.vice_presidency, party=world.mashhad, starts_on=date(2019, 6, 1), by=world.sara,
        term_ends_on=date(2021, 12, 31),
    )  # fmt: skip
    set_own_clock(representative=world.titular, own_mandate=own, by=world.sara)
    line = queries.seat_on(queries.with_people(OutsideSeat.objects).get(pk=world.first.pk), DAY, world.omid)
    clocks = line.titular.clocks
    assert (str(clocks.there), str(clocks.here)) == ("2022-11-15", "2021-12-31")
    (warning,) = line.warnings
    assert warning.startswith("The mandate here ends before the seat there")
    for until, words in (("2024-01-01", "must be won anew"), ("2022-11-15", ""), ("2022", ""), (None, "")):
        set_own_clock(representative=world.titular, sent_until=until and PartialDate(until), by=world.sara)
        found = rules.conflicts(rules.clocks_of(world.titular.__class__.objects.get(pk=world.titular.pk)))
        assert len(found) == bool(words) and all(words in each for each in found)
    foreign = grant_mandate(office=world.vice_presidency, party=world.seoul, by=world.sara)
    with pytest.raises(Refused, match="another party"):
        set_own_clock(representative=world.titular, own_mandate=foreign, by=world.sara)


def test_titular_and_substitute_never_sit_at_once_and_the_substitute_only_with_a_mandate_at_home(world):
    a_meeting_there(world)
    mayor = in_local_office(world, world.seoul, "min")
    former = in_local_office(world, world.seoul, "gil", ends_on=date(2020, 1, 1))
    unsure = in_local_office(world, world.seoul, "han", starts_on=None)
    here = {"meeting": world.meeting, "seat": world.first, "today": LAST, "by": world.sara}
    stand_in = here | {"representative": world.substitute, "absence": "Ill", "person": mayor.person}
    for fields, words in (
        ({"absence": " ", "local_office": mayor}, "titular is absent"),
        ({}, "local political mandate"),
        ({"person": former.person, "local_office": former}, "not held on the day"),
        ({"person": unsure.person, "local_office": unsure}, "not sure"),
        ({"person": former.person, "local_office": mayor}, "not one of that person"),
        ({"today": date(2021, 6, 6), "local_office": mayor}, "not begun"),
        ({"seat": world.quota.outside_seats.get(number=2), "local_office": mayor}, "another seat"),
    ):
        with pytest.raises(Refused, match=words):
            record_presence(**stand_in | fields)
    sat = record_presence(**here, representative=world.titular)
    with pytest.raises(Refused, match="do not vote on one seat at once") as refusal:
        record_presence(**stand_in, local_office=mayor)
    assert refusal.value.article == "12"
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(meeting=world.meeting, seat=world.first, representative=world.substitute)
    with pytest.raises(Refused, match="reason"):
        correct_presence(presence=sat, reason="", by=world.sara)
    fields = {"representative": world.substitute, "person": mayor.person, "local_office": mayor, "absence": "Ill"}
    mended = correct_presence(presence=sat, reason="Minutes", by=world.sara, today=DUE, **fields)
    assert (mended.representative, Presence.objects.count()) == (world.substitute, 1)
    assert [*breaks()] == [*silent()] == [row for row in untold() if row.startswith(("Quota", "Presence"))] == []


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_register_a_seat_and_a_meeting_are_read_by_all_at_a_fixed_price(
    world, client, language, django_assert_max_num_queries
):
    assert "empty" in client.get(f"/{language}/representatives/").content.decode()
    a_meeting_there(world)
    with django_assert_max_num_queries(12):
        page = client.get(f"/{language}/representatives/").content.decode()
    assert page.count("/representatives/seats/") == 9 and f"/representatives/meetings/{world.meeting.key}/" in page
    assert client.get(f"/{language}/representatives/?state=held").content.decode().count("/representatives/seats/") == 1
    for address in (world.first.get_absolute_url(), world.meeting.get_absolute_url()):
        with django_assert_max_num_queries(22):
            shown = client.get(address.replace("/en/", f"/{language}/"))
        assert shown.status_code == 200 and world.mashhad.names.localize(language) in shown.content.decode()
    rows = client.get(f"/{language}/representatives/seats.json?state=unknown").getvalue().decode()
    assert rows.count('"state": "unknown"') == 8 and "mashhad" not in rows
    assert client.get(f"/{language}/representatives/?q=nothing").status_code == 200
