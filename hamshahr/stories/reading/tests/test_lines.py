"""The line grammar of plain pages: dates, categories, codes, links, chrome, lead and body."""

import pytest

from hamshahr.stories.reading import read_page
from hamshahr.stories.reading.moments import moment_of

FIRST = "شورای شهر دیروز درباره حمل‌ونقل عمومی و کیفیت هوا تصمیم گرفت."
SECOND = "گزارش این نشست هفته آینده منتشر می‌شود."


def page_of(*lines):
    return read_page("\n".join(lines).encode())


def texts(page):
    return [(block.kind, block.text) for block in page.blocks]


def test_the_head_may_stand_below_the_title():
    head = ["تاریخ انتشار: ۵ مهر ۱۴۰۰ - ساعت ۱۴:۰۵", "کد خبر: ۱۲۳۴", "نویسنده: مینا"]
    page = page_of("تصمیم شورا", *head, "", FIRST, SECOND)

    assert page.title.text == "تصمیم شورا"
    assert page.published.at.isoformat() == "2021-09-27T14:05:00+03:30"
    assert (page.code, page.author.text) == ("۱۲۳۴", "مینا")
    assert texts(page) == [("paragraph", FIRST), ("paragraph", SECOND)]


def test_a_first_paragraph_that_stands_apart_is_the_lead():
    page = page_of("تصمیم شورا", "", FIRST, "", SECOND, SECOND)

    assert page.lead.text == FIRST
    assert texts(page) == [("paragraph", SECOND)] * 2


def test_the_chrome_of_the_site_is_no_text():
    page = page_of(
        "صفحه اصلی", "دسته‌بندی: اخبار، شهر", "تصمیم شورا", FIRST, SECOND, "چاپ", "ارسال به دوستان",
        "لینک کوتاه:", "https://example.org/s/7", "کلیه حقوق محفوظ است.",
    )  # fmt: skip

    assert texts(page) == [("paragraph", FIRST), ("paragraph", SECOND)]
    assert [category.text for category in page.categories] == ["اخبار", "شهر"]
    assert page.short_link == "https://example.org/s/7"


def test_lines_with_bullets_in_the_text_are_a_list_and_no_categories():
    page = page_of("تصمیم شورا", FIRST, "• هوا", "• آب", SECOND)

    assert texts(page) == [("paragraph", FIRST), ("list", "• هوا\n• آب"), ("paragraph", SECOND)]
    assert page.blocks[1].items == ["هوا", "آب"]
    assert page.categories == ()


def test_a_date_inside_the_text_stays_there():
    page = page_of("تصمیم شورا", FIRST, "۵ مهر ۱۴۰۰", SECOND)

    assert page.published is None
    assert texts(page)[1] == ("paragraph", "۵ مهر ۱۴۰۰")


def test_a_page_without_a_title_takes_its_first_words_and_says_so():
    page = page_of(f"{FIRST} " * 6, SECOND)

    assert page.title.text.split() == (FIRST.split() * 2)[:12]
    assert page.warnings == ("No title was found; the first words of the text stand in its place.",)


def test_a_page_in_another_language_is_not_restored():
    arabic = "اجتمع المجلس في المدينة من أجل تحسين النقل العام على الطرق التي كانت مزدحمة"
    page = page_of("اجتماع المجلس", arabic, arabic)

    assert page.language == "ar"
    assert page.corrections == {}
    assert texts(page)[0] == ("paragraph", arabic)


def test_two_titles_that_differ_give_the_plain_one_and_a_sentence():
    page = page_of("2YXYtNmH2K8g2K/YsSDYrNmH2KfZhg==", "تصمیم شورا", "", FIRST, SECOND)

    assert page.title.text == "تصمیم شورا"
    assert page.warnings == ("The page has two titles that differ; the plain one was taken.",)


@pytest.mark.parametrize(
    ("written", "moment", "precision"),
    [
        ("یکشنبه, ۱۹ دی ۱۴۰۰ ۱۲:۵۷", "2022-01-09T12:57:00+03:30", "minute"),
        ("۱۴۰۰/۱۰/۱۹", "2022-01-09T00:00:00+03:30", "day"),
        ("19/10/1400 12:57:31", "2022-01-09T12:57:31+03:30", "second"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20T00:00:00+03:30", "day"),
        ("2021-06-01T10:00:00Z", "2021-06-01T14:30:00+04:30", "minute"),
        ("Sun, 09 Jan 2022 09:27:05 +0100", "2022-01-09T09:27:05+01:00", "second"),
        ("Sunday, 9 January 2022 at 2:05 pm", "2022-01-09T14:05:00+03:30", "minute"),
        ("January 9, 2022", "2022-01-09T00:00:00+03:30", "day"),
    ],
)
def test_a_moment_is_read_in_either_calendar_and_in_the_forms_of_programs(written, moment, precision):
    found = moment_of(written, "Asia/Tehran", "fa")

    assert (found.moment.at.isoformat(), found.moment.precision, found.warnings) == (moment, precision, ())


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("۳۱ اسفند ۱۴۰۰", "Esfand 1400 has 29 days; write a day from 1 to 29."),
        ("2021-02-29", "February 2021 has 28 days; write a day from 1 to 28."),
        ("دیروز", "The date “\u2068دیروز\u2069” cannot be read; give the story its date by hand."),
    ],
)
def test_a_day_that_no_calendar_has_gives_a_sentence(written, sentence):
    found = moment_of(written, "Asia/Tehran", "fa")

    assert (found.moment, found.warnings) == (None, (sentence,))
