"""The pages of this room: who names, who arrives, who speaks, and what nobody else gets to see."""

import json
import re
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from hamshahr.attendance.models import Delegate, Presence, Speaking
from hamshahr.attendance.services import ask_for_floor, note_to_secretary, set_limits
from hamshahr.meetings.services import close_session
from hamshahr.parties.models import Person
from tests.world import names

from .builders import a_meeting, after, came, sent

PLACE = "/en/meetings/board-2021/"


@pytest.fixture
def met(world):
    a_meeting(world)
    world.head = sent(world, world.mashhad, "رضا کلائی", "head", account="nasrin")
    world.deputy = sent(world, world.mashhad, "Deputy Person", "deputy")
    world.korean = sent(world, world.seoul, "Korean Person", "head")
    note_to_secretary(gathering=world.meeting, party=world.mashhad, note="Canary diet", by=world.mina)
    return world


def signed(who):
    client = Client()
    if who:
        client.force_login(who)
    return client


def page(who, path="", **options):
    return signed(who).get(PLACE + path, **options)


def test_a_liaison_names_changes_and_withdraws_on_the_pages(met, client):
    client.force_login(met.mina)
    form = {"person_name": "Third Person", "role": "companion", "function": "Interpreter", "email": ""}

    assert client.post(f"{PLACE}delegations/mashhad/", form).status_code == 302
    second_head = client.post(f"{PLACE}delegations/mashhad/", form | {"person_name": "X", "role": "head"})
    assert (second_head.status_code, "there is one" in second_head.content.decode()) == (422, True)
    assert client.post(f"{PLACE}delegations/seoul/", form).status_code == 404
    third = Delegate.objects.get(person_name="Third Person")
    changed = form | {"role": "member", "position": "9"}
    assert client.post(f"{PLACE}delegations/mashhad/{third.number}/", changed).status_code == 302
    assert client.post(f"{PLACE}delegations/mashhad/note/", {"note": "Visas"}).status_code == 302
    assert client.post(f"{PLACE}delegations/mashhad/{third.number}/withdrawal/").status_code == 302

    third.refresh_from_db()
    assert (third.role, third.position, third.withdrawn_at is None) == ("member", 9, False)
    assert "Visas" in client.get(f"{PLACE}delegations/mashhad/").content.decode()


def test_names_are_for_who_is_called_and_notes_for_city_and_secretary(met, client, django_assert_max_num_queries):
    came(met, met.head)
    came(met, met.korean)
    speech = {"delegate": met.head, "session": met.session, "kind": "speech", "at": after(1), "by": met.sara}
    ask_for_floor(**speech, note="Canary of the chair")
    paths = ("delegations/", "attendance/", "attendance/list/", "speakers/", "speakers/list/")
    shown = {}
    for name, who in (met.cast() | {"nasrin": met.nasrin}).items():
        reader, text = signed(who), ""
        for path in paths:
            with django_assert_max_num_queries(48 if who else 23):
                text += reader.get(PLACE + path).content.decode()
        shown[name] = "رضا کلائی" in text
        assert ("Mashhad" in text, "Canary" in text, met.head.badge_code in text) == (True, False, False)

    assert shown == {
        "sara": True,
        "mina": True,
        "jun": True,
        "nasrin": True,
        "leila": False,
        "omid": False,
        "stranger": False,
    }
    assert page(met.sara, "speakers/chair/").content.decode().count("Canary of the chair") == 1
    for path in paths:
        with django_assert_max_num_queries(30):
            assert 'lang="fa"' in client.get(f"/fa/meetings/board-2021/{path}").content.decode() or "list" in path
    exported = [page(who, "attendance.csv").status_code for who in (met.sara, met.jun, met.omid, None)]
    assert exported == [200, 200, 404, 404]


