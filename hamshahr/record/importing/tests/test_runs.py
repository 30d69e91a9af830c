"""An import is tried without a trace, carried out row by row, taken up again after a stop, and harmless twice."""

from pathlib import Path

import pytest

from hamshahr.accounts.models import Act
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.errors import Refused
from hamshahr.parties.models import Party
from hamshahr.record.importing import carry_out, importers, prepare, preview
from hamshahr.record.models import ImportRow, ImportRun

SAMPLES = Path(__file__).parent / "samples"
CITIES, DAMAGED = SAMPLES / "cities.csv", SAMPLES / "damaged.csv"


def outcomes(run):
    return list(run.rows.order_by("number").values_list("number", "outcome", "column"))


def test_a_preview_says_what_each_row_becomes_and_leaves_nothing(world):
    parties, acts = list(Party.objects.all()), Act.objects.exclude(verb__startswith="import.").count()

    run = preview("cities", CITIES, world.sara)

    assert outcomes(run) == [(2, "created", ""), (3, "created", ""), (4, "created", "")]
    assert (run.state, run.file_name, run.started_by) == ("previewed", "cities.csv", world.sara)
    assert list(Party.objects.all()) == parties
    assert Act.objects.exclude(verb__startswith="import.").count() == acts


def test_what_is_carried_out_is_read_in_both_digits_and_calendars(world):
    run = carry_out(preview("cities", CITIES, world.sara), world.sara)

    isfahan = Party.objects.get(slug="isfahan")
    assert (run.state, outcomes(run)) == ("done", [(2, "created", ""), (3, "created", ""), (4, "created", "")])
    assert (isfahan.names.data, isfahan.country) == ({"en": "Isfahan", "fa": "اصفهان"}, world.iran)
    assert (isfahan.place.population, isfahan.place.population_on) == (1547164, PartialDate("2016-03-20/2017-03-20"))
    assert Party.objects.get(slug="busan").country == world.korea
    assert Party.objects.get(slug="ghent").country == world.belgium
    assert Act.objects.filter(verb="party.added", thing_id=str(isfahan.pk), by=world.sara).exists()


def test_the_same_file_twice_gives_the_same_cities_once(world):
    carry_out(prepare("cities", CITIES, world.sara), world.sara)
    acts = Act.objects.exclude(verb__startswith="import.").count()

    run = carry_out(prepare("cities", CITIES, world.sara), world.sara)

    assert outcomes(run) == [(2, "same", ""), (3, "same", ""), (4, "same", "")]
    assert Act.objects.exclude(verb__startswith="import.").count() == acts


def test_each_damaged_row_is_refused_with_row_column_and_remedy_and_the_others_enter(world):
    run = carry_out(prepare("cities", DAMAGED, world.sara), world.sara)

    remarks = dict(run.rows.exclude(remark="").values_list("number", "remark"))
    assert outcomes(run) == [
        (2, "refused", "population_date"),
        (3, "refused", "country"),
        (4, "refused", "lat"),
        (5, "refused", "city_id"),
        (6, "refused", "name_en"),
        (7, "refused", "name_en"),
        (8, "created", ""),
    ]
    assert remarks[2] == ("Row 2, column population_date: Esfand 1401 has 29 days; write a day from 1 to 29.")
    assert remarks[3].startswith(
        "Row 3, column country: The country “\u2068Atlantis\u2069” is not known; write its ISO"
    )
    assert remarks[5] == "Row 5, column city_id: It speaks of the same as row 4; keep one of the two."
    assert "is a formula" in remarks[7]
    assert Party.objects.get(slug="karaj").country == world.iran
    assert not Party.objects.filter(slug__in=["isfahan", "busan", "ghent", "qom"]).exists()


def test_all_or_nothing_brings_in_nothing_and_can_be_tried_again(world):
    run = prepare("cities", DAMAGED, world.sara, all_or_nothing=True)

    with pytest.raises(Refused, match="Nothing was brought in: 6 rows"):
        carry_out(run, world.sara)

    run.refresh_from_db()
    assert run.state == "previewed"
    assert not Party.objects.filter(slug="karaj").exists()
    assert [outcome for _number, outcome, _column in outcomes(run)] == ["refused"] * 6 + ["created"]


