"""The table of languages, and the official languages of a country in the table of countries."""

import pytest

from hamshahr.accounts.models import Act
from hamshahr.parties.models import Country, Language
from hamshahr.parties.services import add_language
from hamshahr.record.importing import carry_out, prepare
from tests.world import names

TONGUES = {
    "fa": {"en": "Persian", "fa": "فارسی", "es": "persa", "fr": "persan"},
    "fr": {"en": "French", "fa": "فرانسوی", "es": "francés", "fr": "français"},
    "nl": {"en": "Dutch", "fa": "هلندی", "es": "neerlandés", "fr": "néerlandais"},
}
HEAD = "iso2,iso3,name_en,association_region,languages\n"


@pytest.fixture
def tongues(world):
    return [add_language(code=code, names=names(**texts), by=world.sara) for code, texts in TONGUES.items()]


def brought(world, table, text):
    run = carry_out(prepare(table, text.encode(), world.sara, name=f"{table}.csv"), world.sara)
    return [(row.outcome, row.column, row.remark) for row in run.rows.order_by("number")]


def spoken_in(country):
    return list(country.languages.values_list("code", flat=True))


def test_languages_enter_by_file_once_and_take_a_better_name(world):
    table = "code,name_en,name_fa\nFA,Farsi,فارسی\nnl,Dutch,هلندی\n"

    first, again = brought(world, "languages", table), brought(world, "languages", table)
    better = brought(world, "languages", "code,name_en\nfa,Persian\n")

    assert [[outcome for outcome, *_ in rows] for rows in (first, again, better)] == [
        ["created", "created"],
        ["same", "same"],
        ["changed"],
    ]
    assert {language.code: language.names.data for language in Language.objects.all()} == {
        "fa": {"en": "Persian", "fa": "فارسی"},
        "nl": {"en": "Dutch", "fa": "هلندی"},
    }


@pytest.mark.parametrize("code", ["f", "fars", "f1", "زب", "fa-IR"])
def test_what_is_no_code_of_a_language_is_refused(world, code):
    [(outcome, column, _remark)] = brought(world, "languages", f"code,name_en\n{code},Persian\n")

    assert (outcome, column) == ("refused", "code")
    assert not Language.objects.exists()


@pytest.mark.parametrize("cell", ["nl;fr", "FR; nl;", "هلندی؛ فرانسوی", "Dutch;français"])
def test_a_country_takes_its_languages_by_code_or_by_name(world, tongues, cell):
    rows = [brought(world, "countries", f"{HEAD}BE,BEL,Belgium,europe,{cell}\n") for _time in range(2)]

    assert [row[0][0] for row in rows] == ["changed", "same"]
    assert spoken_in(world.belgium) == ["fr", "nl"]
    act = Act.objects.filter(verb="thing.described").latest("number")
    assert (act.thing_id, act.changes) == ("BE", {"languages": [[], ["fr", "nl"]]})


def test_a_new_country_is_logged_with_its_languages(world, tongues):
    rows = brought(world, "countries", f"{HEAD}AF,AFG,Afghanistan,asia-pacific,fa\n")

    assert [outcome for outcome, *_ in rows] == ["created"]
    assert spoken_in(Country.objects.get(pk="AF")) == ["fa"]
    assert Act.objects.get(verb="country.added", thing_id="AF").changes["languages"] == [None, ["fa"]]


def test_an_unknown_language_refuses_the_row_and_changes_nothing(world, tongues):
    [(outcome, column, remark)] = brought(world, "countries", f"{HEAD}BE,BEL,Kingdom,europe,nl;xx\n")

    assert (outcome, column) == ("refused", "languages")
    assert "xx" in remark
    assert (str(Country.objects.get(pk="BE")), spoken_in(world.belgium)) == ("Belgium", [])


def test_an_empty_cell_leaves_the_languages_as_they_are(world, tongues):
    world.iran.languages.set(["fa"])

    rows = brought(world, "countries", f"{HEAD}IR,IRN,Iran,asia-pacific,\nBE,BEL,Belgium,europe,;\n")

    assert [outcome for outcome, *_ in rows] == ["same", "same"]
    assert (spoken_in(world.iran), spoken_in(world.belgium)) == (["fa"], [])
