from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from hamshahr.kernel.dates import PartialDate


def rendered(source, value, language):
    with override(language):
        return Template("{% load hamshahr %}" + source).render(Context({"value": value}))


@pytest.mark.parametrize(
    ("source", "value", "fa", "en"),
    [
        ("{{ value|digits }}", "12 < 13", "۱۲ &lt; ۱۳", "12 &lt; 13"),
        ("{{ value|number }}", 12345, "۱۲٬۳۴۵", "12,345"),
        ("{{ value|number:1 }}", 2.25, "۲٫۳", "2.3"),
        (
            "{{ value|calendar_day }}",
            date(2022, 1, 9),
            '<time datetime="2022-01-09">۱۹ دی ۱۴۰۰</time>',
            '<time datetime="2022-01-09">9 January 2022</time>',
        ),
        (
            "{{ value|calendar_both }}",
            date(2022, 1, 9),
            '<time datetime="2022-01-09">۱۹ دی ۱۴۰۰ <span class="soft">(۹ ژانویه ۲۰۲۲)</span></time>',
            '<time datetime="2022-01-09">9 January 2022</time>',
        ),
        (
            "{{ value|partial_date }}",
            PartialDate("2014"),
            '<time datetime="2014">۲۰۱۴</time>',
            '<time datetime="2014">2014</time>',
        ),
        (
            "{{ value|partial_both }}",
            PartialDate("2020-11-21/2020-12-20"),
            '<data value="2020-11-21/2020-12-20">آذر ۱۳۹۹ <span class="soft">(نوامبر تا دسامبر ۲۰۲۰)</span></data>',
            '<data value="2020-11-21/2020-12-20">Azar 1399 '
            '<span class="soft">(November to December 2020)</span></data>',
        ),
    ],
)
def test_values_are_printed_for_the_reader(source, value, fa, en):
    assert (rendered(source, value, "fa"), rendered(source, value, "en")) == (fa, en)


@pytest.mark.parametrize(
    "name", ["digits", "number", "calendar_day", "calendar_both", "partial_date", "partial_both", "say", "say_plain"]
)
def test_nothing_is_printed_as_nothing(name):
    assert rendered("{{ value|" + name + " }}", None, "fa") == ""


def test_a_moment_is_printed_as_the_day_it_falls_on_for_the_reader():
    moment = datetime(2022, 1, 8, 21, 0, tzinfo=UTC)
    with timezone.override("Asia/Tehran"):
        assert rendered("{{ value|calendar_day }}", moment, "en") == '<time datetime="2022-01-09">9 January 2022</time>'


NAMES = {"fa": "شورای <شهر>", "en": "City <Council>"}


@pytest.mark.parametrize(
    ("value", "language", "said", "plain"),
    [
        (NAMES, "fa", "شورای &lt;شهر&gt;", "شورای &lt;شهر&gt;"),
        (NAMES, "fr", '<bdi lang="en">City &lt;Council&gt;</bdi>', "City &lt;Council&gt;"),
        ({"fa": "شورا"}, "en", '<bdi lang="fa">شورا</bdi>', "شورا"),
        ("Joan & Clos", "fa", "<bdi>Joan &amp; Clos</bdi>", "Joan &amp; Clos"),
        ({"<b>": "x"}, "en", '<bdi lang="&lt;b&gt;">x</bdi>', "x"),
    ],
)
def test_names_are_escaped_and_isolated_when_they_are_not_in_the_readers_language(value, language, said, plain):
    assert rendered("{{ value|say }}", value, language) == said
    assert rendered("{{ value|say_plain }}", value, language) == plain
