"""Practices and topics as open data."""

import json

import pytest

from hamshahr.practices.models import Practice
from hamshahr.practices.tests.builders import practice, vocabulary


def get(client, path):
    return json.loads(client.get(f"/api/v1/{path}").content)


def found(client, query):
    return [row["slug"] for row in get(client, f"practices{query}")["items"]]


def test_a_practice_says_whose_it_is_on_what_and_what_it_rests_on(world, client):
    vocabulary()
    practice("eco", world.seoul, ["waste"], [12, 13], starts_on="2009", source="A page", confidence="probable")

    assert get(client, "practices/eco") == {
        "slug": "eco",
        "party": "seoul",
        "country": "KR",
        "names": {"en": "Practice eco", "fa": "تجربهٔ eco"},
        "summary": {"en": "What eco did."},
        "topics": ["waste"],
        "goals": [12, 13],
        "starts_on": "2009",
        "ends_on": None,
        "origin": {},
        "confidence": "probable",
        "source": "A page",
        "as_of": None,
        "note": "",
    }


def test_topics_say_what_they_are_part_of(world, client):
    vocabulary()

    rows = get(client, "topics")["items"]

    assert [(row["slug"], row["part_of"], row["goals"]) for row in rows] == [
        ("recycling", "waste", []),
        ("waste", None, [11, 12]),
        ("women", None, []),
    ]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["eco", "market"]),
        ("?topic=waste", ["eco", "market"]),
        ("?topic=recycling", ["eco"]),
        ("?topic=magic", []),
        ("?goal=5", ["market"]),
        ("?party=seoul", ["eco"]),
        ("?country=be", ["market"]),
    ],
)
def test_practices_are_narrowed_by_topic_goal_party_and_country(world, client, query, slugs):
    vocabulary()
    practice("eco", world.seoul, ["recycling", "waste"], [12])
    practice("market", world.brussels, ["waste", "women"], [5])

    assert found(client, query) == slugs


@pytest.mark.parametrize("who", ["sara", "mina", "stranger"])
def test_a_draft_is_open_data_for_nobody(world, client, who):
    practice("canary", world.seoul)
    Practice.objects.update(live=False)
    if user := world.cast()[who]:
        client.force_login(user)

    assert found(client, "") == []
    assert client.get("/api/v1/practices/canary").status_code == 404


def test_many_practices_cost_what_few_do(world, client, django_assert_max_num_queries):
    vocabulary()
    for number in range(20):
        practice(f"p-{number}", world.seoul, ["waste"], [11])

    with django_assert_max_num_queries(4):
        assert len(found(client, "?limit=20")) == 20
