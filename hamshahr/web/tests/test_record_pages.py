"""One entry with all it rests on; the word of its city against it, and the answer of the secretariat."""

import pytest

from hamshahr.gatherings.services import add_gathering, take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import number
from hamshahr.record.models import Entry, Objection
from hamshahr.record.services import answer_objection, raise_objection
from tests.world import names


@pytest.fixture
def entry(world):
    held = add_gathering(
        slug="wc-13",
        kind="congress",
        names=names(en="World Congress", fa="کنگره"),
        starts_on="2021-11-08",
        by=world.sara,
    )
    grounds = {
        "confidence": "claimed",
        "source": "A story",
        "as_of": PartialDate("2022-01-09"),
        "note": "one line only",
    }
    take_part(gathering=held, party=world.mashhad, role="host", by=world.sara, **grounds)
    return Entry.objects.get()


def of(entry, act="", language="en"):
    return f"/{language}/record/{entry.pk}/{act}"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_entry_shows_what_it_rests_on(entry, client, language, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = client.get(of(entry, language=language)).content.decode()

    for part in (
        "A story",
        "one line only",
        "gatherings/wc-13/",
        "cities/mashhad/",
        number(entry.act.number, language),
        entry.act.digest[:12],
    ):
        assert part in page


def test_a_draft_hides_its_entry_from_everybody_but_the_office(world, entry, client):
    type(entry.source.gathering).objects.update(live=False)

    assert client.get(of(entry)).status_code == 404
    client.force_login(world.mina)
    assert client.get(of(entry)).status_code == 404
    assert client.post(of(entry, "objection/"), {"aim": "correct", "text": "no"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("mina", 302), ("jun", 403), ("sara", 403), ("leila", 403), ("omid", 403), (None, 302)]
)
def test_only_the_contact_of_the_city_objects(world, entry, client, who, status):
    if who:
        client.force_login(getattr(world, who))

    response = client.post(of(entry, "objection/"), {"aim": "correct", "text": "It was in Tehran."})

    assert response.status_code == status
    assert Objection.objects.exists() is (who == "mina")
    assert (response.headers.get("Location") == of(entry)) is (who == "mina")


def test_a_source_without_a_name_is_asked_for_and_what_was_typed_stays(world, entry, client):
    client.force_login(world.mina)

    response = client.post(of(entry, "objection/"), {"aim": "support", "text": "We have the minutes."})

    assert response.status_code == 422
    page = response.content.decode()
    assert "Name the source that you bring." in page
    assert "We have the minutes." in page
    assert not Objection.objects.exists()


def test_a_second_objection_meets_the_obstacle_and_not_a_form(world, entry, client):
    raise_objection(entry=entry, aim="correct", text="no", by=world.mina)
    client.force_login(world.mina)

    page = client.get(of(entry, "objection/")).content.decode()
    refused = client.post(of(entry, "objection/"), {"aim": "correct", "text": "once more"})

    assert "awaits its answer already" in page
    assert "<textarea" not in page
    assert refused.status_code == 422
    assert Objection.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [("sara", 302), ("mina", 403), ("jun", 403), ("leila", 403), ("omid", 403), (None, 302)]
)
def test_only_the_secretariat_answers(world, entry, client, who, status):
    objection = raise_objection(entry=entry, aim="correct", text="no", by=world.mina)
    if who:
        client.force_login(getattr(world, who))

    form = {"outcome": "declined", "answer": "The minutes say otherwise."}
    response = client.post(f"/en/record/objections/{objection.pk}/answer/", form)

    objection.refresh_from_db()
    assert response.status_code == status
    assert objection.outcome == ("declined" if who == "sara" else "")


def test_an_answer_without_words_is_asked_for(world, entry, client):
    objection = raise_objection(entry=entry, aim="correct", text="no", by=world.mina)
    client.force_login(world.sara)

    response = client.post(f"/en/record/objections/{objection.pk}/answer/", {"outcome": "accepted"})

    objection.refresh_from_db()
    assert response.status_code == 422
    assert objection.outcome == ""


def test_an_accepted_source_leaves_both_entries_readable_each_pointing_to_the_other(world, entry, client):
    objection = raise_objection(entry=entry, aim="support", text="Here.", citation="Minutes, page 4", by=world.mina)
    answer_objection(objection=objection, outcome="accepted", answer="Thank you.", by=world.sara)
    later = Entry.objects.get(supersedes=entry)

    old, new = (client.get(of(each)).content.decode() for each in (entry, later))

    assert of(later) in old
    assert "This entry is counted in no number." in old
    assert "Thank you." in old
    assert of(entry) in new
    assert "Minutes, page 4" in new
