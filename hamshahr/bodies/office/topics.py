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

from ..applied import WEIGHTS, BaseOf, Counted, MotionKind, SessionKind, Silence, Tie, Votes, Within
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


def places(typed: str) -> dict[str, int]:
    """Seats by region, as africa: 5, asia: 7."""
    seats = {}
    for part in to_ascii(typed).replace("،", ",").split(","):
        region, _colon, number = part.partition(":")
        if not region.strip() or not number.strip().isdecimal():
            raise ValidationError(_("Write regions with their seats, as in: africa: 5, asia: 7."))
        seats[region.strip()] = int(number)
    return seats


def typed_from(value: Any) -> str:
    """A stored value as its field shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {each}" for name, each in value.items())
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
        return forms.CharField(label=self.label, required=False, max_length=400)

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


def of(words: Any) -> tuple:
    """The words of an enumeration, with none."""
    return (("", "—"), *words.choices)


MOTION = Value("motion", gettext_lazy("Only for"), words, of(MotionKind))
SESSION = Value("session", gettext_lazy("Only at"), words, of(SessionKind))
CALL = Value("call", gettext_lazy("Call (2: only a second call)"), whole)
WEIGHED = (("", "—"), *((each.value, each.label) for each in WEIGHTS))
PAST_TERM = (("", "—"), (PROLONGED, gettext_lazy("prolonged")), (VACANT, gettext_lazy("vacant")))
TOPICS: dict[str, TopicValues] = {
    Topic.NOTICE: TopicValues(
        (
            Value("days", gettext_lazy("Days ahead"), whole),
            SESSION,
            Value("video", gettext_lazy("May meet by video"), yes_or_no),
        ),
        gettext_lazy("Call and agenda go out at least 15 days ahead."),
    ),
    Topic.QUORUM: TopicValues(
        (
            Value("fraction", gettext_lazy("Part that must be present"), fraction),
            Value("strict", gettext_lazy("More than that part"), yes_or_no),
            Value("minimum", gettext_lazy("At least, in numbers"), whole),
            Value("counted", gettext_lazy("Who counts"), words, of(Counted)),
            SESSION,
            MOTION,
            CALL,
            Value("after_minutes", gettext_lazy("Second call after minutes"), whole),
            Value("after_days", gettext_lazy("Second call after days"), whole),
        ),
        gettext_lazy("Half of the members must be present or represented."),
    ),
    Topic.MAJORITY: TopicValues(
        (
            Value("fraction", gettext_lazy("Part of the votes"), fraction),
            Value("base", gettext_lazy("Part of what"), words, of(BaseOf)),
            Value("strict", gettext_lazy("More than that part"), yes_or_no),
            Value("minimum", gettext_lazy("For, at least, in numbers"), whole),
            Value("double", gettext_lazy("And by weight"), words, WEIGHED),
            Value("double_fraction", gettext_lazy("Part by weight, if another"), fraction),
            MOTION,
            SESSION,
        ),
        gettext_lazy("Two thirds of the votes cast are needed."),
    ),
    Topic.PROXY: TopicValues(
        (
            Value("maximum", gettext_lazy("Proxies one member may hold"), whole),
            Value("within", gettext_lazy("Holder and giver share"), words, of(Within)),
            Value("written", gettext_lazy("Given in writing"), yes_or_no),
            Value("void_on_arrival", gettext_lazy("Void when the giver comes"), yes_or_no),
        ),
        gettext_lazy("No member holds more than two proxies."),
    ),
    Topic.SUBSTITUTES: TopicValues(
        (
            Value("only_when_absent", gettext_lazy("Sits while the titular is absent"), yes_or_no),
            Value("political_mandate", gettext_lazy("Holds a political mandate"), yes_or_no),
        ),
        gettext_lazy("A substitute with a political mandate sits only while the titular is absent."),
    ),
    Topic.TIES: TopicValues(
        (Value("tie", gettext_lazy("What comes of it"), words, of(Tie)), MOTION),
        gettext_lazy("With equal votes, the vote of the chair decides."),
    ),
    Topic.WRITTEN: TopicValues(
        (
            Value("silence_days", gettext_lazy("Days for the answer"), whole),
            Value("silence", gettext_lazy("Silence means"), words, of(Silence)),
        ),
        gettext_lazy("In written procedure answers are awaited for 15 days; who does not answer has not voted."),
    ),
    Topic.NOMINATIONS: TopicValues(
        (
            Value("governments", gettext_lazy("Local governments that sign, at least"), whole),
            Value("countries", gettext_lazy("Countries, at least"), whole),
            Value("regions", gettext_lazy("Regions, at least"), whole),
        ),
        gettext_lazy("A nomination is signed by six local governments of different countries and two regions."),
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
            Value("votes", gettext_lazy("Votes"), words, of(Votes)),
            Value("cut_off_days", gettext_lazy("Days before the meeting on which it is settled"), whole),
        ),
        gettext_lazy("A member votes only if its fee of the previous year is paid."),
    ),
    Topic.DUES: TopicValues(
        (
            Value("suspended_after_years", gettext_lazy("Suspended after years unpaid"), whole),
            Value("grace_days", gettext_lazy("Days of grace"), whole),
            Value("suspended_days", gettext_lazy("Days in arrears before suspension"), whole),
        ),
        gettext_lazy("Members pay yearly dues by the table of fees; two years unpaid suspend a member."),
    ),
    Topic.ADMISSION: TopicValues(
        (
            Value("grace_days", gettext_lazy("Days of grace"), whole),
            Value("suspended_days", gettext_lazy("Days of suspension at most"), whole),
            Value("active_after_days", gettext_lazy("Full member after days"), whole),
            Value("withdrawal_months", gettext_lazy("Months of notice of who withdraws"), whole),
            Value("withdrawal_at_year_end", gettext_lazy("Who withdraws leaves at the end of a year"), yes_or_no),
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
            Value("regional", gettext_lazy("Seats by region (as africa: 5, asia: 7)"), places),
            Value("gender_floor", gettext_lazy("Part of each gender, at least"), fraction),
        ),
        gettext_lazy("Seats are for members only."),
    ),
}
