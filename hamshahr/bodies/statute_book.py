"""The rules in force on one day for every body, read in two queries."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from .applied import SELECTORS
from .lineage import Lineage
from .models import Office, Rule


class StatuteBook:
    """The statutes of all bodies as they stood on a day; a body without a rule of its own follows the body above it."""

    def __init__(self, on: date, lineage: Lineage | None = None) -> None:
        self.on = on
        self.lineage = lineage or Lineage()
        self.by_body: dict[tuple[int, str], list[Rule]] = defaultdict(list)
        rules = Rule.objects.in_force(on).select_related("statute").order_by("position", "article", "pk")
        for rule in rules:
            self.by_body[rule.statute.body_id, rule.topic].append(rule)

    def rules(self, body_pk: int, topic: str) -> Iterator[Rule]:
        """The rules on a topic, from the body itself upward."""
        for pk in self.lineage.upward(body_pk):
            yield from self.by_body.get((pk, topic), ())

    def rule(self, body_pk: int, topic: str) -> Rule | None:
        """The nearest rule on a topic."""
        return next(self.rules(body_pk, topic), None)

    def rule_with(self, body_pk: int, topic: str, value: str) -> Rule | None:
        """The nearest rule on a topic that sets a value for every case."""
        return self.rule_for(body_pk, topic, value)

    def rule_for(self, body_pk: int, topic: str, *values: str, **case: Any) -> Rule | None:
        """The rule that sets one of the values for a case, as ``motion="statute change", session="ordinary", call=2``.

        The nearest body with such a rule gives it; of its rules the one that names most of the case goes first. A rule
        that names what the case is not does not apply.
        """
        for pk in self.lineage.upward(body_pk):
            rules = self.by_body.get((pk, topic), ())
            fitting = [rule for rule in rules if not rule.values.keys().isdisjoint(values) and fits(rule, case)]
            if fitting:
                return max(fitting, key=lambda rule: len(rule.selected))
        return None

    def acting_rule(self, office: Office) -> Rule | None:
        """Who steps in for an office: a rule naming it (``for``) goes before one for every office of the same body."""
        for pk in self.lineage.upward(office.body_id):
            rules = self.by_body.get((pk, Rule.Topic.ACTING), ())
            named = [rule for rule in rules if rule.values.get("for") == office.slug and pk == office.body_id]
            general = [rule for rule in rules if "for" not in rule.values]
            if named or general:
                return (named or general)[0]
        return None


def fits(rule: Rule, case: dict[str, Any]) -> bool:
    """Whether everything that a rule names is so in the case."""
    return all(case.get(name) == rule.values[name] for name in SELECTORS if name in rule.values)
