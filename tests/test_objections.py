"""A city speaks for or against its record; the secretariat answers; the weaker entry is superseded, never changed."""

import pytest

from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.services import take_part
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.record import rules
from hamshahr.record.models import Entry, Objection
from hamshahr.record.services import answer_objection, publish_claim, raise_objection, rebuild


@pytest.fixture
def entry(world):
    forum = Gathering.objects.create(slug="f", kind="forum", names="Forum", starts_on=PartialDate("2011"))
    take_part(gathering=forum, party=world.mashhad, role="speaker", by=world.sara, confidence="claimed", source="Story")
    return Entry.objects.get()


def test_a_source_that_is_accepted_makes_a_stronger_entry(world, entry):
    objection = raise_objection(
        entry=entry, aim="support", text="See p. 4.", citation="Proceedings 2011", by=world.mina
    )

    answer_objection(objection=objection, outcome="accepted", answer="Thank you.", by=world.sara)

    stronger = Entry.objects.current().get()
    assert (stronger.supersedes, stronger.confidence, stronger.citation, stronger.origin) == (
        entry,
        "confirmed",
        "Proceedings 2011",
        "document",
    )
    assert Entry.objects.get(pk=entry.pk).confidence == "claimed"
    assert rebuild().kept == 2


def test_a_declined_objection_leaves_the_record_alone(world, entry):
    objection = raise_objection(entry=entry, aim="correct", text="It was 2012.", by=world.mina)

    answer_objection(objection=objection, outcome="declined", answer="The page says 2011.", by=world.sara)

    assert list(Entry.objects.all()) == [entry]
    assert Objection.objects.get().answer == "The page says 2011."


def test_one_entry_has_one_open_objection(world, entry):
    raise_objection(entry=entry, aim="correct", text="It was 2012.", by=world.mina)

    with pytest.raises(Refused, match="awaits its answer"):
        raise_objection(entry=entry, aim="correct", text="Again.", by=world.mina)

    assert Objection.objects.count() == 1


def test_an_answer_is_given_once(world, entry):
    objection = raise_objection(entry=entry, aim="correct", text="It was 2012.", by=world.mina)
    answer_objection(objection=objection, outcome="declined", answer="No.", by=world.sara)

    with pytest.raises(Refused, match="has been answered"):
        answer_objection(objection=objection, outcome="accepted", answer="Yes.", by=world.sara)

    assert Objection.objects.get().outcome == "declined"


@pytest.mark.parametrize(
    ("who", "may"), [("mina", True), ("sara", False), ("jun", False), ("leila", False), ("omid", False)]
)
def test_only_the_contact_of_the_city_speaks_for_its_record(world, who, may):
    assert rules.may_object(world.cast()[who], world.mashhad) is may


def test_a_claim_turns_from_open_to_proven_with_its_records(world):
    claim = publish_claim(
        key="c1", party=world.mashhad, sentence="Spoke at one", quantity=1, builder="record.measure",
        parameters={"measure": "gatherings.spoken"}, until=PartialDate("2022-01-09"), published_in="Story",
        published_on=PartialDate("2022-01-09"), by=world.sara,
    )  # fmt: skip
    states = [state_of(claim)]
    forum = Gathering.objects.create(slug="f", kind="forum", names="Forum", starts_on=PartialDate("2011"))
    late = Gathering.objects.create(slug="g", kind="forum", names="Late", starts_on=PartialDate("2023"))
    take_part(gathering=late, party=world.mashhad, role="speaker", by=world.sara)
    states.append(state_of(claim))
    take_part(gathering=forum, party=world.mashhad, role="speaker", by=world.sara, confidence="probable")
    states.append(state_of(claim))
    weak = Entry.objects.get(confidence="probable")
    objection = raise_objection(entry=weak, aim="support", text="See.", citation="Minutes", by=world.mina)
    answer_objection(objection=objection, outcome="accepted", answer="Yes.", by=world.sara)
    states.append(state_of(claim))

    assert states == ["claimed", "claimed", "partly", "proven"]


def state_of(claim):
    claim.refresh_from_db()
    return claim.state


DAMAGED = "اين متن كان شهرهاي ايران را در محات ميخواند."


def test_damaged_persian_is_offered_mended_and_what_was_chosen_is_said_once(world, client, entry):
    client.force_login(world.mina)
    address = f"/fa/record/{entry.pk}/objection/"
    typed = {"aim": "correct", "text": DAMAGED, "once": "k" * 22}

    offered = client.post(address, typed)

    page = offered.content.decode()
    assert (offered.status_code, Objection.objects.exists()) == (200, False)
    assert f"{DAMAGED}</textarea>" in page
    assert "<del>كان شهرهاي ايران</del> <ins>کلان‌شهرهای ایران</ins>" in page
    seen = page.split('name="text_seen" value="')[1].split('"')[0]
    for _again in range(2):
        response = client.post(address, typed | {"text_seen": seen, "text_choice": "mended"})
        assert (response.status_code, response.url) == (302, f"/fa/record/{entry.pk}/")
    assert Objection.objects.get().text == "این متن کلان‌شهرهای ایران را در محلات می‌خواند."


def test_an_answer_keeps_the_words_that_its_writer_chose_to_keep(world, client, entry):
    objection = raise_objection(entry=entry, aim="correct", text="It was 2012.", by=world.mina)
    client.force_login(world.sara)
    typed = {"outcome": "declined", "answer": DAMAGED}
    for address in (f"/fa/record/objections/{objection.pk}/answer/", f"/office/objections/do/answer/{objection.pk}/"):
        page = client.post(address, typed)
        assert (page.status_code, Objection.objects.get().answer) == (200, "")
        seen = page.content.decode().split('name="answer_seen" value="')[1].split('"')[0]

    client.post(address, typed | {"answer_seen": seen, "answer_choice": "typed"})

    assert Objection.objects.get().answer == DAMAGED
