"""The rule that statutes lay down for one decision on one day, with the article behind each part of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.bodies.models import Body, Rule
from hamshahr.bodies.statute_book import StatuteBook
from hamshahr.gatherings.models import Gathering
from hamshahr.kernel.languages import reading_language

from . import verdicts
from .applying import rule_from_values
from .verdicts.reading import rule_from
from .verdicts.words import sentences
from .verdicts.writing import rule_as_json

Topic = Rule.Topic

# What is looked up, by the name under which it is cited: the topic, and the values of which the rule sets one.
WANTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "quorum": (Topic.QUORUM, ("fraction", "minimum")),
    "majority": (Topic.MAJORITY, ("fraction", "minimum", "double")),
    "ties": (Topic.TIES, ("tie",)),
    "proxy": (Topic.PROXY, ("maximum",)),
    "proxy within": (Topic.PROXY, ("within",)),
    "proxy written": (Topic.PROXY, ("written",)),
    "proxy void": (Topic.PROXY, ("void_on_arrival",)),
    "substitutes": (Topic.SUBSTITUTES, ("only_when_absent",)),
    "voting right": (Topic.VOTING_RIGHT, ("votes",)),
    "entitlement": (Topic.VOTING_RIGHT, ("fee_paid_of_year",)),
    "cut-off": (Topic.VOTING_RIGHT, ("cut_off_days",)),
    "notice": (Topic.NOTICE, ("days",)),
    "silence": (Topic.WRITTEN, ("silence_days", "silence")),
    "nominations": (Topic.NOMINATIONS, ("governments", "countries", "regions")),
    "regional seats": (Topic.SEATS, ("regional",)),
    "gender floor": (Topic.SEATS, ("gender_floor",)),
}
SECOND_CALL = "second call"


@dataclass(frozen=True)
class Applied:
    """A rule as it was in force on a day, which a decision keeps: statutes that change later do not reach it.

    ``citations`` say by name which article of which version a part rests on; ``extras`` are the values behind it.
    """

    rule: verdicts.Rule
    citations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    extras: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def article(self, name: str) -> str:
        """The article behind a part, "?" where its number is not known, nothing where the statutes are silent."""
        return self.citations.get(name, {}).get("article", "")

    def as_json(self) -> dict[str, Any]:
        """All of it, to be kept."""
        citations = {name: dict(each) for name, each in self.citations.items()}
        return {
            "rule": rule_as_json(self.rule),
            "citations": citations,
            "extras": {name: dict(each) for name, each in self.extras.items()},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Applied":
        """The rule as it was kept."""
        return cls(rule_from(kept["rule"], "rule"), kept["citations"], kept["extras"])


def rule_of(
    of: Gathering | Body,
    on: date,
    *,
    kind: str = "motion",
    session_kind: str = "ordinary",
    call: int = 1,
    book: StatuteBook | None = None,
) -> Applied:
    """What the statutes in force on a day say of a decision of this body, or of the bodies above where it is silent."""
    body = of.body if isinstance(of, Gathering) else of
    book, case = book or StatuteBook(on), {"motion": kind, "session": session_kind, "call": call}
    found = {name: book.rule_for(body.pk, topic, *keys, **case) for name, (topic, keys) in WANTED.items()}
    if call == 1:
        second = book.rule_for(body.pk, *quorum_keys(), **case | {"call": 2})
        found[SECOND_CALL] = second if second != found["quorum"] else None
    rules = {name: rule for name, rule in found.items() if rule is not None}
    values = {name: rule.values for name, rule in rules.items()}
    return Applied(rule_from_values(values), {name: citation(rule) for name, rule in rules.items()}, values)


def quorum_keys() -> tuple[str, ...]:
    """The topic of the quorum, and the values of which its rule sets one."""
    topic, keys = WANTED["quorum"]
    return (topic, *keys)


def citation(rule: Rule) -> dict[str, Any]:
    """Where a rule stands, and its words in every language they have."""
    text = getattr(rule.text, "data", rule.text)
    return {
        "statute": rule.statute_id,
        "in_force_on": rule.statute.in_force_on.isoformat(),
        "article": rule.article,
        "text": dict(text) if isinstance(text, Mapping) else {"": str(text)},
    }


def explained(applied: Applied, verdict: verdicts.Verdict, language: str | None = None) -> Iterator[str]:
    """Every step of a verdict in words, each with its article; where the statutes are silent, that they are."""
    language = reading_language(language)
    articles = {name: applied.article(name) for name in applied.citations}
    if "majority" not in applied.citations:
        with override(language):
            yield _("The statutes name no majority for this: it is the simple majority of the votes cast.")
    yield from sentences(verdict, language, articles)
