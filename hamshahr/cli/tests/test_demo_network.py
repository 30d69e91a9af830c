"""The demonstration network: what the founding document's city can prove, and what it cannot."""

from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.bodies.models import Body, Holding, Hosting, Mandate, Membership, MembershipStep
from hamshahr.calls.models import Distinction, Edition
from hamshahr.cli.cast import settle
from hamshahr.cli.loading import FILES, FOLDER, load_network
from hamshahr.cli.outgoing import export_tables
from hamshahr.gatherings.models import Gathering, Part
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.tables import read_table
from hamshahr.parties.models import Country, Language, Party, PartyName
from hamshahr.practices.models import Goal, Practice, Topic
from hamshahr.record.importing import importer_named
from hamshahr.record.importing.rows import bring, headings
from hamshahr.record.models import Entry
from tests.replay import breaks, silent, untold

pytestmark = pytest.mark.embedded

EVERYBODY = AnonymousUser()
LANGUAGES = {"en", "fa", "es", "fr"}


@pytest.fixture
def mashhad(network):
    return Party.objects.get(slug="mashhad")


def test_the_counts_are_those_of_the_real_network(network):
    assert Party.objects.visible_to(EVERYBODY).count() == 205
    assert (Country.objects.count(), Language.objects.count()) == (76, 46)
    assert (Membership.objects.count(), Body.objects.count(), Mandate.objects.count()) == (129, 45, 62)
    assert (Gathering.objects.count(), Edition.objects.count(), Distinction.objects.count()) == (68, 14, 86)
    assert (Practice.objects.count(), Topic.objects.count(), Goal.objects.count()) == (43, 43, 17)
    hosts = read_table_of("hosts.csv")
    assert Part.objects.count() == 164 + len(hosts.rows)
    states = Counter(MembershipStep.objects.values_list("state", flat=True))
    assert states == {"active": 125, "potential": 4}


def test_every_field_of_every_row_is_in_the_log_as_it_stands(network):
    assert list(untold()) == []
    assert list(breaks()) == []
    assert list(silent()) == []


def read_table_of(file):
    return read_table(FOLDER / file)


def test_loaded_twice_it_is_there_once(network):
    files = [*(file for _table, file in FILES), "story_claims.csv"]
    rows = sum(len(read_table_of(file).rows) for file in files)
    acts = log.Act.objects.count()

    assert load_network() == {"same": rows}
    assert network == {"created": rows}
    assert log.Act.objects.count() == acts
    assert list(log.faults()) == []


def test_what_it_exports_is_what_it_holds(network, tmp_path):
    files, refusal = export_tables(tmp_path, "csv", [], with_drafts=False, replace=False, tell=lambda *_: None)

    fates = Counter(fate for file in files for fate in fates_of(file.name.removesuffix(".csv"), tmp_path / file.name))

    assert (refusal, fates) == ("", {"same": sum(file.rows for file in files)})
    assert {file.name: file.rows for file in files if file.name in {"cities.csv", "participations.csv"}} == {
        "cities.csv": 205,
        "participations.csv": 162 + len(read_table_of("hosts.csv").rows),
    }
    assert not any(file.lacking for file in files)


def fates_of(table, file):
    importer, content = importer_named(table), read_table(file)
    for row in content.rows:
        yield row.fault or bring(importer, row.number, row.cells, None).outcome


def test_every_city_has_its_name_in_four_languages_to_be_sorted_by(network):
    cities = Party.objects.visible_to(EVERYBODY)

    assert PartyName.objects.filter(party__in=cities).count() == 4 * 205
    assert all(set(city.names.data) == LANGUAGES for city in cities)
    assert all(set(body.names.data) >= LANGUAGES for body in Body.objects.all())


def test_every_country_has_its_official_languages_named_in_four_languages(network):
    official = {country: set(country.languages.values_list("code", flat=True)) for country in Country.objects.all()}

    assert [country.pk for country, languages in official.items() if not languages] == []
    assert {
        country.pk: languages for country, languages in official.items() if country.pk in ("IR", "KR", "BE", "MX")
    } == {
        "IR": {"fa"},
        "KR": {"ko"},
        "BE": {"nl", "fr", "de"},
        "MX": {"es"},
    }
    assert all(all(language.names.data.get(code) for code in LANGUAGES) for language in Language.objects.all())


