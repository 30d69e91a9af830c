"""A field is judged by itself, and what its words do not tell is shown to an editor."""

import pytest

from hamshahr.kernel.restoration import restore, restore_lines
from hamshahr.kernel.restoration.restorer import verdict_on

DAMAGED = "اطاعات تازه درباره اصاح محات و مشکات شهر در این گزارش آمده است."
WHOLE = "شورای اسلامی شهر درباره علاقه مردم به محلات قدیمی سخن گفت."


def test_evidence_in_one_line_does_not_change_another_line():
    outcomes = restore_lines([DAMAGED, "فهرست اسامی و کاه گندم در انبار است."])

    assert "اصلاح محلات" in outcomes[0].text
    assert outcomes[1].changes == []


def test_a_field_that_keeps_its_joined_lams_gets_none():
    assert verdict_on(DAMAGED).is_damaged
    assert not verdict_on(WHOLE).is_damaged
    assert restore(f"{WHOLE} {WHOLE} خاصه و کاس", document=True).changes == []


def test_the_same_word_is_read_by_its_neighbours_in_a_damaged_field():
    text = f"{DAMAGED} شورای اسامی شهر فهرست اسامی داوران را خواند."

    assert "شورای اسلامی شهر فهرست اسامی داوران" in restore(text, document=True).text


def test_a_word_that_neighbours_do_not_tell_is_shown_as_doubtful():
    outcome = restore(f"{DAMAGED} آنجا سامی بود.", document=True)

    doubt = next(doubt for doubt in outcome.doubts if doubt.word == "سامی")
    assert outcome.source[doubt.offset :].startswith("سامی")
    assert doubt.other == "سلامی"


def test_a_non_word_in_a_field_that_tells_too_little_is_left_and_shown():
    outcome = restore("بوی گاب در باغ پیچید.")

    assert outcome.changes == []
    assert [(doubt.offset, doubt.word, doubt.other) for doubt in outcome.doubts] == [(4, "گاب", "گلاب")]


def test_offsets_of_later_lines_count_from_the_start_of_the_text():
    text = "كتاب\nكتاب"

    assert [change.offset for change in restore(text).changes] == [0, 5]


@pytest.mark.parametrize(
    ("damaged", "correct"),
    [
        ("می‌‌رود و می‌ رود", "می‌رود و می‌رود"),
        ("« شهر » ، کتاب", "«شهر»، کتاب"),
        ("كتابي از ١٣٩٨ و 1398", "کتابی از ۱۳۹۸ و ۱۳۹۸"),
        ("شهـــر  بزرگ", "شهر بزرگ"),
        ("کِتاب را کاملاً خواند", "کتاب را کاملاً خواند"),
        ("ﻼ و ﺷﻬﺮ", "لا و شهر"),
        ("راهاندازی کتاب های گفت و گو", "راه‌اندازی کتاب‌های گفت‌وگو"),
        ("ساعت ۵:۳۰ نسخه 5.2", "ساعت ۵:۳۰ نسخه 5.2"),
        ("ISO 9001 و Windows 10 و COVID-19", "ISO 9001 و Windows 10 و COVID-19"),
        ("No Cache\nGt: 1.1851593653361", "No Cache\nGt: 1.1851593653361"),
        ("", ""),
    ],
)
def test_each_kind_of_carelessness_is_put_right(damaged, correct):
    assert restore(damaged).text == correct


def test_a_known_compound_is_enough_to_judge_a_short_field_by():
    lead = "بیش از ۳ دهه از فعالیت انجمن کان شهرهای جهان می گذرد."
    mine = "فهرست اسامی داوران و معدن کان در این شهر منتشر شد."

    assert restore(lead, document=True).text == "بیش از ۳ دهه از فعالیت انجمن کلان\u200cشهرهای جهان می\u200cگذرد."
    assert restore(mine, document=True).text == mine


def test_a_stretch_of_letters_without_end_is_left_and_takes_no_time():
    endless = "سالاتا" * 3_000

    assert restore(endless, document=True).changes == []
