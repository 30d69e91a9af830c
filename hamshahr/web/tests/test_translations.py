"""Stale translations on the pages of readers, and in the office: at the input, in the list, on the desk."""

import json
from datetime import date
from html import unescape

import pytest
from allauth.mfa.models import Authenticator

from hamshahr.accounts.models import Act, StaleTranslation
from hamshahr.bodies.models import Office
from hamshahr.bodies.services import adopt_statute, amend_rule, grant_mandate
from hamshahr.parties.services import add_person, describe, give_consent
from tests.world import names

LIST = "/office/translations/"
OLD, NEW = "It meets in June.", "It meets in May."


@pytest.fixture
def office(world, client):
    client.force_login(world.sara)
    return client


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).split())


def change(world, thing, field, before=OLD, after=NEW, fa="متن"):
    describe(thing, {field: names(en=before, fa=fa)}, by=world.sara)
    describe(thing, {field: names(en=after, fa=fa)}, by=world.sara)
    thing.refresh_from_db()


def statutes(world, day, words, fa="هر سال.", body=None):
    rule = {"article": "9", "topic": "term", "text": names(en=words, fa=fa), "values": {}}
    return adopt_statute(
        body=body or world.board,
        title=names(en="Statutes"),
        in_force_on=date.fromisoformat(day),
        rules=[rule],
        by=world.sara,
    )


# Readers


def test_a_reader_of_a_stale_text_is_shown_the_newer_one(world, client, django_assert_num_queries):
    with django_assert_num_queries(8):
        client.get("/fa/bodies/metropolis-board/")
    change(world, world.board, "rules_in_short")

    with django_assert_num_queries(9):
        shown = text_of(client.get("/fa/bodies/metropolis-board/"))
    with django_assert_num_queries(8):
        current = text_of(client.get("/en/bodies/metropolis-board/"))

    assert '<details class="newer">' in shown
    assert f'<div lang="en" dir="auto"><p>{NEW}</p></div>' in shown
    assert 'class="newer"' not in current


def test_the_body_and_its_statutes_mark_a_stale_article_and_nothing_else(world, client):
    statutes(world, "2010-01-01", "Every year.")
    statutes(world, "2020-01-01", "Every second year.")

    before = text_of(client.get("/fa/bodies/metropolis-board/statutes/2010-01-01/"))
    after = text_of(client.get("/fa/bodies/metropolis-board/statutes/2020-01-01/"))
    whole = text_of(client.get("/fa/bodies/metropolis-board/"))

    assert [page.count('class="newer"') for page in (before, after, whole)] == [0, 1, 1]
    assert '<div lang="en" dir="auto"><p>Every second year.</p></div>' in after


def test_a_rule_that_stays_stale_is_stale_in_the_next_version_too(world):
    statutes(world, "2010-01-01", "Every year.")
    second = statutes(world, "2020-01-01", "Every second year.")

    third = amend_rule(rule=second.rules.get(), in_force_on=date(2022, 1, 1), by=world.sara, values={"years": 2})

    assert StaleTranslation.objects.of(third.rules.get()).get().made_from == "Every year."
    renewed = {"text": names(en="Every second year.", fa="دو سال یک بار.")}
    fourth = amend_rule(rule=third.rules.get(), in_force_on=date(2023, 1, 1), by=world.sara, **renewed)
    assert not StaleTranslation.objects.of(fourth.rules.get()).exists()


def test_a_city_and_a_person_show_the_newer_text(world, client):
    awa = add_person(slug="awa", names=names(en="Awa"), by=world.sara)
    seat = Office.objects.create(body=world.board, slug="member", names=names(en="Member"))
    grant_mandate(office=seat, party=world.seoul, person=awa, starts_on="2020", by=world.sara)
    give_consent(person=awa, field="biography", given_on=date(2020, 1, 1), by=world.sara)
    change(world, world.mashhad, "about")
    change(world, awa, "biography")

    for address in ("/fa/cities/mashhad/", "/fa/people/awa/"):
        assert f'<div lang="en" dir="auto"><p>{NEW}</p></div>' in text_of(client.get(address))