def test_mashhad_holds_its_board_seat_and_its_vice_presidency(mashhad):
    seats = Mandate.objects.filter(party=mashhad, starts_on=PartialDate("2020-11-30")).order_by("office__body__slug")

    assert [(seat.office.body.slug, str(seat.ends_on), seat.confidence, bool(seat.source)) for seat in seats] == [
        ("metropolis-board", "2023-12", "confirmed", True),
        ("metropolis-rvp", "2023-12", "confirmed", True),
    ]
    holding = Holding.objects.get(mandate=seats[1])
    assert holding.person.names.data == {"en": "Mohammad Reza Kalaei", "fa": "محمدرضا کلائی"}
    assert holding.local_office.title.data["fa"] == "شهردار"
    assert str(seats[1].decision.body) == str(Body.objects.get(slug="metropolis-ga"))


def test_mashhad_hosts_the_training_centre_and_hosted_the_office_of_the_fund(mashhad):
    centre = Hosting.objects.get(body__slug="mtcm")
    fund = Hosting.objects.get(body__slug="fmdv-asia-mashhad")

    assert (centre.host, centre.confidence, centre.ends_on) == (mashhad, "confirmed", None)
    assert (fund.host, str(fund.as_of), str(fund.ends_on), fund.confidence) == (mashhad, "2014-10", "2022", "probable")


def test_mashhad_hosted_ten_gatherings_each_with_its_source(mashhad):
    hosted = Entry.objects.current().filter(party=mashhad, kind__in=["gathering.hosted", "training.hosted"])

    assert hosted.count() == 10
    assert not hosted.filter(citation="").exists()
    assert Gathering.objects.filter(place=mashhad).count() == 10
    assert Counter(hosted.values_list("confidence", flat=True)) == {"confirmed": 8, "probable": 2}


def test_an_admission_names_the_decision_it_rests_on(network):
    decided = MembershipStep.objects.exclude(decision=None).select_related("decision__body", "membership__party")

    found = Counter((str(step.decision.decided_on), step.decision.body.slug) for step in decided)
    assert found == {
        ("2006-06-16", "metropolis-board"): 2,
        ("2019-04-06", "metropolis-board"): 3,
        ("2021-11-08", "metropolis-board"): 1,
    }


def test_a_city_that_no_source_places_is_a_draft_for_the_office(network):
    drafts = Party.objects.filter(live=False).order_by("slug")

    assert [str(draft) for draft in drafts] == ["Al Khuwair", "Metebec"]


def test_reduced_dates_stay_reduced(network):
    congress, course = Gathering.objects.get(slug="wc-07"), Gathering.objects.get(slug="mtcm-06a")

    assert (str(congress.starts_on), congress.starts_on.precision) == ("2002", "year")
    assert (course.starts_on, course.parent.slug) == (None, "mtcm-06")


def test_every_role_has_one_sign_in_and_the_secretariat_a_second_factor(network, settings):
    settings.DEMO = True

    people = settle()

    assert [(person.email.split("@")[0], person.second_factor is not None) for person in people] == [
        ("sara", True),
        ("tomas", True),
        ("awa", True),
        ("mina", False),
        ("hamed", False),
        ("nasrin", False),
        ("reza", False),
        ("laleh", False),
        ("jun", False),
        ("leila", False),
        ("parisa", False),
        ("amara", False),
        ("pau", True),
        ("omid", False),
    ]
    assert User.objects.get(email="sara@hamshahr.example").is_secretariat
    assert User.objects.get(email="mina@hamshahr.example").liaisons.get().party.slug == "mashhad"
    assert [person.email for person in settle()] == [person.email for person in people]


GARBAGE = ("", "x" * 3000, "99999999999999999999", "-1", "1401-12-30", "\u202e<script>", "null")


@pytest.mark.parametrize(("table", "file"), FILES)
def test_a_garbled_cell_refuses_its_row_or_enters_and_never_breaks_the_import(network, table, file):
    importer, first = importer_named(table), read_table_of(file)
    meant, _unknown = headings(importer, first.columns)
    whole = {column.name: first.rows[0].cells[heading] for heading, column in meant.items()}

    fates = Counter(
        tried(importer, whole | {column.name: garbage}) for column in importer.columns for garbage in GARBAGE
    )

    assert set(fates) <= {"created", "changed", "same", "refused"}
    assert fates["refused"] > 0


def tried(importer, cells):
    with transaction.atomic():
        fate = bring(importer, 2, cells, None)
        transaction.set_rollback(True)
    return fate.outcome