def test_a_run_that_was_killed_goes_on_with_the_rows_that_wait(world):
    class Killed(BaseException):
        pass

    def kill(done, total):
        if done == 2:
            raise Killed

    run = prepare("cities", CITIES, world.sara)
    with pytest.raises(Killed):
        carry_out(run, world.sara, progress=kill)
    acts = Act.objects.filter(verb="party.added").count()

    run.refresh_from_db()
    assert (run.state, outcomes(run)[2]) == ("running", (4, "waiting", ""))
    steps = []
    run = carry_out(run, world.sara, progress=lambda *step: steps.append(step))

    assert (run.state, outcomes(run)) == ("done", [(2, "created", ""), (3, "created", ""), (4, "created", "")])
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert Act.objects.filter(verb="party.added").count() == acts + 1


def test_a_run_that_is_done_is_left_alone(world):
    run = carry_out(prepare("cities", CITIES, world.sara), world.sara)
    Party.objects.filter(slug="ghent").update(website="https://example.org/")

    again = carry_out(run, world.sara, progress=lambda *_step: pytest.fail("nothing is to be done"))

    assert again.finished_at == run.finished_at


def test_other_spellings_of_a_name_find_the_city_that_is_there(world):
    raw = "name_fa,name_es,country\nمشهد,Mashhad,IR\nسئول,,KR\nسيول,Seoul,KR\n".encode()

    run = carry_out(prepare("cities", raw, world.sara, name="names.csv"), world.sara)

    assert [row.outcome for row in run.rows.all()] == ["same", "same", "changed"]
    assert Party.objects.count() == 3


def test_a_joined_a_parted_and_a_tied_spelling_are_one(world):
    for place, name in enumerate(["کلان‌شهر نمونه", "كلان شهر نمونه", "کلانشهر نمونه"]):
        raw = f"name_fa,country\n{name},IR\n".encode()
        carry_out(prepare("cities", raw, world.sara, name=f"{place}.csv"), world.sara)

    assert Party.objects.count() == 4


def test_headings_are_known_by_name_other_name_and_label(world):
    raw = b"Latitude,party_id,name in English,ISO code,country,longitude\n31.3,ahvaz,Ahvaz,,Iran,48.7\n"

    run = carry_out(prepare("cities", raw, world.sara, name="labels.csv"), world.sara)

    assert [row.outcome for row in run.rows.all()] == ["created"]
    assert Party.objects.get(slug="ahvaz").place.latitude == 31.3


def test_a_table_without_a_needed_column_or_of_no_known_name_is_refused(world):
    with pytest.raises(Refused, match="The column “country” is missing"):
        preview("cities", b"city_id,name_en\nqom,Qom\n", world.sara)
    tables = "regions, languages, countries, cities"
    with pytest.raises(Refused, match=f"There is no table “towns”; choose one of these: {tables}"):
        preview("towns", b"a\n1\n", world.sara)

    assert not ImportRun.objects.exists()


def test_an_empty_cell_changes_nothing(world):
    raw = b"city_id,name_en,name_fr,country,website\nmashhad,Mashhad,,IR,\n"

    run = carry_out(prepare("cities", raw, world.sara, name="empty.csv"), world.sara)

    assert [row.outcome for row in run.rows.all()] == ["same"]
    assert Party.objects.get(slug="mashhad").names.data["fr"] == "Machhad"


def test_every_table_has_a_name_a_label_and_a_key_among_its_columns():
    tables = {importer.name: importer for importer in importers()}

    assert {"regions", "languages", "countries", "cities", "people", "claims"} <= tables.keys()
    for importer in tables.values():
        names = [column.name for column in importer.columns]
        assert len(names) == len(set(names))
        assert set(importer.key) <= set(names)
        assert str(importer.label)


def test_rows_beyond_the_trial_are_read_but_not_tried(world, monkeypatch):
    monkeypatch.setattr("hamshahr.record.importing.runs.MOST_TRIED", 1)

    run = preview("cities", CITIES, world.sara)

    assert [row.outcome for row in ImportRow.objects.filter(run=run)] == ["created", "waiting", "waiting"]
