"""The secretary's side of a meeting in the office, and what its pages cost."""

import io

import pytest

from hamshahr.gatherings.services import add_gathering
from hamshahr.meetings.models import AgendaItem, Consultation, Convocation, Paper, Session
from hamshahr.meetings.services import convoke
from tests.replay import breaks, silent
from tests.world import names

from .builders import IN_TIME, a_meeting, an_agenda
from .test_papers import laid

LISTS = ("sessions", "agenda-items", "convocations", "papers", "interpretation", "consultations")


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_secretary_plans_calls_and_closes_a_meeting_by_acts(world, client):
    a_meeting(world)
    client.force_login(world.sara)
    new = {"slug": "assembly-2", "kind": "general assembly", "names": names(en="Second"), "body": world.metropolis}
    second = add_gathering(**new, by=world.sara)
    do = f"/office/gatherings/do/{{}}/{second.pk}/"
    times = {"zone": "Asia/Tehran", "day": "۱۴۲۰/۰۱/۱۵", "begins": "۹:۳۰", "ends": "12:00", "kind": "ordinary"}
    assert client.post(do.format("session"), times | {"link": "http://example.org"}).status_code == 422
    assert client.post(do.format("session"), times).status_code == 302
    session = Session.objects.get(gathering=second)
    assert f"{session.starts_at:%Y-%m-%d %H:%M}" == "2041-04-03 06:00"

    item = {"names_1": "Opening", "kind": "information", "audience": "public", "minutes_planned": "۱۰"}
    assert client.post(f"/office/sessions/do/item/{session.pk}/", item).status_code == 302
    opening = AgendaItem.objects.get()
    assert (str(opening), opening.minutes_planned) == ("Opening", 10)
    paper = {"names_1": "Programme", "kind": "paper", "audience": "public", "language": "en"}
    file = io.BytesIO("برنامه".encode())
    file.name = "a.exe"
    assert client.post(f"/office/agenda-items/do/paper/{opening.pk}/", paper | {"file": file}).status_code == 302
    assert Paper.objects.get().versions.get().form == "text"
    assert client.post(do.format("call"), {"decision": ""}).status_code == 302
    assert not Convocation.objects.get().is_late
    moved = times | {"day": "1420/01/16", "decision": ""}
    assert client.post(f"/office/sessions/do/move/{session.pk}/", moved).status_code == 302
    session.refresh_from_db()
    assert session.edition == 1
    consulted = {"body": world.metropolis.pk, "party": world.mashhad.pk, "held_on": "2020-06-03", "channel": "visit"}
    words = {"held_by": "Sara", "subject_1": "Seats", "outcome_1": "Agreed"}
    assert client.post("/office/consultations/do/consult/", consulted | words).status_code == 302
    assert "not closed yet" in text(client.get(do.format("close")))
    for name in LISTS:
        assert client.get(f"/office/{name}/").status_code == 200
    things = (session, opening, Convocation.objects.last(), Paper.objects.get(), Consultation.objects.get())
    for name, thing in zip(
        ("sessions", "agenda-items", "convocations", "papers", "consultations"), things, strict=True
    ):
        assert client.get(f"/office/{name}/inspect/{thing.pk}/").status_code == 200
    assert "Opening" in text(client.get(f"/office/sessions/inspect/{session.pk}/"))
    assert list(breaks()) == list(silent()) == []
    client.force_login(world.mina)
    assert client.post(do.format("call"), {"decision": ""}).status_code in {302, 403}
    assert Convocation.objects.count() == 2


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_pages_of_a_meeting_cost_the_same_whatever_it_holds(world, client, language, django_assert_max_num_queries):
    meeting = laid(world)
    convoke(gathering=meeting, by=world.sara, at=IN_TIME)
    start = f"/{language}/meetings/"
    for page, most in ((f"{meeting.slug}/", 12), (f"{meeting.slug}/agenda/", 12), (f"{meeting.slug}/papers/", 15)):
        client.get(start + page)
        with django_assert_max_num_queries(most):
            assert client.get(start + page).status_code == 200
    with django_assert_max_num_queries(5):
        page = text(client.get(start + "?when=all"))
    assert "meetings/assembly-2020/" in page
    assert "meetings/assembly-2020/" in text(client.get(f"/{language}/gatherings/assembly-2020/"))
    assert "empty" in text(client.get(start + "?q=nothing"))
    an_agenda(world)
    with django_assert_max_num_queries(12):
        client.get(f"{start}{meeting.slug}/agenda/")
