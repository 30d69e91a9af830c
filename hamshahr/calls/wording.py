"""An answer in words, as readers see it."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.kernel.dates import PartialDate
from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Party

from .models import Question
from .texts import is_answered

Kind = Question.Kind


def answer_in_words(question: Question, value: Any) -> str:
    """What was answered, in the reader's digits, calendar and names; a text as it was written."""
    if not is_answered(value):
        return ""
    if question.kind == Kind.NUMBER:
        return number(Decimal(value))
    if question.kind == Kind.MONEY:
        return f"{number(Decimal(value['amount']))} {value['currency']}"
    if question.kind == Kind.DATE:
        return PartialDate(value).show()
    if question.kind == Kind.YES_OR_NO:
        return _("yes") if value else _("no")
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        named = {one["value"]: say(one["names"]) for one in question.options}
        return listed(*(named.get(each, each) for each in (value if isinstance(value, list) else [value])))
    if question.kind == Kind.CITIES:
        named = {party.slug: say(party.names) for party in Party.objects.filter(slug__in=value)}
        return listed(*(named.get(slug, slug) for slug in value))
    if question.kind == Kind.FILE:
        return ngettext("%(count)s file", "%(count)s files", len(value)) % {"count": localise(len(value))}
    return str(value)
