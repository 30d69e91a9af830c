"""People going through the house as they would: a reader, a city's officer, the secretariat."""

import re

import pytest


def test_a_reader_finds_mashhad_from_the_home_page_and_follows_a_number_to_its_entries(reader):
    with reader("fa") as page:
        page.goto("/")
        assert page.url.endswith("/fa/")
        page.get_by_role("link", name="شهرها", exact=True).first.click()
        page.fill("input[name=q]", "مشهد")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.get_by_role("link", name="مشهد", exact=True).first.click()
        assert page.locator("h1").inner_text() == "مشهد"
        assert "ادعا، هنوز بی‌سند" in page.locator("main").inner_text()
        page.locator("main a[href*='/record/']").first.click()
        assert "/cities/mashhad/record/" in page.url
        page.locator("main a[href^='/fa/record/']").first.click()
        assert page.locator("main .state").count() >= 1
        assert page.faults == []


@pytest.mark.parametrize("spelling", ["مشهد", "Mashhad", "mashhad", "مشهد‌", "ﻣﺸﻬﺪ"])
def test_any_spelling_finds_the_city(reader, spelling):
    with reader("fa") as page:
        page.goto("/fa/search/")
        page.fill("main input[name=q]", spelling)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("main a[href='/fa/cities/mashhad/']").count() >= 1


def test_the_same_question_in_2014_and_in_2022_has_two_answers(reader):
    answers = {}
    with reader("en") as page:
        for day in ("2014-10-15", "2022-01-09"):
            page.goto(f"/en/cities/mashhad/?on={day}")
            answers[day] = page.locator("main .card .figure-number").first.inner_text()

    assert answers == {"2014-10-15": "none", "2022-01-09": "2"}


def test_the_officer_of_a_city_sees_what_awaits_and_objects_to_an_entry(reader):
    with reader("fa", signed_in="mina") as page:
        page.goto("/fa/desk/")
        assert "مشهد" in page.locator("h1").inner_text()
        page.locator("main a[href^='/fa/record/']").last.click()
        page.locator("input[name=aim][value=correct]").check()
        page.fill("textarea[name=text]", "در منبع روز دیگری آمده است.")
        page.locator("form:has(textarea[name=text]) button[type=submit]:visible").click()
        page.wait_for_url(lambda url: "/objection/" not in url)
        assert "در منبع روز دیگری آمده است." in page.locator("main").inner_text()


def test_a_form_keeps_what_was_typed_and_says_what_to_do(reader):
    with reader("fa", signed_in="mina") as page:
        page.goto("/fa/cities/mashhad/?on=۳۱ اسفند ۱۴۰۱")
        assert page.input_value("input[name=on]") == "۳۱ اسفند ۱۴۰۱"
        assert "۲۹" in page.locator(".error").first.inner_text()


def test_every_page_of_the_main_way_is_reached_by_keyboard_alone(reader):
    with reader("en") as page:
        page.goto("/en/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        for _stop in range(40):
            page.keyboard.press("Tab")
            if re.search(r"/en/cities/", page.evaluate("document.activeElement.href || ''")):
                break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/cities/**")


def test_pages_work_without_scripts(chromium, demo):
    context = chromium.new_context(base_url=demo, java_script_enabled=False, locale="fa-IR")
    page = context.new_page()
    page.goto("/fa/cities/?q=تهران")
    assert page.locator("main a[href='/fa/cities/tehran/']").count() >= 1
    context.close()


def test_a_printed_dossier_keeps_its_margin_and_drops_the_menu(reader):
    with reader("fa") as page:
        page.goto("/fa/cities/mashhad/")
        page.emulate_media(media="print")
        assert not page.locator("nav.nav").is_visible()
        assert page.locator(".note .state").first.is_visible()
