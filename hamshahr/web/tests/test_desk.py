from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from hamshahr.bodies.models import Mandate
from hamshahr.kernel.awaiting import Awaited
from hamshahr.parties.models import Liaison
from hamshahr.parties.services import appoint_liaison
from hamshahr.record.models import Confidence
from hamshahr.record.services import enter, raise_objection
from hamshahr.web import desk
from tests.world import user

MOST_QUERIES = 37
MASHHAD = ZoneInfo("Asia/Tehran")
SINCE = date(2020, 1, 1)


def appoint(person, party, duty, ends_on=None):
    row = appoint_liaison(user=person, party=party, duty=duty, starts_on=SINCE, by=None)
    row.ends_on = ends_on
    row.save()
    return row


@pytest.fixture
def staffed(world):
    """Mashhad with somebody for each duty."""
    world.dina, world.vida, world.reza = (user(name, name.title()) for name in ("dina", "vida", "reza"))
    appoint(world.dina, world.mashhad, "dues")
    appoint(world.vida, world.mashhad, "votes")
    appoint(world.reza, world.mashhad, "reader")
    return world


def of_each_duty(party, on):
    """What rooms to come will ask: one thing of each duty, in no order."""
    far, near = on + timedelta(days=40), on + timedelta(days=3)
    return [
        Awaited("ballot.open", "Cast the vote", far, "votes", "It is not counted.", "/x/vote/"),
        Awaited("invoice.open", "Pay the dues", near, "dues", "No vote next year.", "/x/pay/"),
        Awaited("report.due", "Write the report", on - timedelta(days=2), "contact", "No report.", "/x/report/"),
    ]


@pytest.fixture
def asked(staffed, monkeypatch):
    monkeypatch.setattr(desk, "ROOMS", (desk.Room("all", "All", of_each_duty),))
    return staffed


def claim(world, party, number=1, since=1990):
    """Facts that only the party itself says."""
    for year in range(since, since + number):
        mandate = Mandate.objects.create(
            office=world.vice_presidency, party=party, starts_on=str(year), confidence=Confidence.CLAIMED
        )
        enter("mandate.granted", party=party, source=mandate, by=None, happened_on=mandate.starts_on)


@pytest.mark.parametrize(
    ("who", "titles", "acts"),
    [
        ("mina", ["Write the report", "Pay the dues", "Cast the vote"], 3),
        ("dina", ["Pay the dues"], 1),
        ("vida", ["Cast the vote"], 1),
        ("reza", ["Write the report", "Pay the dues", "Cast the vote"], 0),
    ],
)
def test_each_officer_sees_the_tasks_of_their_duty_by_due_date(asked, client, who, titles, acts):
    reader = getattr(asked, who)
    reader.language = "en"
    reader.save()
    client.force_login(reader)

    shown = desk.desk_of(asked.mashhad, reader)
    page = client.get("/en/desk/mashhad/").content.decode()

    assert [task.awaited.title for task in shown.tasks] == titles
    assert page.count('class="duty"') == len(titles)
    assert page.count("See what to do<span") == acts


def test_a_line_says_whose_it_is_how_many_days_are_left_and_what_is_lost(asked, client):
    client.force_login(asked.mina)

    late, soon, later = desk.desk_of(asked.mashhad, asked.mina).tasks
    page = client.get("/en/desk/mashhad/").content.decode()

    assert [(task.days, task.urgency, task.owners) for task in (late, soon, later)] == [
        (-2, "late", ("مینا رضوی",)),
        (3, "week", ("Dina",)),
        (40, "later", ("Vida",)),
    ]
    assert '<p class="due due-late"><b>2</b>days over</p>' in page
    assert "No vote next year." in page


def test_days_are_counted_in_the_zone_of_the_reader(asked):
    # The two zones are 25 hours apart: their dates differ by one day, and by two from ten to eleven in London.
    zones = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    days = []
    for asked.mina.time_zone in zones:
        days.append(desk.desk_of(asked.mashhad, asked.mina).today)
    asked.mina.time_zone = ""

    assert days == [timezone.localdate(timezone=ZoneInfo(zone)) for zone in zones]
    assert desk.desk_of(asked.mashhad, asked.mina).zone == "Asia/Tehran"


def test_a_desk_lacks_what_nobody_does_and_what_ends_within_thirty_days(staffed, client):
    today = timezone.localdate(timezone=MASHHAD)
    Liaison.objects.filter(duty="dues").delete()
    Liaison.objects.filter(duty="votes").update(ends_on=today + timedelta(days=30))
    Liaison.objects.filter(duty="reader").update(ends_on=today + timedelta(days=31))

    tasks = desk.desk_of(staffed.mashhad, staffed.mina, room="liaisons").tasks

    assert [(task.awaited.kind, task.days) for task in tasks] == [("liaison.ending", 30), ("liaison.missing", None)]
    assert "Vida" in tasks[0].awaited.title


