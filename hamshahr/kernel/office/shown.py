"""Values as the reader of the office writes them: digits, days, names."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from i18nfield.strings import LazyI18nString
from wagtail.admin.ui.tables import Column, TitleColumn

from hamshahr.kernel import digits, languages
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.dates import PartialDate

NOTHING = "—"


def shown(value: Any) -> Any:
    """The value for a cell: what is empty is a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, PartialDate):
        return value.show()
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, int | float):
        return amount(value)
    if isinstance(value, Decimal):
        return digits.number(value)
    if isinstance(value, LazyI18nString):
        return languages.say(value) or NOTHING
    return format_html("<bdi>{}</bdi>", value) if isinstance(value, str | Promise | models.Model) else value


def amount(value: int | float) -> str:
    """The number in the reader's digits; four digits may be a year and are not grouped."""
    if isinstance(value, float):
        return digits.number(value, places=3)
    return digits.number(value) if abs(value) >= 10_000 else digits.localise(value)


def moment(value: datetime) -> str:
    """Day and time of day in the reader's zone and digits."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_day(local.date()) + languages.comma() + digits.localise(f"{local:%H:%M}")


def every_language(names: Any) -> str:
    """All the texts of a name, each with its language."""
    texts = getattr(names, "data", names)
    if not isinstance(texts, dict):
        return shown(texts)
    rows = [(code, texts[code]) for code in dict(languages.LANGUAGES) if texts.get(code)]
    if not rows:
        return NOTHING
    return format_html_join("", '<span class="office-text" lang="{0}" dir="auto">{1}</span>', rows)


class Cell(Column):
    """A cell that shows its value in the reader's digits, days and names."""

    def get_value(self, instance):
        return shown(super().get_value(instance))


class TitleCell(TitleColumn):
    """The first cell of a row, linked to the thing."""

    def get_value(self, instance):
        return shown(super().get_value(instance))


class Published(Column):
    """Whether the public sees a thing, told from the row itself."""

    def __init__(self, name: str = "live", **options: Any) -> None:
        super().__init__(name, **{"label": gettext_lazy("State"), **options})

    def get_value(self, instance: Any) -> str:
        if not instance.live:
            return _("draft")
        return _("published, with a draft") if instance.has_unpublished_changes else _("published")
