"""What is published stands in the record of its city, by one act; what changes supersedes what was said."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from hamshahr.accounts.models import Act
from hamshahr.kernel.dates import PartialDate
from hamshahr.practices.models import Practice, Topic
from hamshahr.practices.services import add_topic, restate_practice
from hamshahr.record.models import Entry
from hamshahr.record.services import rebuild
from tests.world import names

from .builders import practice, vocabulary


@pytest.fixture(autouse=True)
def office():
    """The registers, which say who may publish, are there once the office has its addresses."""
    return reverse("wagtailadmin_home")


def told(party):
    entries = Entry.objects.current().filter(party=party, kind="practice.published")
    return [(str(entry.happened_on or ""), entry.confidence, entry.citation) for entry in entries]


def published(draft, by):
    draft.save_revision(user=by).publish(user=by)
    return Practice.objects.get(pk=draft.pk)


def test_a_published_practice_enters_the_record_of_its_city_with_one_act(world):
    vocabulary()
    before = Act.objects.count()

    made = practice("sorting", world.seoul, ["waste"], [12], starts_on="2009", source="A page", by=world.sara)

    assert told(world.seoul) == [("2009", "confirmed", "A page")]
    act = Act.objects.order_by("number").last()
    assert (Act.objects.count() - before, act.verb, act.by) == (1, "practice.published", world.sara)
    assert (act.changes["topics"], act.changes["goals"]) == (
        [None, [str(Topic.objects.get(slug="waste").pk)]],
        [None, ["12"]],
    )
    assert [topic.slug for topic in made.topics.all()] == ["waste"]


def test_a_draft_leaves_no_entry_until_it_is_published(world):
    vocabulary()
    draft = practice("sorting", world.seoul, ["waste"], live=False, source="A page")
    assert told(world.seoul) == []

    done = published(draft, world.sara)

    assert (done.live, [topic.slug for topic in done.topics.all()]) == (True, ["waste"])
    assert told(world.seoul) == [("", "confirmed", "A page")]
    act = Act.objects.order_by("number").last()
    assert (act.verb, act.by, act.changes["live"]) == ("practice.published", world.sara, [False, True])


def test_published_again_without_a_change_it_is_in_the_record_once(world):
    done = practice("sorting", world.seoul)

    published(done, world.sara)

    assert Entry.objects.filter(kind="practice.published").count() == 1


def test_topics_drafted_wait_for_their_publication_and_are_told_in_the_log(world):
    topics = vocabulary()
    done = practice("sorting", world.seoul, ["waste"])
    done.topics = [topics["women"]]
    revision = done.save_revision(user=world.sara)
    assert [topic.slug for topic in Practice.objects.get().topics.all()] == ["waste"]

    revision.publish(user=world.sara)

    assert [topic.slug for topic in Practice.objects.get().topics.all()] == ["women"]
    act = Act.objects.filter(verb="thing.described").order_by("number").last()
    assert act.changes == {"topics": [[str(topics["waste"].pk)], [str(topics["women"].pk)]]}


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        ({"confidence": "probable"}, ("2009", "probable", "A page")),
        ({"source": "The letter"}, ("2009", "confirmed", "The letter")),
        ({"starts_on": PartialDate("2010-05")}, ("2010-05", "confirmed", "A page")),
    ],
)
def test_a_change_of_day_or_grounds_supersedes_the_entry(world, fields, entry):
    done = practice("sorting", world.seoul, starts_on="2009", source="A page")
    first = Entry.objects.get(kind="practice.published")

    assert restate_practice(done, fields, by=world.sara)

    assert told(world.seoul) == [entry]
    assert Entry.objects.current().get(kind="practice.published").supersedes == first


def test_a_practice_of_another_city_leaves_the_record_of_the_first(world):
    done = practice("sorting", world.seoul)

    restate_practice(done, {"party": world.mashhad}, by=world.sara)

    assert (told(world.seoul), told(world.mashhad)) == ([], [("", "confirmed", "")])


def test_a_change_of_title_leaves_the_record_as_it_is(world):
    done = practice("sorting", world.seoul)

    assert restate_practice(done, {"names": names(en="Sorting at the door")}, by=world.sara)
    assert not restate_practice(done, {"names": names(en="Sorting at the door")}, by=world.sara)

    assert Entry.objects.filter(kind="practice.published").count() == 1


def test_the_record_of_practices_is_rebuilt_to_the_same_rows(world):
    done = practice("sorting", world.seoul, source="A page")
    restate_practice(done, {"source": "The letter"}, by=world.sara)
    before = list(Entry.objects.order_by("pk").values())
    Entry.objects.filter(kind="practice.published").order_by("-pk").update(citation="Tampered")

    rebuild()

    assert list(Entry.objects.order_by("pk").values()) == before


def test_entries_of_a_practice_taken_back_are_hidden_from_the_public(world):
    done = practice("sorting", world.seoul)

    done.unpublish(user=world.sara)

    seen = {who: Entry.objects.visible_to(user).count() for who, user in world.cast().items() if user}
    assert seen == {"sara": 1, "mina": 0, "jun": 0, "leila": 0, "omid": 0}


def test_no_topic_is_part_of_itself_however_far(world):
    topics = vocabulary()
    topics["waste"].parent = topics["recycling"]

    with pytest.raises(ValidationError, match="not part of itself"):
        topics["waste"].full_clean()
    with pytest.raises(ValidationError, match="already exists"):
        add_topic(slug="waste", names=names(en="Again"), by=None)
