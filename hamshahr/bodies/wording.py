"""Statutes for readers: the values of a rule as plain sentences, and one version beside another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.kernel.digits import localise, number
from hamshahr.kernel.languages import say

from .models import Body, Office, Rule


def days(value: int) -> str:
    return ngettext("%(shown)s day", "%(shown)s days", value) % {"shown": number(value)}


def years(value: int) -> str:
    return ngettext("%(shown)s year", "%(shown)s years", value) % {"shown": number(value)}


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


def fee_paid(value: int) -> str:
    if value == -1:
        return _("Only who paid the fee of the year before votes.")
    return _("Only who paid the fee of the year votes.")


def base(value: str) -> str:
    if value == "cast":
        return _("Counted among the votes cast.")
    return _("Counted among: %(whom)s.") % {"whom": value}


def elected_by(value: str) -> str:
    return _("Chosen by the sections.") if value == "sections" else _("Chosen by: %(whom)s.") % {"whom": value}


def votes(value: Any) -> str:
    return _("Every member has one vote.") if value == "equal" else _("Votes: %(how)s.") % {"how": value}


def acting_until(value: str) -> str:
    return _("Until the next board.") if value == "next board" else _("Until: %(what)s.") % {"what": value}


# What each value means, in the order of the sentences; what is not here is shown by its name.
WORDS: dict[str, Callable[[Any], str]] = {
    "for": lambda value: _("Applies to the office “%(office)s”.") % {"office": value},
    "office": lambda value: _("Who steps in: the holder of the office “%(office)s”.") % {"office": value},
    "body": lambda value: _("That office is one of: %(body)s.") % {"body": value},
    "by": by_whom,
    "until": acting_until,
    "past_term": past_term,
    "members_only": members_only,
    "members_of": lambda value: _("Members are those of: %(body)s.") % {"body": value},
    "grace_days": lambda value: _("Period of grace: %(days)s.") % {"days": days(value)},
    "suspended_days": lambda value: _("Suspension lasts at most %(days)s.") % {"days": days(value)},
    "active_after_days": lambda value: _("An admitted city is a full member after %(days)s.") % {"days": days(value)},
    "maximum": lambda value: _("At most: %(number)s.") % {"number": number(value)},
    "days": lambda value: _("At least %(days)s ahead.") % {"days": days(value)},
    "video": lambda value: _("May be held by video.") if value else _("Is held in person."),
    "assembly_years": lambda value: _("The assembly meets at least once in %(years)s.") % {"years": years(value)},
    "years": lambda value: _("The term lasts %(years)s.") % {"years": years(value)},
    "fee_paid_of_year": fee_paid,
    "votes": votes,
    "elected_by": elected_by,
    "fraction": lambda value: _("The share needed: %(fraction)s.") % {"fraction": localise(value)},
    "strict": lambda value: _("More than that share is needed.") if value else _("That share is enough."),
    "base": base,
}
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
    known = {(rule.topic, rule.article): rule for rule in earlier}
    articles = []
    for rule in rules:
        before = known.pop((rule.topic, rule.article), None)
        is_same = before is not None and same_text(before, rule) and before.values == rule.values
        changed = None if is_same else before
        words = tuple(words_of(changed, names)) if changed else ()
        articles.append(Article(rule, words_of(rule, names), before is None, changed, words))
    return articles, [Article(rule, words_of(rule, names)) for rule in known.values()]


def same_text(one: Rule, other: Rule) -> bool:
    return getattr(one.text, "data", one.text) == getattr(other.text, "data", other.text) or say(one.text) == say(
        other.text
    )
