"""The record in the office: objections answered, claims published, tables brought in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hamshahr.parties.models import Region
from hamshahr.record.importing import importers
from hamshahr.record.models import Entry, ImportRun, Objection
from hamshahr.record.services import enter, raise_objection

LISTS = ["entries", "claims", "turns", "objections", "imports"]


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


@pytest.fixture
def objection(world):
    entry = enter("test.fact", party=world.mashhad, source=world.mashhad, by=world.sara)
    return raise_objection(entry=entry, aim="correct", text="It was another year", by=world.mina)


@pytest.mark.parametrize("register", LISTS)
def test_the_secretariat_reads_the_record(office, objection, register):
    assert office.get(f"/office/{register}/").status_code == 200


def test_an_entry_cannot_be_changed(office, objection):
    entry = Entry.objects.get()

    assert office.get(f"/office/entries/inspect/{entry.pk}/").status_code == 200
    assert office.get(f"/office/entries/edit/{entry.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("sara", 302), ("mina", 302), ("jun", 302), ("leila", 302), ("omid", 302), ("stranger", 302)]
)
def test_only_the_secretariat_answers(world, client, objection, who, status):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    page = f"/office/objections/do/answer/{objection.pk}/"
    answer = client.post(page, {"outcome": "declined", "answer": "The minutes say so."})

    objection.refresh_from_db()
    assert answer.status_code == status
    assert objection.outcome == ("declined" if who == "sara" else "")


def test_an_answered_objection_shows_the_obstacle(office, objection):
    page = f"/office/objections/do/answer/{objection.pk}/"
    office.post(page, {"outcome": "declined", "answer": "No."})

    assert "This objection has been answered." in office.get(page).content.decode()
    assert office.post(page, {"outcome": "accepted", "answer": "Yes."}).status_code == 422
    assert Objection.objects.get().answer == "No."


def table(text, name="regions.csv"):
    return SimpleUploadedFile(name, text.encode())


def test_a_table_is_tried_looked_at_and_carried_out(office):
    name = importers()[0].name
    text = "region_id,name_en,name_fa\nafrica,Africa,آفریقا\n,Nowhere,\n"

    tried = office.post("/office/imports/do/bring/", {"table": name, "file": table(text)})
    run = ImportRun.objects.get()
    page = office.get(tried.url).content.decode()
    before = Region.objects.filter(slug="africa").exists()
    office.post(f"/office/imports/do/carry-out/{run.pk}/")
    report = b"".join(office.get(f"/office/imports/report/{run.pk}/csv/").streaming_content).decode()

    run.refresh_from_db()
    assert "Row 3" in page
    assert (before, run.state) == (False, "done")
    assert "This import is done." in office.get(f"/office/imports/inspect/{run.pk}/").content.decode()
    assert report.splitlines()[0].startswith("\ufeffrow,outcome,column,remark")


def test_a_file_that_is_no_table_is_refused_in_words(office):
    answer = office.post(
        "/office/imports/do/bring/", {"table": importers()[0].name, "file": table("\x00\x01", "photo.csv")}
    )

    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def test_the_rows_of_one_outcome_are_shown_alone(office):
    name = importers()[0].name
    office.post(
        "/office/imports/do/bring/", {"table": name, "file": table("region_id,name_en\nafrica,Africa\n,Nowhere\n")}
    )
    run = ImportRun.objects.get()

    page = office.get(f"/office/imports/inspect/{run.pk}/", {"outcome": "refused"}).content.decode()

    assert "Nowhere" in page
    assert "africa" not in page


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_else_brings_a_table_in(world, client, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    client.post("/office/imports/do/bring/", {"table": "regions", "file": table("key\nx\n")})

    assert not ImportRun.objects.exists()
