import pytest
from django.utils.translation import override
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.languages import calendar_of, direction, language_of, say

NAMES = {"fa": "مشهد", "en": "Mashhad", "es": ""}


@pytest.mark.parametrize(("language", "expected"), [("fa", "rtl"), ("ar-iq", "rtl"), ("en", "ltr"), ("fr-ca", "ltr")])
def test_persian_and_arabic_run_from_right_to_left(language, expected):
    assert direction(language) == expected


def test_only_persian_readers_live_by_the_jalali_calendar():
    assert {code: calendar_of(code) for code in ("fa", "en", "es", "fr")} == {
        "fa": "jalali",
        "en": "gregorian",
        "es": "gregorian",
        "fr": "gregorian",
    }


@pytest.mark.parametrize("names", [NAMES, LazyI18nString(NAMES)])
@pytest.mark.parametrize(
    ("language", "chosen"),
    [("fa", ("fa", "مشهد")), ("en-gb", ("en", "Mashhad")), ("es", ("en", "Mashhad")), ("de", ("en", "Mashhad"))],
)
def test_a_reader_gets_the_own_language_or_the_next_that_is_filled(names, language, chosen):
    assert (language_of(names, language), say(names, language)) == chosen


def test_the_chain_of_fallbacks_ends_with_any_language():
    assert say({"fa": "سئول", "ko": "서울"}, "es") == "سئول"
    assert say({"ko": "서울", "fr": "Séoul"}, "es") == "Séoul"
    assert (say({"ko": "서울"}, "es"), language_of({"ko": "서울"}, "es")) == ("서울", "ko")


@pytest.mark.parametrize("nothing", [None, "", {}, {"fa": " "}, LazyI18nString(None)])
def test_nothing_to_say_is_the_empty_text(nothing):
    assert (say(nothing, "fa"), language_of(nothing, "fa")) == ("", "")


def test_a_plain_text_does_not_tell_its_language():
    assert (say("Michel Giraud", "fa"), language_of("Michel Giraud", "fa")) == ("Michel Giraud", "")


def test_the_active_language_is_the_readers():
    with override("fa"):
        assert say(NAMES) == "مشهد"
    with override("fr"):
        assert say(NAMES) == "Mashhad"
