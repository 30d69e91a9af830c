"""The official languages of a country: how the office enters and changes them, and what the log keeps of it."""

import pytest

from hamshahr.parties.models import Country
from hamshahr.parties.services import add_language, describe
from tests.world import names


@pytest.fixture
def tongues(world):
    words = {"fa": "Persian", "fr": "French", "nl": "Dutch"}
    return [add_language(code=code, names=names(en=word), by=world.sara) for code, word in words.items()]


def spoken_in(country):
    return list(country.languages.values_list("code", flat=True))


def test_a_description_that_is_refused_leaves_the_languages_too(world, tongues):
    with pytest.raises(ValueError, match="region"):
        describe(world.belgium, {"languages": ["nl"], "region": "nowhere"}, by=world.sara)

    assert spoken_in(world.belgium) == []


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


def country_form(**fields):
    form = {"iso2": "BE", "iso3": "BEL", "names_0": "بلژیک", "names_1": "Belgium", "names_2": "", "names_3": ""}
    return form | {"subregion": ""} | fields


def test_the_office_enters_changes_shows_and_logs_the_languages_of_a_country(office, world, tongues):
    region = world.europe.pk
    added = country_form(iso2="NL", iso3="NLD", names_1="Netherlands", region=region, languages=["nl"])

    office.post("/office/countries/new/", added)
    office.post("/office/countries/edit/BE/", country_form(region=region, languages=["nl", "fr"]))

    page = office.get("/office/countries/inspect/BE/").content.decode()
    log = office.get("/office/countries/log/BE/").content.decode()
    assert spoken_in(Country.objects.get(pk="NL")) == ["nl"]
    assert spoken_in(world.belgium) == ["fr", "nl"]
    assert [word in page for word in ("Dutch", "French", "Persian")] == [True, True, False]
    assert "French, Dutch" in log


def test_the_form_of_a_country_says_whose_word_its_languages_are(office, tongues):
    page = office.get("/office/countries/edit/BE/").content.decode()

    assert "as Unicode CLDR has them" in page
    assert '<option value="nl">' in page
