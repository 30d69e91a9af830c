"""Practices in the office: written as drafts with their topics, published into the record, found in every spelling."""

import pytest

from hamshahr.accounts.models import StaleTranslation
from hamshahr.accounts.services import bind_language
from hamshahr.practices.models import Goal, Practice, Topic
from hamshahr.record.models import Entry
from tests.world import names

from .builders import practice, vocabulary

DAMAGED = "اين متن كان شهرهاي ايران را در محات ميخواند."


def form(world, **fields):
    empty = {f"{name}_{place}": "" for name in ("names", "summary", "origin") for place in range(4)}
    return empty | {"names_1": "Sorting at the door", "party": world.seoul.pk, "confidence": "confirmed"} | fields


def test_a_practice_begins_as_a_draft_and_enters_the_record_when_published(world, client):
    topics = vocabulary()
    client.force_login(world.sara)

    client.post("/office/practices/add/", form(world, topics=[topics["waste"].pk], goals=[12]))
    made = Practice.objects.get(slug="sorting-at-the-door")
    assert (made.live, Entry.objects.count()) == (False, 0)
    address = f"/office/practices/edit/{made.pk}/"
    client.post(address, form(world, topics=[topics["women"].pk], slug=made.slug, **{"action-publish": "yes"}))

    made = Practice.objects.get(slug="sorting-at-the-door")
    assert (made.live, [topic.slug for topic in made.topics.all()], list(made.goals.all())) == (True, ["women"], [])
    assert Entry.objects.get().kind == "practice.published"


def test_a_practice_is_listed_with_its_city_and_found_by_either(world, client):
    practice("eco", world.seoul, names=names(en="Eco", fa="امتیاز سبز"))
    practice("market", world.brussels)
    client.force_login(world.sara)

    def found(words):
        shown = client.get("/office/practices/results/", {"q": words}).content.decode()
        return [slug for slug, title in (("eco", "Eco"), ("market", "Practice market")) if title in shown]

    assert (found("امتياز"), found("brussels"), found("nothing")) == (["eco"], ["market"], [])


def test_the_pages_of_the_registers_open(world, client):
    topics = vocabulary()
    made = practice("eco", world.seoul, ["waste"], [11])
    client.force_login(world.sara)

    for address in ("practices", f"practices/inspect/{made.pk}", "practices/add", f"practices/edit/{made.pk}"):
        assert client.get(f"/office/{address}/").status_code == 200
    for address in ("topics", f"topics/inspect/{topics['waste'].pk}", "goals", "goals/inspect/11", "topics/new"):
        assert client.get(f"/office/{address}/").status_code == 200
    assert "Practice eco" in client.get(f"/office/parties/inspect/{world.seoul.pk}/").content.decode()


@pytest.mark.parametrize(
    ("who", "made"), [("sara", 1), ("mina", 0), ("jun", 0), ("leila", 0), ("omid", 0), ("stranger", 0)]
)
def test_only_the_secretariat_enters_practices_and_topics(world, client, who, made):
    if user := world.cast()[who]:
        client.force_login(user)
    texts = {f"names_{place}": "" for place in range(4)}

    client.post("/office/practices/add/", form(world))
    client.post("/office/topics/new/", texts | {"slug": "water", "names_1": "Water"})
    client.post("/office/goals/new/", texts | {"number": "6", "names_1": "Clean water"})

    assert (Practice.objects.count(), Topic.objects.count(), Goal.objects.count()) == (made,) * 3


def test_damaged_persian_is_remarked_and_mended_by_an_act_and_translations_stay_up_to_date(world, client):
    made = practice("eco", world.seoul, names=names(en="Eco", fa="كان"), summary=names(en="It reads.", fa=DAMAGED))
    bind_language(thing=made, language="fa", by=world.sara)
    client.force_login(world.mina)
    assert client.post(f"/office/practices/do/mend-persian/{made.pk}/", {"names": "summary"}).status_code == 302
    client.force_login(world.sara)
    address = f"/office/practices/inspect/{made.pk}/"
    assert "3 places in the Persian text look damaged" in client.get(address).content.decode()
    offered = client.get(f"/office/practices/do/mend-persian/{made.pk}/").content.decode()
    assert "<del>محات ميخواند.</del> <ins>محلات می‌خواند.</ins>" in offered

    client.post(f"/office/practices/do/mend-persian/{made.pk}/", {"names": "summary"})

    made.refresh_from_db()
    assert made.summary.data == {"en": "It reads.", "fa": "این متن کلان‌شهرهای ایران را در محلات می‌خواند."}
    assert (made.names.data["fa"], made.live, made.has_unpublished_changes) == ("كان", True, False)
    assert not StaleTranslation.objects.exists()
    assert "look damaged" not in client.get(address).content.decode()
    assert client.get(f"/office/practices/do/mend-persian/{made.pk}/").status_code == 404
