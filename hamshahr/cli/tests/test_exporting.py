"""What is exported is what is brought in: the same tables, cell by cell, into a fresh store and out of it again."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from typer.testing import CliRunner

from hamshahr.bodies.models import Body, Membership
from hamshahr.cli.main import app
from hamshahr.cli.outgoing import export_tables
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.tables import read_table
from hamshahr.kernel.tables.outgoing import sheet_of
from hamshahr.parties.models import Party, Person
from hamshahr.record.importing import importers
from hamshahr.record.models import ImportRow

RUN = CliRunner()
SMALL = Path(__file__).parent / "samples" / "network"
EVERYBODY = AnonymousUser()
DRAFTS = ["--with-drafts"]


def bring_in(folder):
    result = RUN.invoke(app, ["import-network", str(folder)])
    assert result.exit_code == 0, result.output


def write(folder, *options):
    result = RUN.invoke(app, ["export", str(folder), *options])
    assert result.exit_code == 0, result.output
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def cells_of(file):
    table = read_table(file)
    assert [row.fault for row in table.rows] == [""] * len(table.rows)
    return [{name: cell for name, cell in row.cells.items() if cell} for row in table.rows]


@pytest.fixture
def small(db):
    bring_in(SMALL)


@pytest.fixture
def exported(db, tmp_path):
    """What a network gave that is not in the store any more."""

    def export(*options):
        with transaction.atomic():
            bring_in(SMALL)
            files = write(tmp_path / "first", *options)
            transaction.set_rollback(True)
        assert not Party.objects.exists()
        return tmp_path / "first", files

    return export


@pytest.mark.parametrize("drafts", [[], DRAFTS])
def test_a_network_comes_back_from_its_export_and_exports_the_same_bytes(exported, tmp_path, drafts):
    folder, files = exported(*drafts)

    bring_in(folder)

    assert write(tmp_path / "second", *drafts) == files
    assert list(files) == sorted(f"{importer.name}.csv" for importer in importers())


def test_a_workbook_comes_back_as_well(exported, tmp_path):
    folder, files = exported("--format", "xlsx")

    bring_in(folder)

    write(tmp_path / "second", "--format", "xlsx")
    assert {name: cells_of(folder / name) for name in files} == {
        name: cells_of(tmp_path / "second" / name) for name in files
    }


def test_an_export_says_what_was_brought_in_and_nothing_else(small, tmp_path):
    write(tmp_path / "out", *DRAFTS)

    for file in sorted(SMALL.iterdir()):
        assert in_order(file) == in_order(tmp_path / "out" / file.name), file.name


def in_order(file):
    return sorted(sorted(cells.items()) for cells in cells_of(file))


def test_an_export_brought_into_its_own_store_changes_nothing(small, tmp_path):
    write(tmp_path / "out")
    ImportRow.objects.all().delete()

    bring_in(tmp_path / "out")

    assert set(ImportRow.objects.values_list("outcome", flat=True)) == {"same"}


def test_what_is_not_published_stays_inside_even_as_a_key(small, tmp_path):
    Party.objects.filter(slug="mashhad").update(live=False)
    Body.objects.filter(slug="union").update(live=False)
    Gathering.objects.filter(slug="wc-01").update(live=False)
    Person.objects.filter(slug="first-mayor").update(live=False)

    everything = b"".join(write(tmp_path / "out").values())
    drafts = b"".join(write(tmp_path / "all", *DRAFTS).values())

    for hidden in (b"mashhad", b"union", b"wc-01", b"first-mayor", b"Metebec"):
        assert hidden not in everything, hidden
        assert hidden in drafts, hidden
    assert b"a-session" in everything


def test_the_number_of_queries_does_not_grow_with_the_rows(small, db):
    before = queries()
    association, belgium = Body.objects.get(slug="union"), Party.objects.get(slug="brussels").country
    for number in range(20):
        party = Party.objects.create(slug=f"city-{number}", names=f"City {number}", country=belgium)
        Membership.objects.create(party=party, body=association)

    assert queries() == before
    several = {"bodies": 9, "gatherings": 4, "practices": 3, "topics": 6}
    assert {name: number for name, number in before.items() if number > 2} == several


def queries():
    counted = {}
    for importer in importers():
        with CaptureQueriesContext(connection) as captured:
            assert list(sheet_of(importer, EVERYBODY).rows)
        counted[importer.name] = len(captured)
    return counted


def test_every_row_is_given_in_columns_of_its_table(small):
    for importer in importers():
        names = {column.name for column in importer.columns}
        assert {name for values in importer.rows(EVERYBODY) for name in values} <= names, importer.name


def test_a_folder_that_holds_something_is_left_alone_unless_it_is_to_be_replaced(small, tmp_path):
    (tmp_path / "local_offices.csv").write_text("mine")
    (tmp_path / "letter.txt").write_text("mine")

    refused = RUN.invoke(app, ["export", str(tmp_path)])
    assert (refused.exit_code, "is not empty" in refused.output) == (1, True)
    assert (tmp_path / "local_offices.csv").read_text() == "mine"

    files = write(tmp_path, "--replace", "--table", "local-offices", "--table", "claims", "--format", "json")
    assert sorted(files) == ["claims.json", "letter.txt", "local-offices.json"]


def test_an_unknown_table_format_or_place_is_refused_and_nothing_is_written(small, tmp_path):
    (tmp_path / "file").write_text("")

    unknown = RUN.invoke(app, ["export", str(tmp_path / "out"), "--table", "towns"])
    assert (unknown.exit_code, "regions, languages" in unknown.output) == (1, True)
    assert RUN.invoke(app, ["export", str(tmp_path / "out"), "--format", "ods"]).exit_code == 2
    assert RUN.invoke(app, ["export", str(tmp_path / "file")]).exit_code == 1
    assert RUN.invoke(app, ["export", str(tmp_path / "file" / "out")]).exit_code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_rows_that_could_not_be_brought_in_again_are_counted(small, tmp_path):
    Party.objects.create(slug="a-network", names="A network", kind="network")

    result = RUN.invoke(app, ["export", str(tmp_path / "out"), "--table", "cities"])

    assert (result.exit_code, "cities.csv: 1 rows have no country" in result.output) == (0, True)


def test_nothing_is_left_of_an_export_that_is_stopped(small, tmp_path):
    (tmp_path / "claims.csv").write_text("mine")

    def stop(name, done, total):
        if name == "mandates":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_tables(tmp_path, "csv", [], with_drafts=False, replace=True, tell=stop)

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"claims.csv": "mine"}
