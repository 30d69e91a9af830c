"""What stands in the way of a version of the statutes, and of values that no machine could apply."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..models import Body, Office, Rule, Statute
from ..terms import PROLONGED, VACANT

COUNTS = {"grace_days", "suspended_days", "active_after_days"}


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
    return check(rule) if check else None


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
