"""The page types behind the first ones: deeper pages, forms, refusals, doors; many of them in one window."""

import json
import urllib.request

import pytest

from .examining import all_amiss

LANGUAGES = pytest.mark.parametrize("language", ["fa", "en"])
PUBLIC = {
    "statute": "/{language}/bodies/metropolis/statutes/2020-11-30/",
    "person": "/{language}/people/mohammad-reza-kalaei/",
    "entry": "/{language}/record/{entry}/",
    "decision": "{decision}",
    "a past day": "/{language}/cities/mashhad/?on=2014-10-15",
    "no such day": "/{language}/cities/mashhad/?on=31 Esfand 1401",
    "nothing to search": "/{language}/search/",
    "nothing found": "/{language}/search/?q=zzzz",
    "no gatherings": "/{language}/gatherings/?q=zzzz",
    "not found": "/{language}/nowhere/",
    "by invitation only": "/account/signup/?language={language}",
    "letter sent": "/account/password/reset/done/?language={language}",
    "stale link": "/account/password/reset/key/1-wrong/?language={language}",
    "new word set": "/account/password/reset/key/done/?language={language}",
    "address to confirm": "/account/confirm-email/?language={language}",
    "stale address": "/account/confirm-email/wrong/?language={language}",
    "closed account": "/account/inactive/?language={language}",
}
OF_A_CITY = {
    "objection": "/{language}/record/{entry}/objection/",
    "hand over": "/{language}/desk/mashhad/handover/",
    "new liaison": "/{language}/desk/mashhad/liaisons/new/",
    "end of a liaison": "/{language}/desk/mashhad/liaisons/2/end/",
    "replacement": "/{language}/desk/mashhad/liaisons/2/replacement/",
    "one room of the desk": "/{language}/desk/mashhad/?room=liaisons",
    "voices": "/{language}/desk/mashhad/proxies/",
    "nothing to vote on": "/{language}/desk/mashhad/proxies/wc-13/new/",
    "consents": "/{language}/consents/",
    "forbidden": "/account/staff/?language={language}",
    "e-mail": "/account/email/?language={language}",
    "word": "/account/password/change/?language={language}",
    "passkeys": "/account/2fa/webauthn/?language={language}",
    "new passkey": "/account/2fa/webauthn/add/?language={language}",
    "new second factor": "/account/2fa/totp/activate/?language={language}",
    "proof again": "/account/reauthenticate/?language={language}",
    "sign out": "/account/logout/?language={language}",
}
OF_THE_SECRETARIAT = {
    "members of the secretariat": "/account/staff/?language={language}",
    "end of a duty": "/account/staff/1/end/?language={language}",
    "recovery codes": "/account/2fa/recovery-codes/?language={language}",
    "new recovery codes": "/account/2fa/recovery-codes/generate/?language={language}",
    "second factor off": "/account/2fa/totp/deactivate/?language={language}",
    "second proof again": "/account/2fa/reauthenticate/?language={language}",
}
OFFICE = {
    "desk": "/office/?interface={language}",
    "statutes": "/office/statutes/",
    "statute": "/office/statutes/inspect/1/",
    "log": "/office/log/",
    "chain": "/office/log/verify/",
    "imports": "/office/imports/",
    "seats in question": "/office/flags/",
    "proxies": "/office/proxies/",
    "mandates": "/office/mandates/",
    "mandate": "/office/mandates/inspect/1/",
    "end of a mandate": "/office/mandates/do/end/1/",
    "correction": "/office/mandates/do/correct/1/",
    "new holder": "/office/mandates/do/seat/1/",
    "part in a gathering": "/office/gatherings/do/part/1/",
    "new body": "/office/bodies/add/",
    "not found": "/office/nowhere/",
}


@pytest.fixture(scope="session")
def entry(demo):
    with urllib.request.urlopen(f"{demo}/api/v1/entries?party=mashhad&limit=1") as answer:
        return json.load(answer)["items"][0]["id"]


@LANGUAGES
def test_deeper_public_pages_have_nothing_amiss(reader, entry, language):
    with reader(language) as page:
        page.goto(f"/{language}/bodies/metropolis-board/")
        decision = page.locator("main a[href*='/decisions/']").first.get_attribute("href")
        assert all_amiss(page, PUBLIC, language, entry=entry, decision=decision) == {}


