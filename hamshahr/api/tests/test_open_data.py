"""The open data: what the pages show, nothing more, in pages, with an ETag."""

import json

import pytest

from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.parties.models import Language, Party

LISTS = ["parties", "bodies", "hostings", "memberships", "mandates", "gatherings", "parts", "editions", "distinctions"]
LISTS += ["practices", "topics"]


def get(client, path, **headers):
    response = client.get(f"/api/v1/{path}", headers=headers)
    return response, json.loads(response.content) if response.content else None


def test_a_party_says_its_names_its_place_and_its_source(world, client):
    world.iran.languages.add(Language.objects.create(code="fa", names="Persian"))

    response, party = get(client, "parties/mashhad")

    assert response.status_code == 200
    assert party == {
        "slug": "mashhad",
        "kind": "city",
        "names": {"en": "Mashhad", "fa": "مشهد", "es": "Mashhad", "fr": "Machhad"},
        "country": "IR",
        "region": "asia-pacific",
        "languages": ["fa"],
        "latitude": 36.3,
        "longitude": 59.6,
        "population": 1000000,
        "time_zone": "Asia/Tehran",
        "website": "",
        "source": "",
        "as_of": None,
    }


def test_any_spelling_of_any_name_finds_a_party(world, client):
    for query in ["مشهد", "MACHHAD", "mashh"]:
        _response, found = get(client, f"parties?q={query}")
        assert [row["slug"] for row in found["items"]] == ["mashhad"]


def test_parties_are_found_by_an_official_language_of_their_country(world, client):
    french, dutch = (Language.objects.create(code=code, names=code) for code in ("fr", "nl"))
    world.belgium.languages.set([dutch, french])

    found = {code: get(client, f"parties?language={code}")[1]["items"] for code in ("nl", "FR", "fa", "<")}

    assert {code: [row["slug"] for row in rows] for code, rows in found.items()} == {
        "nl": ["brussels"],
        "FR": ["brussels"],
        "fa": [],
        "<": [],
    }
    assert found["nl"][0]["languages"] == ["fr", "nl"]


def test_who_has_the_answer_already_gets_304(world, client):
    response, _party = get(client, "parties/mashhad")
    again, _nothing = get(client, "parties/mashhad", if_none_match=response.headers["ETag"])

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("who", ["sara", "mina", "jun", "leila", "omid", "stranger"])
def test_nobody_gets_a_draft_or_what_hangs_from_it(world, client, who):
    congress = Gathering.objects.create(slug="c", kind="congress", names="Congress", starts_on=PartialDate("2021"))
    take_part(gathering=congress, party=world.mashhad, role="host", by=world.sara)
    Party.objects.filter(pk=world.mashhad.pk).update(live=False)
    user = world.cast()[who]
    if user:
        client.force_login(user)

    assert get(client, "parties/mashhad")[0].status_code == 404
    assert get(client, "parties/mashhad/claims")[0].status_code == 404
    for path in [*LISTS, "entries"]:
        assert "mashhad" not in get(client, path)[0].content.decode()


def test_pages_have_a_size_and_say_the_whole_number(world, client):
    _response, first = get(client, "parties?limit=2")
    _response, second = get(client, "parties?limit=2&offset=2")

    assert [row["slug"] for row in first["items"] + second["items"]] == ["brussels", "mashhad", "seoul"]
    assert first["count"] == second["count"] == 3


@pytest.mark.parametrize("query", ["limit=0", "limit=1000000", "offset=-1", "limit=x"])
def test_a_bad_page_is_refused_with_its_parameter(world, client, query):
    response, answer = get(client, f"parties?{query}")

    assert response.status_code == 422
    assert answer["faults"][0]["parameter"] == query.partition("=")[0]


def test_an_unknown_address_answers_as_json(world, client):
    response, answer = get(client, "nowhere/at/all")

    assert (response.status_code, list(answer)) == (404, ["detail"])


@pytest.mark.parametrize("path", [*LISTS, "entries"])
def test_lists_take_a_constant_number_of_queries(world, client, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(3):
        assert get(client, path)[0].status_code == 200


def test_the_description_names_every_list(world, client):
    _response, description = get(client, "openapi.json")

    assert {f"/api/v1/{path}" for path in [*LISTS, "entries"]} <= set(description["paths"])


@pytest.mark.parametrize(
    ("limit", "fault"),
    [("ten", "Write a whole number."), ("0", "Write 1 or more."), ("501", "Write 500 or less.")],
)
def test_a_wrong_parameter_is_named_with_what_to_write(world, client, limit, fault):
    answer = client.get("/api/v1/parties", {"limit": limit})

    assert (answer.status_code, answer.json()) == (422, {"faults": [{"parameter": "limit", "fault": fault}]})


def test_what_is_not_there_answers_in_one_sentence(world, client):
    answer = client.get("/api/v1/parties/nowhere")

    assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})
