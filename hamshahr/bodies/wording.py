"""Statutes for readers: the values of a rule as plain sentences, and one version beside another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hamshahr.kernel.languages import say

from .models import Body, Office, Rule
from .value_words import WORDS

NAMED = ("for", "office", "body", "members_of")


def names_in(rules: Iterable[Rule]) -> dict[str, str]:
    """The names of the bodies and offices that rules mention by their address; two queries, or none."""
    slugs = {rule.values[key] for rule in rules for key in NAMED if isinstance(rule.values.get(key), str)}
    if not slugs:
        return {}
    bodies = Body.objects.filter(slug__in=slugs, live=True).values_list("slug", "names")
    offices = Office.objects.filter(slug__in=slugs).values_list("slug", "names")
    return {slug: say(names) for slug, names in [*offices, *bodies]}


def words_of(rule: Rule, names: Mapping[str, str]) -> list[str]:
    """The values of a rule, one sentence each."""
    order = [*WORDS, *rule.values]
    return [sentence(key, rule.values[key], names) for key in sorted(rule.values, key=order.index)]


def sentence(key: str, value: Any, names: Mapping[str, str]) -> str:
    """One value in words; one that nobody has put into words stands as it is written."""
    if key in NAMED:
        value = names.get(value, value)
    try:
        return WORDS[key](value)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return _("%(name)s: %(value)s") % {"name": key.replace("_", " "), "value": value}


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
    names = names_in([*rules, *(earlier or [])])
    if earlier is None:
        return [Article(rule, words_of(rule, names)) for rule in rules], []
    known = {rule.place: rule for rule in earlier}
    articles = []
    for rule in rules:
        before = known.pop(rule.place, None)
        is_same = before is not None and same_text(before, rule) and before.values == rule.values
        changed = None if is_same else before
        words = tuple(words_of(changed, names)) if changed else ()
        articles.append(Article(rule, words_of(rule, names), before is None, changed, words))
    return articles, [Article(rule, words_of(rule, names)) for rule in known.values()]


def same_text(one: Rule, other: Rule) -> bool:
    return getattr(one.text, "data", one.text) == getattr(other.text, "data", other.text) or say(one.text) == say(
        other.text
    )
