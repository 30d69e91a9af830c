"""The values a machine applies, topic by topic: what each is, how it is typed, and an example of what it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamshahr.kernel.digits import to_ascii

from ..models import Rule
from ..terms import PROLONGED, VACANT

Topic = Rule.Topic
FRACTION = re.compile(r"[1-9]\d?/[1-9]\d?", re.ASCII)
YES_NO = [("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


def whole(typed: str) -> int:
    """A whole number in any digits, below zero too: last year is -1."""
    plain = to_ascii(typed).replace("\u2212", "-").strip()
    if not re.fullmatch(r"-?\d{1,6}", plain, re.ASCII):
        raise ValidationError(_("Write a whole number."))
    return int(plain)


def fraction(typed: str) -> str:
    """Such as 2/3; never more than the whole."""
    plain = to_ascii(typed).replace(" ", "")
    part, _slash, of = plain.partition("/")
    if not FRACTION.fullmatch(plain) or int(part) > int(of):
        raise ValidationError(_("Write a fraction such as 1/2 or 2/3."))
    return plain


def yes_or_no(typed: str) -> bool:
    return typed == "yes"


def words(typed: str) -> str:
    return typed.strip()


def typed_from(value: Any) -> str:
    """A stored value as its field shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@dataclass(frozen=True)
class Value:
    """One value of a rule; ``choices`` where only some words are meant."""

    name: str
    label: str | Promise
    read: Callable[[str], Any]
    choices: tuple = ()

    def field(self) -> forms.Field:
        choices = YES_NO if self.read is yes_or_no else self.choices
        if choices:
            return forms.ChoiceField(label=self.label, choices=[*choices], required=False)
        return forms.CharField(label=self.label, required=False, max_length=80)

    def can_show(self, value: Any) -> bool:
        """Whether the field shows this stored value as it is."""
        try:
            read = self.read(typed_from(value))
        except ValidationError:
            return False
        return read == value and (not self.choices or value in dict(self.choices))


@dataclass(frozen=True)
class TopicValues:
    """What rules of a topic may set, and an example sentence of such an article."""

    values: tuple[Value, ...]
    example: str | Promise


def of_choices(**choices: Any) -> tuple:
    return (("", "—"), *choices.items())


BASES = of_choices(
    members=gettext_lazy("all members"), present=gettext_lazy("those present"), cast=gettext_lazy("votes cast")
)
PAST_TERM = (("", "—"), (PROLONGED, gettext_lazy("prolonged")), (VACANT, gettext_lazy("vacant")))
TOPICS: dict[str, TopicValues] = {
    Topic.NOTICE: TopicValues(
        (
            Value("days", gettext_lazy("Days ahead"), whole),
            Value("video", gettext_lazy("May meet by video"), yes_or_no),
        ),
        gettext_lazy("Call and agenda go out at least 15 days ahead."),
    ),
    Topic.QUORUM: TopicValues(
        (
            Value("fraction", gettext_lazy("Part that must be present"), fraction),
            Value("base", gettext_lazy("Part of what"), words, BASES),
            Value("minimum", gettext_lazy("At least, in numbers"), whole),
        ),
        gettext_lazy("Half of the members must be present or represented."),
    ),
    Topic.MAJORITY: TopicValues(
        (
            Value("fraction", gettext_lazy("Part of the votes"), fraction),
            Value("base", gettext_lazy("Part of what"), words, BASES),
            Value("strict", gettext_lazy("More than that part"), yes_or_no),
        ),
        gettext_lazy("Two thirds of the votes cast are needed."),
    ),
    Topic.PROXY: TopicValues(
        (Value("maximum", gettext_lazy("Proxies one member may hold"), whole),),
        gettext_lazy("No member holds more than two proxies."),
    ),
    Topic.TERM: TopicValues(
        (
            Value("years", gettext_lazy("Years"), whole),
            Value("assembly_years", gettext_lazy("Years between assemblies"), whole),
            Value("past_term", gettext_lazy("A seat past its term is"), words, PAST_TERM),
        ),
        gettext_lazy("The term is three years; a seat past its term is prolonged until a successor is chosen."),
    ),
    Topic.VOTING_RIGHT: TopicValues(
        (
            Value("fee_paid_of_year", gettext_lazy("Fee paid of the year (−1: the year before)"), whole),
            Value("votes", gettext_lazy("Votes"), words, of_choices(equal=gettext_lazy("one for each member"))),
        ),
        gettext_lazy("A member votes only if its fee of the previous year is paid."),
    ),
    Topic.DUES: TopicValues((), gettext_lazy("Members pay yearly dues by the table of fees.")),
    Topic.ADMISSION: TopicValues(
        (
            Value("grace_days", gettext_lazy("Days of grace"), whole),
            Value("suspended_days", gettext_lazy("Days of suspension at most"), whole),
            Value("active_after_days", gettext_lazy("Full member after days"), whole),
        ),
        gettext_lazy("An admitted city is a full member after 30 days."),
    ),
    Topic.ACTING: TopicValues(
        (
            Value(
                "by", gettext_lazy("Named by"), words, of_choices(party=gettext_lazy("the party that holds the seat"))
            ),
            Value("for", gettext_lazy("Applies to the office (its address)"), words),
            Value("office", gettext_lazy("Who steps in: holder of the office (its address)"), words),
            Value("body", gettext_lazy("Of the body (its address)"), words),
            Value("until", gettext_lazy("Until"), words),
        ),
        gettext_lazy("When the presidency falls vacant, a co-president acts until the next meeting of the board."),
    ),
    Topic.SEATS: TopicValues(
        (
            Value("members_only", gettext_lazy("For members only"), yes_or_no),
            Value("members_of", gettext_lazy("Members of the body (its address)"), words),
            Value("elected_by", gettext_lazy("Elected by"), words),
            Value("minimum", gettext_lazy("At least"), whole),
            Value("maximum", gettext_lazy("At most"), whole),
        ),
        gettext_lazy("Seats are for members only."),
    ),
}