def test_the_list_of_delegations_is_narrowed_in_pages_and_taken_along(met, client, django_assert_max_num_queries):
    def cities(who, query, language="en"):
        reader = signed(who)
        with django_assert_max_num_queries(48 if who else 24):
            text = reader.get(f"/{language}/meetings/board-2021/delegations/?{query}").content.decode()
        return re.findall(r'<th scope="row"><a href="/\w+/cities/([a-z]+)/', text)

    assert cities(None, "q=seo") == cities(None, "q=سئول", "fa") == ["seoul"]
    assert (cities(met.jun, "q=deputy"), cities(None, "q=deputy")) == (["mashhad"], [])
    assert sorted(cities(None, "named=yes&region=asia-pacific")) == ["mashhad", "seoul"]
    assert (cities(None, "named=no"), cities(None, "region=europe")) == (["brussels"], ["brussels"])
    assert "No city answers to these filters." in page(None, "delegations/?q=zzz").content.decode()
    table = b"".join(page(met.jun, "delegations.json?q=seoul").streaming_content)
    (row,) = json.loads(table)["delegations"]
    assert (row["city"], row["voice"], row["name"], row["role"]) == ("seoul", True, "Korean Person", "head")
    exported = [page(who, "delegations.csv").status_code for who in (met.sara, met.jun, met.omid, None)]
    assert exported == [200, 200, 404, 404]


def test_a_delegate_arrives_alone_from_afar_and_leaves_and_a_stranger_does_not(met, client):
    client.force_login(met.nasrin)
    arrive = {"way": "remote", "session": "1", "once": "a" * 22}
    for _time in range(2):
        assert client.post(f"{PLACE}attendance/mine/", arrive).url == f"{PLACE}attendance/?session=1"
    assert "you are there since" in client.get(f"{PLACE}attendance/").content.decode()
    client.post(f"{PLACE}attendance/mine/", {"act": "leave", "session": "1"})

    assert list(Presence.objects.values_list("delegate", "way", "how", "by")) == [
        (met.head.pk, "remote", "self", met.nasrin.pk)
    ]
    assert Presence.objects.get().left_at is not None
    client.force_login(met.jun)
    assert client.post(f"{PLACE}attendance/mine/", {"way": "room"}).status_code == 403
    close_session(session=met.session, by=met.sara)
    client.force_login(met.nasrin)
    assert "This session is closed." in client.get(f"{PLACE}attendance/?session=1").content.decode()
    assert client.get(f"{PLACE}attendance/?session=2").status_code == 404


def test_the_door_takes_numbers_in_any_digits_and_a_badge_one_tap(met, client):
    client.force_login(met.sara)
    for typed in ("۱", "1", str(met.korean.number), "1-"):
        assert client.post(f"{PLACE}door/", {"number": typed, "way": "room"}).status_code == 302
    wrong = client.post(f"{PLACE}door/", {"number": "99", "way": "room"})
    badge = f"/en/meetings/badge/{met.deputy.badge_code}/"
    assert 'value="arrive" autofocus' in client.get(badge).content.decode()
    assert client.post(badge, {"act": "arrive"}).url == badge
    assert "Is there since" in client.get(badge).content.decode()

    assert (wrong.status_code, "Nobody was sent with this number." in wrong.content.decode()) == (422, True)
    rows = [(row.delegate, row.how, row.left_at is None) for row in Presence.objects.order_by("pk")]
    assert rows == [(met.head, "number", False), (met.korean, "number", True), (met.deputy, "qr", True)]
    own = f"/en/meetings/badge/{met.head.badge_code}/"
    answers = {}
    for who in (met.nasrin, met.jun, None):
        client = signed(who)
        answers[str(who)] = (client.get(own).status_code, client.post(own, {"act": "arrive"}).status_code)
    assert answers == {str(met.nasrin): (302, 404), str(met.jun): (404, 404), "None": (302, 302)}


