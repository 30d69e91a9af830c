"""How a fact and a claim show their state, and what an entry says: filters for the margins of all rooms."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamshahr.kernel.digits import number
from hamshahr.kernel.templating import spoken

from .. import queries
from ..kinds import KINDS
from ..models import Claim, Confidence, Entry, Origin, State
from ..proving import said

register = template.Library()

COUNTED = (Claim.Comparison.EQUAL, Claim.Comparison.MORE, Claim.Comparison.AT_LEAST)
SHAPES = {"confirmed": "proven", "probable": "partly"}
MARK = '<svg class="mark{}" width="16" height="16"{}><use href="#m-{}"/></svg>'


@register.filter
@spoken
def fact_state(confidence: str, language: str | None = None) -> SafeString:
    """The confidence of a fact in word, form and colour."""
    return _fact_state(confidence, language or get_language())


@lru_cache(maxsize=64)
def _fact_state(confidence: str, language: str) -> SafeString:
    word = _("claimed only") if confidence == Confidence.CLAIMED else Confidence(confidence).label
    shape = SHAPES.get(confidence, confidence)
    return format_html('<span class="state state-{}">{} {}</span>', shape, _mark(shape), word)


@register.filter
def claim_state(state: str) -> SafeString:
    """The state of a claim in word, form and colour."""
    return _claim_state(state, get_language())


@lru_cache(maxsize=64)
def _claim_state(state: str, language: str) -> SafeString:
    return format_html('<span class="state state-{}">{} {}</span>', state, _mark(state), State(state).label)


@register.filter
def claim_state_soft(state: str) -> SafeString:
    """The same for a state that no claim has: quiet, whatever its colour."""
    return SafeString(_claim_state(state, get_language()).replace(f"state state-{state}", "state soft"))


@register.filter
def fact_mark(confidence: str) -> SafeString:
    """The disc of a fact, with its word for those who do not see it."""
    label = format_html(' role="img" aria-label="{}"', Confidence(confidence).label)
    shape = SHAPES.get(confidence, confidence)
    return format_html(MARK, f" state-{shape}", label, shape)


@register.filter
def state_mark(state: str) -> SafeString:
    """The disc of a state that stands in words beside it."""
    return _mark(state, f" state-{state}")


def _mark(shape: str, classes: str = "") -> SafeString:
    return format_html(MARK, classes, SafeString(' aria-hidden="true"'), shape)


@register.filter
def confidence_word(confidence: str) -> str:
    """How sure a fact is, in a word."""
    return Confidence(confidence).label if confidence else ""


@register.filter
def missing_words(claim: Claim) -> list[str]:
    """What is missing for a claim, or for one of its turns, in sentences."""
    return said(claim.missing)


register.filter("definition", queries.definition)


@register.filter
def reached(claim: Claim) -> str:
    """How much of a number the record shows; nothing where the claim has none to reach."""
    if claim.comparison not in COUNTED or claim.value is None or claim.quantity == 1 or not claim.builder:
        return ""
    words = {"found": number(claim.value), "needed": number(claim.quantity)}
    if claim.comparison == Claim.Comparison.MORE:
        return _("%(found)s of more than %(needed)s") % words
    return _("%(found)s of %(needed)s") % words


@register.filter
def origin_word(origin: str) -> str:
    """What a fact rests on, in a word."""
    return Origin(origin).label


@register.filter
def sentence(entry: Entry) -> str:
    """What the entry says; its source must be loaded."""
    return KINDS[entry.kind].sentence(entry)


@register.filter
def address(entry: Entry) -> str:
    """The page of the thing the entry speaks of; its source must be loaded."""
    return KINDS[entry.kind].address(entry)
