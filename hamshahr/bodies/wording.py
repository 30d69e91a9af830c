"""Statutes for readers: the values of a rule as plain sentences, and one version beside another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.kernel.digits import number
from hamshahr.kernel.languages import say

from .models import Rule


def days(value: int) -> str:
    return ngettext("%(shown)s day", "%(shown)s days", value) % {"shown": number(value)}


def past_term(value: Any) -> str:
    if value == "prolonged":
        return _("A seat past its term is prolonged until a successor is chosen.")
    return _("A seat past its term is vacant.")


def members_only(value: Any) -> str:
    return _("Seats are for members only.") if value else _("Seats are open to others than members.")


def by_whom(value: Any) -> str:
    if value == "party":
        return _("The city that holds the seat names who steps in.")
    return _("Who steps in is named by: %(who)s.") % {"who": value}


# What each value means; what is not here is shown by its name.
WORDS: dict[str, Callable[[Any], str]] = {
    "past_term": past_term,
    "members_only": members_only,
    "by": by_whom,
    "office": lambda value: _("Who steps in: the holder of the office “%(office)s”.") % {"office": value},
    "body": lambda value: _("The office is one of the body “%(body)s”.") % {"body": value},
    "for": lambda value: _("Applies to the office “%(office)s”.") % {"office": value},
    "members_of": lambda value: _("Members are those of “%(body)s”.") % {"body": value},
    "grace_days": lambda value: _("Period of grace: %(days)s.") % {"days": days(value)},
    "suspended_days": lambda value: _("Suspension lasts at most %(days)s.") % {"days": days(value)},
    "active_after_days": lambda value: _("An admitted city is a full member after %(days)s.") % {"days": days(value)},
    "notice_days": lambda value: _("Call and agenda go out at least %(days)s ahead.") % {"days": days(value)},
    "days": lambda value: _("At least %(days)s.") % {"days": days(value)},
    "years": lambda value: ngettext("%(shown)s year.", "%(shown)s years.", value) % {"shown": number(value)},
    "minimum": lambda value: _("At least %(number)s.") % {"number": number(value)},
    "maximum": lambda value: _("At most %(number)s.") % {"number": number(value)},
}


def words_of(rule: Rule) -> list[str]:
    """The values of a rule, one sentence each."""
    return [sentence(name, value) for name, value in rule.values.items()]


def sentence(name: str, value: Any) -> str:
    try:
        return WORDS[name](value)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return _("%(name)s: %(value)s") % {"name": name.replace("_", " "), "value": value}


@dataclass(frozen=True)
class Article:
    """A rule with its values in words, and what it said in the version before."""

    rule: Rule
    values: list[str]
    is_new: bool = False
    before: Rule | None = None
    values_before: tuple[str, ...] = ()


def compared(rules: list[Rule], earlier: list[Rule] | None) -> tuple[list[Article], list[Article]]:
    """The articles of a version, changed ones with their earlier text, and the earlier articles that it dropped."""
    if earlier is None:
        return [Article(rule, words_of(rule)) for rule in rules], []
    known = {(rule.topic, rule.article): rule for rule in earlier}
    articles = []
    for rule in rules:
        before = known.pop((rule.topic, rule.article), None)
        is_same = before is not None and same_text(before, rule) and before.values == rule.values
        changed = None if before is None or is_same else before
        words = tuple(words_of(changed)) if changed else ()
        articles.append(Article(rule, words_of(rule), before is None, changed, words))
    return articles, [Article(rule, words_of(rule)) for rule in known.values()]


def same_text(one: Rule, other: Rule) -> bool:
    return getattr(one.text, "data", one.text) == getattr(other.text, "data", other.text) or say(one.text) == say(
        other.text
    )
