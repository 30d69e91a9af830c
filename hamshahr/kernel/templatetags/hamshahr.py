"""Template filters for digits, days, partial dates and names, as LOOK.md has them printed."""

from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hamshahr.kernel import citing, languages
from hamshahr.kernel import digits as numerals
from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.templating import spoken

register = template.Library()


@register.filter
@spoken
def digits(value: Any, language: str | None = None) -> str:
    """The value in the reader's digits."""
    return "" if value is None else numerals.localise(value, language)


@register.filter
@spoken
def article(value: str, language: str | None = None) -> str:
    """The number of an article of the statutes; where it is not known, that it is not."""
    return citing.article_shown(value, languages.reading_language(language))


@register.filter
@spoken
def number(value: Any, places: int | None = None, language: str | None = None) -> str:
    """The number as the reader writes it, rounded to ``places`` when they are given."""
    return "" if value is None or value == "" else numerals.number(value, language, places)


@register.filter
@spoken
def calendar_day(value: date | datetime | None, language: str | None = None) -> str:
    """The day in the reader's calendar, in a ``<time>`` that holds the Gregorian one."""
    if not value:
        return ""
    day = _day_of(value)
    return _partial(PartialDate.of(day), languages.reading_language(language))


@register.filter
@spoken
def calendar_both(value: date | datetime | None, language: str | None = None) -> str:
    """The day in the reader's calendar and, where that is not the Gregorian one, softly in the latter too."""
    return _both(PartialDate.of(_day_of(value)), language) if value else ""


@register.filter
@spoken
def partial_date(value: PartialDate | None, language: str | None = None) -> str:
    """The day, month or year as precisely as it is known."""
    return _partial(value, languages.reading_language(language)) if value else ""


@register.filter
@spoken
def partial_both(value: PartialDate | None, language: str | None = None) -> str:
    """The day, month or year and, where that is Jalali, softly what it is in the Gregorian calendar."""
    return _both(value, language) if value else ""


@register.filter
@spoken
def period(fact: Any, language: str | None = None) -> str:
    """From when to when a fact with ``starts_on`` and ``ends_on`` holds."""
    return _period(fact.starts_on, fact.ends_on, languages.reading_language(language))


@register.filter
@spoken
def say(names: Any, language: str | None = None) -> str:
    """The text for the reader; isolated, with its language, when that is not the reader's."""
    reading = languages.reading_language(language)
    spoken_in, text = languages.choose(names, reading)
    if spoken_in == reading or not text:
        return SafeString(escape(text)) if type(text) is str else conditional_escape(text)
    if not spoken_in:
        return format_html("<bdi>{}</bdi>", text)
    return format_html('<bdi lang="{}">{}</bdi>', spoken_in, text)


@register.filter
@spoken
def say_plain(names: Any, language: str | None = None) -> str:
    """The text for the reader without any mark-up, for attributes and titles."""
    return languages.say(names, language)


@register.simple_tag
def comma() -> str:
    """The comma between two things on one line, as the reader writes it."""
    return languages.comma()


@register.filter
def choice(thing: Any, name: str) -> str:
    """The word for what a field of choices holds; Django's own way there translates every choice."""
    value = getattr(thing, name)
    return str(words_of(type(thing), name).get(value, value))


@lru_cache(maxsize=256)
def words_of(model: Any, name: str) -> dict[Any, Any]:
    return dict(model._meta.get_field(name).flatchoices)


def _day_of(value: date | datetime) -> date:
    """The day itself, or the day that a moment falls on in the reader's zone."""
    if not isinstance(value, datetime):
        return value
    return timezone.localdate(value) if timezone.is_aware(value) else value.date()


def _both(value: PartialDate, language: str | None) -> SafeString:
    return _in_both(value, languages.reading_language(language))


@lru_cache(maxsize=10_000)
def _partial(value: PartialDate, language: str) -> SafeString:
    return _timed(value, format_html("{}", value.show(language)))


@lru_cache(maxsize=10_000)
def _in_both(value: PartialDate, language: str) -> SafeString:
    primary, secondary = value.show_both(language)
    if not secondary:
        return _timed(value, format_html("{}", primary))
    return _timed(value, format_html('{} <span class="soft">({})</span>', primary, secondary))


@lru_cache(maxsize=10_000)
def _period(starts_on: PartialDate | None, ends_on: PartialDate | None, language: str) -> SafeString:
    first, last = (day and format_html("<b>{}</b>", _in_both(day, language)) for day in (starts_on, ends_on))
    if first and last:
        return format_html("{} {} {}", first, pgettext("from-to", "to"), last)
    if first or last:
        return format_html("{} {}", _("since") if first else _("until"), first or last)
    return format_html("{}", _("No date"))


def _timed(value: PartialDate, shown: SafeString) -> SafeString:
    """What is shown, with its stored text for machines; HTML has no ``<time>`` for an interval."""
    if "/" in str(value):
        return format_html('<data value="{}">{}</data>', str(value), shown)
    return format_html('<time datetime="{}">{}</time>', str(value), shown)