def test_a_successor_silences_an_ending_duty(staffed):
    Liaison.objects.filter(duty="votes").update(ends_on=timezone.localdate(timezone=MASHHAD) + timedelta(days=9))
    appoint(staffed.dina, staffed.mashhad, "votes")

    assert desk.desk_of(staffed.mashhad, staffed.mina, room="liaisons").tasks == []


def test_an_unsure_fact_awaits_a_source_until_one_is_brought_and_then_the_secretariat(staffed, client):
    claim(staffed, staffed.mashhad)
    claim(staffed, staffed.seoul)
    [task] = desk.desk_of(staffed.mashhad, staffed.mina, room="record").tasks
    entry = staffed.mashhad.entries.get()

    raise_objection(entry=entry, aim="support", text="In the minutes.", citation="Minutes", by=staffed.mina)
    [after] = desk.desk_of(staffed.mashhad, staffed.mina, room="record").tasks

    assert (task.awaited.kind, str(entry.pk) in task.awaited.address) == ("entry.unsure", True)
    assert (after.awaited.kind, after.urgency) == ("objection.waiting", "waits")


def test_three_hundred_tasks_are_all_there_and_nothing_of_another_city(staffed, client):
    claim(staffed, staffed.mashhad, 300)
    claim(staffed, staffed.seoul, 5)

    tasks = desk.desk_of(staffed.mashhad, staffed.mina, room="record").tasks

    theirs = {str(pk) for pk in staffed.mashhad.entries.values_list("pk", flat=True)}
    assert {task.awaited.address.split("/")[-3] for task in tasks} == theirs
    assert len(tasks) == 300


def test_the_number_of_queries_does_not_grow_with_the_tasks(staffed, client, django_assert_max_num_queries):
    client.force_login(staffed.mina)
    claim(staffed, staffed.mashhad)
    client.get("/fa/desk/mashhad/")
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        client.get("/fa/desk/mashhad/")
    claim(staffed, staffed.mashhad, 40, since=1940)

    with django_assert_max_num_queries(len(few)):
        client.get("/fa/desk/mashhad/")


def test_an_empty_desk_says_what_will_stand_there(staffed, client):
    client.force_login(staffed.mina)

    everything = client.get("/en/desk/mashhad/").content.decode()
    one_room = client.get("/en/desk/mashhad/?room=record").content.decode()

    assert "Nothing awaits Mashhad today." in everything
    assert "Nothing awaits you in this part." in one_room


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_desk_is_drawn_in_both_scripts(asked, client, language):
    client.force_login(asked.mina)

    response = client.get(f"/{language}/desk/mashhad/")

    assert response.status_code == 200
    assert 'class="ruler"' in response.content.decode()


ADDRESSES = {
    "/en/desk/": {"sara": 200, "mina": 302, "jun": 302, "leila": 200, "omid": 200, "stranger": 302},
    "/en/desk/mashhad/": {"sara": 404, "mina": 200, "jun": 404, "leila": 404, "omid": 404, "stranger": 302},
    "/en/desk/mashhad/handover/": {"sara": 200, "mina": 200, "jun": 404, "leila": 404, "omid": 404, "stranger": 302},
    "/en/desk/mashhad/handovers/1/": dict.fromkeys(["sara", "mina", "jun", "leila", "omid"], 404) | {"stranger": 302},
    "/en/desk/mashhad/liaisons/": {"sara": 200, "mina": 200, "jun": 404, "leila": 404, "omid": 404, "stranger": 302},
    "/en/desk/mashhad/liaisons/new/": {
        "sara": 200,
        "mina": 200,
        "jun": 404,
        "leila": 404,
        "omid": 404,
        "stranger": 302,
    },
    "/en/desk/nowhere/": dict.fromkeys(["sara", "mina", "jun", "leila", "omid"], 404) | {"stranger": 302},
    "/en/consents/": dict.fromkeys(["sara", "mina", "jun", "leila", "omid"], 200) | {"stranger": 302},
}


@pytest.mark.parametrize("path", ADDRESSES)
def test_everybody_of_the_cast_on_each_address(world, client, path):
    answers = {}
    for name, person in world.cast().items():
        client.logout()
        if person:
            person.refresh_from_db()
            client.force_login(person)
        answers[name] = client.get(path).status_code

    assert answers == ADDRESSES[path]


def test_the_end_of_a_term_stands_on_the_desk_of_its_city_alone(staffed):
    today = timezone.localdate(timezone=MASHHAD)
    for party in (staffed.mashhad, staffed.seoul):
        Mandate.objects.create(
            office=staffed.vice_presidency,
            party=party,
            starts_on=str(today - timedelta(days=300)),
            ends_on=str(today + timedelta(days=20)),
        )

    [task] = desk.desk_of(staffed.mashhad, staffed.mina, room="bodies").tasks

    assert (task.awaited.kind, task.days, task.urgency) == ("seat.expiring", 20, "soon")
