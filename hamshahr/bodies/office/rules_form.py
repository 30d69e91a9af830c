"""The form of a version of statutes: what it is called, since when it holds, and one row for each article."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hamshahr.kernel.office import fields
from hamshahr.kernel.office.acts import ActForm
from hamshahr.record.models import Confidence

from ..models import Body, Rule, Statute
from ..wording import names_in, words_of
from . import worked
from .topics import TOPICS, Value, typed_from

MOST_RULES = 200
VALUE = "value-"


class StatuteForm(ActForm):
    title = fields.texts(_("Title"))
    in_force_on = fields.day(_("In force from"))
    authentic_language = forms.ChoiceField(label=_("Authentic language"), choices=settings.LANGUAGES)
    confidence = forms.ChoiceField(label=_("How sure"), choices=Confidence.choices)
    source = fields.line(_("Source"), longest=600)
    note = fields.lines(_("Note"))

    def prepare(self):
        last = self.thing.statutes.first() if isinstance(self.thing, Body) else self.thing
        if last is not None:
            self.fields["title"].initial = last.title
            self.fields["authentic_language"].initial = last.authentic_language

    def clean(self):
        """The articles are in rows beside this form; they go to the service with it."""
        return super().clean() | {"rows": [row.rule() for row in rows_from(self.data) if row.is_valid() and row.stays]}


class RuleRow(forms.Form):
    """One article; its topic says which values it may set, and values of no known name are kept as they are."""

    topic = forms.ChoiceField(choices=Rule.Topic.choices, widget=forms.HiddenInput)
    further = forms.JSONField(widget=forms.HiddenInput, required=False)
    article = fields.line(_("Article"), required=True, longest=40)
    text = fields.texts(_("In words"), are_long=True)
    drop = forms.BooleanField(label=_("Leave this article out of the new version"), required=False)

    def __init__(self, *args: Any, topic: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic, self.known = topic, TOPICS[topic]
        self.topic_label = Rule.Topic(topic).label
        for value in self.known.values:
            self.fields[VALUE + value.name] = value.field()
        if self.is_worked:
            self.fields |= worked.fields()

    @property
    def is_worked(self) -> bool:
        """Whether a small case stands beside the values."""
        return self.topic in worked.WORKED

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[worked.FIGURE + name] for name in worked.FIGURES] if self.is_worked else []

    @property
    def worked_out(self) -> list[str]:
        """What the values as they stand make of the case."""
        return worked.worked_out(self)

    @property
    def value_fields(self) -> dict[str, Value]:
        return {VALUE + value.name: value for value in self.known.values}

    @property
    def typed(self) -> list[forms.BoundField]:
        return [self[VALUE + value.name] for value in self.known.values]

    @property
    def example(self) -> Any:
        return self.known.example

    @property
    def stays(self) -> bool:
        return not self.cleaned_data["drop"]

    def full_clean(self) -> None:
        """An article that is left out need not be right."""
        super().full_clean()
        if self.is_bound and self.cleaned_data.get("drop"):
            self._errors = forms.utils.ErrorDict()

    def clean(self) -> dict:
        cleaned = super().clean()
        for value in self.known.values:
            if typed := cleaned.get(VALUE + value.name):
                try:
                    cleaned[VALUE + value.name] = value.read(typed)
                except forms.ValidationError as error:
                    self.add_error(VALUE + value.name, error)
        return cleaned

    def rule(self) -> dict[str, Any]:
        """What the service takes."""
        named = {value.name: self.cleaned_data[VALUE + value.name] for value in self.known.values}
        values = (self.cleaned_data["further"] or {}) | {name: each for name, each in named.items() if each != ""}
        return {name: self.cleaned_data[name] for name in ("article", "topic", "text")} | {"values": values}


def rows_of_version(statute: Statute | None) -> list[RuleRow]:
    """The articles of a version, ready to be changed into those of the next."""
    rules = list(statute.rules.all()) if statute else []
    names = names_in(rules)
    return [row_of(place, rule, names) for place, rule in enumerate(rules)]


def row_of(place: int, rule: Rule, names: dict[str, str]) -> RuleRow:
    """The row of one article; a value that its field could not show goes along unseen and unchanged."""
    known = {value.name: value for value in TOPICS[rule.topic].values}
    shown = {name: each for name, each in rule.values.items() if name in known and known[name].can_show(each)}
    initial = {"topic": rule.topic, "article": rule.article, "text": rule.text}
    initial["further"] = {name: each for name, each in rule.values.items() if name not in shown}
    initial |= {VALUE + name: typed_from(each) for name, each in shown.items()}
    row = RuleRow(topic=rule.topic, prefix=f"rule-{place}", initial=initial)
    row.sentences = words_of(rule, names)
    return row


def rows_from(typed: QueryDict) -> list[RuleRow]:
    """The rows as they were typed; one of an unknown topic is no row."""
    number = min(int(typed.get("rows", "0")) if typed.get("rows", "0").isdecimal() else 0, MOST_RULES)
    topics = [(place, typed.get(f"rule-{place}-topic", "")) for place in range(number)]
    return [RuleRow(typed, topic=topic, prefix=f"rule-{place}") for place, topic in topics if topic in TOPICS]


def rows_as_typed(typed: QueryDict) -> list[RuleRow]:
    """The rows as typed, unchecked."""
    return [
        RuleRow(topic=row.data[row.add_prefix("topic")], prefix=row.prefix, initial=initial_of(row))
        for row in rows_from(typed)
    ]


def more_rows(typed: QueryDict) -> list[RuleRow]:
    """The rows as typed, unchecked, and a new one for the topic chosen."""
    rows, topic = rows_as_typed(typed), typed.get("new_topic", "")
    if topic in TOPICS and len(rows) < MOST_RULES:
        rows.append(RuleRow(topic=topic, prefix=f"rule-{len(rows)}", initial={"topic": topic, "further": {}}))
    return rows


def initial_of(row: RuleRow) -> dict[str, Any]:
    """What was typed into a row, to be shown again without being checked."""
    initial = {}
    for name, field in row.fields.items():
        value = field.widget.value_from_datadict(row.data, row.files, row.add_prefix(name))
        initial[name] = field.compress(value) if hasattr(field, "compress") else value
    initial["further"] = json.loads(initial["further"] or "{}")
    return initial