@LANGUAGES
def test_the_forms_of_a_city_have_nothing_amiss(reader, entry, language):
    with reader(language, signed_in="mina") as page:
        assert all_amiss(page, OF_A_CITY, language, entry=entry) == {}


@LANGUAGES
def test_the_forms_of_the_secretariat_have_nothing_amiss(reader, language):
    with reader(language, signed_in="sara") as page:
        assert all_amiss(page, OF_THE_SECRETARIAT, language) == {}


@LANGUAGES
def test_further_pages_of_the_office_have_nothing_amiss(reader, language):
    with reader(language, signed_in="sara") as page:
        assert all_amiss(page, OFFICE, language) == {}


def test_an_import_is_looked_at_before_it_is_carried_out(reader):
    with reader("fa", signed_in="sara") as page:
        page.goto("/office/?interface=fa")
        page.goto("/office/imports/do/bring/")
        page.select_option("select[name=table]", "regions")
        table = "slug,name_en,name_fa\nmoon,Moon,ماه\n,,\n".encode()
        page.set_input_files("input[name=file]", {"name": "regions.csv", "mimeType": "text/csv", "buffer": table})
        page.locator("form:has(input[name=file]) button[type=submit]").first.click()
        page.wait_for_load_state()
        assert "/office/imports/" in page.url
        assert all_amiss(page, {"preview": page.url}, "fa") == {}


def test_an_objection_is_answered_and_a_desk_handed_over_on_pages_with_nothing_amiss(reader, entry):
    with reader("fa", signed_in="mina") as page:
        page.goto(f"/fa/record/{entry}/objection/")
        page.locator("input[name=aim][value=correct]").check()
        page.fill("textarea[name=text]", "در منبع روز دیگری آمده است.")
        page.locator("form:has(textarea[name=text]) button[type=submit]:visible").click()
        page.wait_for_url(lambda url: "/objection/" not in url)
    with reader("fa", signed_in="sara") as page:
        page.goto(f"/fa/record/{entry}/")
        answer = page.locator("main a[href*='/objections/']").first.get_attribute("href")
        assert all_amiss(page, {"answer": answer}, "fa") == {}
        page.goto("/fa/desk/mashhad/handover/")
        for name, who in (("leaving", "laleh"), ("arriving", "reza")):
            value = page.locator(f"select[name={name}] option", has_text=f"{who}@").get_attribute("value")
            page.select_option(f"select[name={name}]", value)
        page.locator("form:has(select[name=leaving]) button[type=submit]:visible").click()
        page.wait_for_url("**/handovers/**")
        assert "/handovers/" in page.url
        assert all_amiss(page, {"packet": page.url}, "fa") == {}


def test_a_city_lends_its_voice_for_an_assembly_the_secretariat_announced(reader):
    with reader("en", signed_in="sara") as page:
        page.goto("/office/?interface=en")
        page.goto("/office/gatherings/add/")
        page.fill("input[name=names_1]", "Demonstration: assembly to come")
        page.select_option("select[name=kind]", "general assembly")
        page.fill("input[name=starts_on]", "2091-03-02")
        page.locator("#id_body-chooser .unchosen button").click()
        page.fill(".modal input[name=q]", "Assembly of Members")
        page.locator(".modal [data-chooser-modal-choice]", has_text="General Assembly of Members").first.click()
        page.locator("#id_body-chooser .chooser__title", has_text="General Assembly").wait_for()
        page.evaluate("document.querySelector('button[name=action-publish]').click()")
        page.wait_for_url("**/office/gatherings/inspect/**")
    with reader("fa", signed_in="mina") as page:
        page.goto("/fa/desk/mashhad/proxies/")
        form = page.locator("main a[href$='/new/']").first.get_attribute("href")
        assert all_amiss(page, {"lending": form}, "fa") == {}
        page.select_option("select[name=holder]", "seoul")
        page.fill("input[name=letter]", "شمارهٔ ۱۴۰۵/۳۳۱۸")
        page.locator("form:has(select[name=holder]) button[type=submit]:visible").click()
        page.wait_for_url("**/proxies/")
        assert "شمارهٔ ۱۴۰۵/۳۳۱۸" in page.locator("main").inner_text()
        withdrawal = page.locator("main a[href$='/withdrawal/']").first.get_attribute("href")
        assert all_amiss(page, {"lent": page.url, "withdrawal": withdrawal}, "fa") == {}
