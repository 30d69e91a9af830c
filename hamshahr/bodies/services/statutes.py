"""Statutes adopted in versions; what was in force on a day stays as it was."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused

from ..models import Body, Rule, Statute
from ..rules import obstacle_to_adopt_statute, obstacle_to_amend_rule, obstacle_to_rule

KEPT = ("article", "topic", "text", "values", "position")


@transaction.atomic
def adopt_statute(
    *,
    body: Body,
    title: Any,
    in_force_on: date,
    rules: Iterable[dict[str, Any]],
    by: User | None,
    authentic_language: str = "en",
    **grounds: Any,
) -> Statute:
    """Put a version into force: the one before it ends that day; one that begins later ends this one."""
    body = Body.objects.select_for_update(of=["self"]).get(pk=body.pk)
    fields = {"title": title, "in_force_on": in_force_on, "authentic_language": authentic_language}
    statute = Statute(body=body, **fields, **grounds)
    refuse(obstacle_to_adopt_statute(statute))
    later = body.statutes.filter(in_force_on__gt=in_force_on).order_by("in_force_on").first()
    statute.ends_on = later.in_force_on if later else None
    before = close_version_before(statute, by=by)
    statute.full_clean()
    log.save(statute, "statute.adopted", by=by)
    known = {rule.place: rule for rule in before.rules.all()} if before else {}
    for place, fields in enumerate(rules, start=1):
        add_rule(statute, {"position": place, **fields}, known, by=by)
    return statute


def refuse(obstacle: str | None, article: str = "") -> None:
    if obstacle:
        raise Refused(obstacle, article=article)


def close_version_before(statute: Statute, *, by: User | None) -> Statute | None:
    """The version before, ended on the day the new one begins; its rules stay untouched."""
    before = statute.body.statutes.filter(in_force_on__lt=statute.in_force_on).order_by("-in_force_on").first()
    if before is not None and (before.ends_on is None or statute.in_force_on < before.ends_on):
        before.ends_on = statute.in_force_on
        log.save(before, "statute.ended", by=by)
    return before


def add_rule(statute: Statute, fields: dict[str, Any], known: dict[tuple, Rule], *, by: User | None) -> Rule:
    """Enter a rule; it continues the one of its place in the version before, and so its translations."""
    rule = Rule(statute=statute, **fields)
    refuse(obstacle_to_rule(rule), rule.article)
    rule.full_clean()
    earlier = known.get(rule.place)
    facts = {"continues": str(earlier.pk)} if earlier else {}
    log.write("rule.adopted", rule, by=by, changes=log.saved(rule), facts=facts)
    return rule


@transaction.atomic
def amend_rule(
    *,
    rule: Rule,
    in_force_on: date,
    by: User | None,
    title: Any = None,
    grounds: dict[str, Any] | None = None,
    **changes,
) -> Statute:
    """Change one rule: a new version comes into force that differs from the one before in this rule only."""
    if unknown := changes.keys() - set(KEPT):
        raise TypeError(f"A rule has no {', '.join(sorted(unknown))}.")
    statute = rule.statute = Statute.objects.select_for_update(of=["self"]).get(pk=rule.statute_id)
    refuse(obstacle_to_amend_rule(rule, in_force_on=in_force_on), rule.article)
    copies = [copied(each, changes if each.pk == rule.pk else {}) for each in statute.rules.all()]
    return adopt_statute(
        body=statute.body,
        title=title or statute.title,
        in_force_on=in_force_on,
        rules=copies,
        by=by,
        authentic_language=statute.authentic_language,
        **(grounds or {}),
    )


def copied(rule: Rule, changes: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in KEPT} | changes