def test_the_list_is_asked_again_for_a_few_bytes_and_for_any_minute(met):
    came(met, met.head, 10)
    first = page(None, "attendance/list/?session=1")
    again = page(None, "attendance/list/?session=1", headers={"If-None-Match": first["ETag"]})
    came(met, met.korean, 20)
    other = page(None, "attendance/list/?session=1", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)
    assert "2 of 2 cities are there" in other.content.decode()
    assert len(other.content) < 2_000
    text = page(None, "attendance/?session=1&at=12:45").content.decode()
    assert ("1 of 2 cities" in text or "1 of 2 city" in text, "At <time" in text) == (True, True)
    assert "Write the minute as" in page(None, "attendance/?at=nonsense").content.decode()
    sheet = b"".join(page(met.sara, "attendance.xlsx?session=1").streaming_content)
    rows = list(load_workbook(BytesIO(sheet)).active.values)
    assert rows[1] == (
        *("mashhad", "Mashhad", "asia-pacific", 1, "رضا کلائی", None, "head", "room", "desk"),
        *("2021-11-08T12:40+03:30", None),
    )


def test_a_delegate_asks_and_the_chair_leads_by_single_acts(met, client):
    Person.objects.create(slug="jun", names=names(en="Jun"), user=met.jun)
    met.session.chair = Person.objects.get(slug="jun")
    met.session.save()
    came(met, met.head)
    came(met, met.korean)
    client.force_login(met.nasrin)
    client.post(f"{PLACE}speakers/wish/", {"kind": "speech", "item": "", "session": "1"})
    asked = Speaking.objects.get()
    assert "You are on the list: speech." in client.get(f"{PLACE}speakers/").content.decode()
    assert client.get(f"{PLACE}speakers/chair/").status_code == 403

    client.force_login(met.jun)
    adding = {"number": str(met.korean.number), "kind": "point of order", "item": "", "note": "short", "session": "1"}
    assert client.post(f"{PLACE}speakers/chair/", adding).status_code == 302
    order = Speaking.objects.get(kind="point of order")
    assert f'value="give {order.pk}" data-key="KeyN"' in client.get(f"{PLACE}speakers/chair/list/").content.decode()
    for act in (f"give {asked.pk}", f"give {asked.pk}", f"give {order.pk}", f"stop {order.pk}"):
        assert client.post(f"{PLACE}speakers/chair/", {"act": act, "session": "1"}).status_code == 302
    text = client.get(f"{PLACE}speakers/chair/").content.decode()
    assert f'value="resume {asked.pk}" data-key="KeyN"' in text
    client.post(f"{PLACE}speakers/chair/", {"act": f"resume {asked.pk}", "session": "1"})
    client.post(f"{PLACE}speakers/chair/", {"act": f"stop {asked.pk}", "session": "1"})
    asked.refresh_from_db()
    assert (asked.ended_at is not None, client.get(f"{PLACE}speakers/").status_code) == (True, 200)
    assert client.post(f"{PLACE}speakers/chair/", {"act": "stop 999"}).status_code == 404
    seconds = {"speech": "240", "reply": "60", "question": "60", "order": "30", "procedure": "30", "city": "600"}
    assert client.post(f"{PLACE}speakers/limits/", seconds | {"speech": "1"}).status_code == 422
    assert client.post(f"{PLACE}speakers/limits/", seconds).status_code == 302
    assert set_limits(session=met.session, by=met.sara).speech == 240


def test_badges_are_a_paper_with_each_name_in_its_script_and_a_code(met):
    whole = page(met.sara, "delegations/badges.pdf")
    own = page(met.mina, "delegations/badges.pdf?city=mashhad")

    texts = [
        " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(each.content)).pages) for each in (whole, own)
    ]
    assert ["Korean Person" in text for text in texts] == [True, False]
    assert all("Deputy Person" in text and "Mashhad" in text for text in texts)
    assert page(met.jun, "delegations/badges.pdf?city=mashhad").status_code == 404
    assert json.dumps(texts).count("Board 2021") >= 2