def test_a_text_in_another_language_than_the_page_says_so(world, client):
    describe(world.board, {"rules_in_short": names(en=OLD)}, by=world.sara)

    assert f'<p class="lead"><bdi lang="en">{OLD}</bdi></p>' in text_of(client.get("/fa/bodies/metropolis-board/"))


# The office


def party_form(world, **fields):
    form = {f"{name}_{place}": "" for name in ("names", "about") for place in range(4)}
    form |= {"slug": "mashhad", "kind": "city", "country": "IR", "place": world.mashhad.place_id}
    texts = world.mashhad.about.data or {}
    form |= {"names_0": "مشهد", "names_1": "Mashhad", "about_0": texts.get("fa", ""), "about_1": texts.get("en", "")}
    return form | {"website": "", "source": "", "as_of": "", "action-publish": "1"} | fields


def edit(office, world, **fields):
    return office.post(f"/office/parties/edit/{world.mashhad.pk}/", party_form(world, **fields))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_each_input_tells_its_state_and_a_stale_one_what_changed(office, world, language):
    change(world, world.mashhad, "about")
    office.cookies["language"] = language

    shown = text_of(office.get(f"/office/parties/edit/{world.mashhad.pk}/"))

    assert 'aria-describedby="id_about_0-state"' in shown
    assert '<div id="id_about_0-state"><p class="office-text-state office-text-stale">' in shown
    assert '<div class="office-difference" lang="en" dir="auto">' in shown
    assert "It meets in <del>June.</del> <ins>May.</ins>" in shown
    assert '<div id="id_about_2-state"><p class="office-text-state">' in shown


def test_publishing_a_changed_authentic_text_makes_its_translation_stale(office, world):
    describe(world.mashhad, {"about": names(en=OLD, fa="متن")}, by=world.sara)
    world.mashhad.refresh_from_db()

    edit(office, world, about_1=NEW)

    assert [(row.field, row.language) for row in StaleTranslation.objects.all()] == [("about", "fa")]


def test_a_correction_of_spelling_leaves_the_translations_current_and_says_so(office, world):
    describe(world.mashhad, {"about": names(en="It meats.", fa="متن")}, by=world.sara)
    world.mashhad.refresh_from_db()

    edit(office, world, about_1="It meets.", meaning_unchanged="on")

    act = Act.objects.first()
    assert (act.verb, act.reason, act.facts) == (
        "translation.confirmed",
        "The meaning is unchanged.",
        {"confirmed": [["about", "fa"]]},
    )
    assert not StaleTranslation.objects.exists()


def test_a_correction_does_not_confirm_what_was_stale_before(office, world):
    change(world, world.mashhad, "about")

    edit(office, world, about_1=NEW + " Yearly.", meaning_unchanged="on")

    assert StaleTranslation.objects.get().made_from == OLD


def test_a_translation_is_confirmed_from_the_page_that_shows_both_texts(office, world):
    change(world, world.mashhad, "about")
    address = f"/office/parties/do/confirm-translations/{world.mashhad.pk}/"

    shown = text_of(office.get(address))
    none = office.post(address, {"reason": ""})
    done = office.post(address, {"texts": f"parties.party:{world.mashhad.pk}:about:fa", "reason": ""})

    assert "<del>June.</del> <ins>May.</ins>" in shown
    assert 'lang="fa" dir="auto"><p>متن</p>' in shown
    assert (none.status_code, done.status_code) == (422, 302)
    assert not StaleTranslation.objects.exists()
    assert office.get(address).status_code == 404


def test_an_article_is_confirmed_with_its_statutes(office, world):
    statutes(world, "2010-01-01", "Every year.")
    second = statutes(world, "2020-01-01", "Every second year.")
    rule = second.rules.get()

    answer = office.post(
        f"/office/statutes/do/confirm-translations/{second.pk}/", {"texts": f"bodies.rule:{rule.pk}:text:fa"}
    )

    assert answer.status_code == 302
    assert Act.objects.filter(verb="translation.confirmed").get().thing == rule


