"""What stands in the way of a version of the statutes, and of values that no machine could apply."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..applied import WEIGHTS, BaseOf, Counted, MotionKind, SessionKind, Silence, Tie, Votes, Within
from ..models import Body, Office, Rule, Statute
from ..terms import PROLONGED, VACANT

COUNTS = {"grace_days", "suspended_days", "active_after_days"}
NUMBERS = {
    *("minimum", "after_minutes", "after_days", "cut_off_days", "days", "silence_days"),
    *("governments", "countries", "regions", "assembly_years"),
}
FRACTIONS = {"fraction", "double_fraction", "gender_floor"}
FLAGS = {"strict", "written", "void_on_arrival", "only_when_absent", "political_mandate", "video", "members_only"}
WORDS = {"motion": MotionKind, "session": SessionKind, "tie": Tie, "counted": Counted, "within": Within}
WORDS |= {"base": BaseOf, "silence": Silence, "votes": Votes}
FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)", re.ASCII)


def obstacle_to_adopt_statute(statute: Statute) -> str | None:
    """Why this version cannot come into force on its day, or None."""
    if Statute.objects.filter(body=statute.body, in_force_on=statute.in_force_on).exists():
        return _("A version of these statutes already begins on this day.")
    ended = statute.body.ended_on
    if ended is not None and not ended.may_last_beyond(statute.in_force_on):
        return _("The body had ended by then.")
    return None


def obstacle_to_amend_rule(rule: Rule, *, in_force_on: date) -> str | None:
    """Why this rule cannot be changed from that day on, or None."""
    if in_force_on <= rule.statute.in_force_on:
        return _("The new version comes into force after the one it amends.")
    if rule.statute.ends_on is not None and rule.statute.ends_on <= in_force_on:
        return _("A later version is in force then; amend that one.")
    return None


def obstacle_to_rule(rule: Rule) -> str | None:
    """Why a machine could not apply the values of a rule, or None; values it does not know are left alone."""
    if not isinstance(rule.values, dict):
        return _("Article %(article)s: values are pairs of a name and a value.") % {"article": rule.article}
    for name in COUNTS & rule.values.keys():
        if not is_count(rule.values[name]):
            words = {"article": rule.article, "name": name}
            return _("Article %(article)s: %(name)s is a number of days.") % words
    check = CHECKS.get(rule.topic)
    return (check(rule) if check else None) or obstacle_of_values(rule) or obstacle_of_whole(rule)


def obstacle_of_values(rule: Rule) -> str | None:
    """A value that is not of its kind: numbers, fractions up to the whole, yes or no, words of a list."""
    for name, value in rule.values.items():
        words = {"article": rule.article, "name": name.replace("_", " ")}
        if name in NUMBERS and not is_count(value):
            return _("Article %(article)s: %(name)s is a whole number.") % words
        if name in FRACTIONS and not is_fraction(value):
            return _("Article %(article)s: %(name)s is a fraction such as 2/3, at most the whole.") % words
        if name in FLAGS and not isinstance(value, bool):
            return _("Article %(article)s: %(name)s is yes or no.") % words
        if name in WORDS and (not isinstance(value, str) or value not in WORDS[name].values):
            return _("Article %(article)s: %(name)s is a word that no machine applies.") % words
    return None


def obstacle_of_whole(rule: Rule) -> str | None:
    """Values that are right each and cannot stand as they are together."""
    words = {"article": rule.article}
    if rule.values.get("void_on_arrival") is False:
        return _("Article %(article)s: who comes speaks for itself; no voice counts twice.") % words
    if rule.values.get("call", 1) not in {1, 2}:
        return _("Article %(article)s: there is a first and a second call.") % words
    if rule.values.get("double", Votes.DUES) not in WEIGHTS:
        return _("Article %(article)s: the second majority is by dues or by population.") % words
    regional = rule.values.get("regional", {})
    if not isinstance(regional, dict) or not all(is_count(seats) for seats in regional.values()):
        return _("Article %(article)s: each region has a number of seats.") % words
    return None


def is_fraction(value: Any) -> bool:
    """Such as 2/3, not above the whole."""
    found = FRACTION.fullmatch(value) if isinstance(value, str) else None
    return found is not None and int(found[1]) <= int(found[2])


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def obstacle_of_acting(rule: Rule) -> str | None:
    """Who steps in is the party's choice or the holder of an office that exists."""
    if not rule.values or rule.values.get("by") == "party":
        return None
    office = Office.objects.filter(slug=rule.values.get("office", ""))
    if body := rule.values.get("body"):
        if not Body.objects.filter(slug=body).exists():
            words = {"article": rule.article, "body": body}
            return _("Article %(article)s: there is no body “%(body)s”.") % words
        office = office.filter(body__slug=body)
    if not office.exists():
        return _("Article %(article)s: name the office whose holder steps in, or let the party choose.") % {
            "article": rule.article
        }
    return None


def obstacle_of_term(rule: Rule) -> str | None:
    """A seat past its term is prolonged or vacant."""
    if rule.values.get("past_term", VACANT) not in {PROLONGED, VACANT}:
        return _("Article %(article)s: a seat past its term is “prolonged” or “vacant”.") % {"article": rule.article}
    return None


def obstacle_of_proxies(rule: Rule) -> str | None:
    """How many voices one member may hold is a number; none where voices are not lent."""
    if "maximum" in rule.values and not is_count(rule.values["maximum"]):
        return _("Article %(article)s: how many proxies a member may hold is a whole number.") % {
            "article": rule.article
        }
    return None


CHECKS: dict[str, Callable[[Rule], str | None]] = {
    Rule.Topic.ACTING: obstacle_of_acting,
    Rule.Topic.PROXY: obstacle_of_proxies,
    Rule.Topic.TERM: obstacle_of_term,
}