def test_the_authentic_language_is_set_from_the_page_of_a_thing(office, world):
    address = f"/office/parties/do/set-language/{world.mashhad.pk}/"

    office.post(address, {"language": "fa", "reason": "Its own"})
    refused = office.post(address, {"language": "fa", "reason": ""})

    assert Act.objects.first().changes == {"authentic_language": ["en", "fa"]}
    assert "This language binds already." in text_of(refused, 422)
    assert "authentic" in text_of(office.get(f"/office/parties/inspect/{world.mashhad.pk}/"))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_list_is_narrowed_searched_and_links_to_the_act(office, world, language):
    office.cookies["language"] = language
    assert "office-remark" in text_of(office.get(LIST))
    change(world, world.mashhad, "about")
    change(world, world.board, "rules_in_short")

    def found(query):
        shown = text_of(office.get(LIST + query))
        return [name for name in ("parties", "bodies") if f"/office/{name}/do/confirm-translations/" in shown]

    assert found("") == ["parties", "bodies"]
    assert found("?kind=bodies.body") == ["bodies"]
    assert found("?q=مشهد") == ["parties"]
    assert found("?language=fr") == []
    assert "/office/parties/inspect/" in text_of(office.get(LIST + "?state=missing&language=fr&kind=parties.party"))


def test_the_list_has_pages_and_leaves_the_house_as_a_table(office, world, django_assert_max_num_queries):
    cities = [world.mashhad, world.seoul, world.brussels]
    for city in cities:
        change(world, city, "about", fa="=1+1")
    for number in range(60):
        body = Office.objects.create(body=world.board, slug=f"o-{number}", names=names(en="A", fa="ب"))
        describe(body, {"names": names(en=f"Office {number}", fa="ب")}, by=world.sara)

    with django_assert_max_num_queries(30):
        first = text_of(office.get(LIST))
    second = text_of(office.get(LIST + "?p=2"))
    table = json.loads(b"".join(office.get(LIST + "?export=json").streaming_content))["translations"]

    assert [page.count("/do/confirm-translations/") for page in (first, second)] == [50, 13]
    assert len(table) == 63
    assert table[-1]["name"] == "Mashhad"
    assert (table[-1]["field"], table[-1]["language"], table[-1]["state"]) == ("about", "fa", "stale")


@pytest.mark.parametrize("who", ["mina", "jun", "leila", "omid", "stranger"])
def test_nobody_outside_the_office_sees_the_list(world, client, who):
    if world.cast()[who]:
        client.force_login(world.cast()[who])

    assert client.get(LIST).status_code == 302


def test_a_keeper_sees_what_belongs_to_the_own_body_only(world, client):
    keeping = Office.objects.create(body=world.award, slug="chair", names=names(en="Chair"), keeps_register=True)
    jun = add_person(slug="jun", names=names(en="Jun"), user=world.jun, by=world.sara)
    grant_mandate(office=keeping, party=world.seoul, person=jun, starts_on="2020-01-01", by=world.sara)
    change(world, world.award, "rules_in_short", after="Of the award.")
    change(world, world.board, "rules_in_short")
    change(world, world.mashhad, "about")
    Authenticator.objects.create(user=world.jun, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    client.force_login(world.jun)

    shown = text_of(client.get(LIST))

    assert f"/office/bodies/do/confirm-translations/{world.award.pk}/" in shown
    assert shown.count("/do/confirm-translations/") == 1
    foreign = client.get(f"/office/bodies/do/confirm-translations/{world.board.pk}/")
    assert foreign.status_code == 404


def test_the_desk_of_the_office_counts_what_is_to_be_renewed(office, world):
    change(world, world.mashhad, "about")

    shown = text_of(office.get("/office/"))

    assert f'<a href="{LIST}">Translations to renew</a> <b>1</b>' in shown
    assert f"/office/parties/do/confirm-translations/{world.mashhad.pk}/" in shown
