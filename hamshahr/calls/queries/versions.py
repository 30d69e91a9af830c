"""The terms of a call as one version publishes them, and what a later version changed, field by field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hamshahr.accounts import log, translations
from hamshahr.accounts.models import StaleTranslation
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed, say
from hamshahr.kernel.paragraphs import SAME, Passage, compare_texts
from hamshahr.meetings.moments import sentence_of

from ..models import Call, CallVersion, Criterion, Question, Stage

CALL = ("names", "text", "languages", "zone", "caps", "frameworks", "has_partners", "needs_endorsement")
STAGE = ("position", "kind", "names", "opens_at", "closes_at", "rules")
CRITERION = ("slug", "position", "names", "text", "weight", "low", "high", "is_required", "is_informative")
QUESTION = (
    *("slug", "position", "section", "kind", "names", "help", "is_required", "limit"),
    *("options", "shown_if", "is_private"),
)


@dataclass(frozen=True)
class Difference:
    """One field that differs between two versions: where it stands, in which language, and its paragraphs."""

    place: str
    label: str
    language: str
    passages: list[Passage]

    @property
    def changed(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.state != SAME]


def terms_of(call: Call) -> dict[str, Any]:
    """Everything that a call promises and asks, as plain values that a version keeps."""
    stages = call.stages.order_by("position").prefetch_related("criteria")
    asked = call.questions.standing().order_by("position", "pk")
    return log.plain(
        {
            **told(call, CALL),
            "authentic": translations.authentic_language(call),
            "stages": [
                told(stage, STAGE) | {"criteria": [told(one, CRITERION) for one in stage.criteria.all()]}
                for stage in stages
            ],
            "questions": [told(question, QUESTION) for question in asked],
        }
    )


def told(thing: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: log.readable(getattr(thing, name)) for name in names}


def stale_texts(call: Call) -> list[tuple[models.Model, str, str]]:
    """Each text of a call or of a part of it that is older than the text that binds: thing, field, language."""
    things = {(thing._meta.label_lower, str(thing.pk)): thing for thing in (call, *parts_of(call))}
    kinds, keys = {kind for kind, _key in things}, {key for _kind, key in things}
    rows = StaleTranslation.objects.filter(kind__in=kinds, thing_id__in=keys).order_by("pk")
    stale = [(things.get((row.kind, row.thing_id)), row.field, row.language) for row in rows]
    return [(thing, name, language) for thing, name, language in stale if thing is not None]


def parts_of(call: Call) -> list[models.Model]:
    """The stages, criteria and questions of a call."""
    stages = list(call.stages.order_by("position"))
    criteria = list(Criterion.objects.filter(stage__in=stages).order_by("stage__position", "position"))
    return [*stages, *criteria, *call.questions.standing().order_by("position", "pk")]


def differences(older: CallVersion, newer: CallVersion) -> list[Difference]:
    """What the newer version of a call says otherwise, in the order of the call."""
    before, after = older.terms, newer.terms
    compared = Comparison(before["zone"], after["zone"])
    found = list(compared.of_fields("", Call, CALL, before, after))
    found += compared.of_rows(Stage, STAGE, rows(before, "stages", "position"), rows(after, "stages", "position"))
    found += compared.of_rows(Criterion, CRITERION, criteria_in(before), criteria_in(after))
    found += compared.of_rows(Question, QUESTION, rows(before, "questions", "slug"), rows(after, "questions", "slug"))
    return found


def rows(terms: dict, name: str, key: str) -> dict[str, dict]:
    return {str(row[key]): row for row in terms[name]}


def criteria_in(terms: dict) -> dict[str, dict]:
    return {f"{stage['position']}/{one['slug']}": one for stage in terms["stages"] for one in stage["criteria"]}


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side, each with the zone in which its moments are told."""

    zone_before: str
    zone_after: str

    def of_rows(self, model: type[models.Model], names: Iterable[str], before: dict, after: dict) -> list[Difference]:
        """The differences of the rows of one kind; a row that came or went differs in all that it says."""
        found: list[Difference] = []
        for key in {**before, **after}:
            old, new = before.get(key, {}), after.get(key, {})
            place = title_of(model, new or old)
            found += self.of_fields(place, model, names, old, new)
        return found

    def of_fields(
        self, place: str, model: type[models.Model], names: Iterable[str], old: dict, new: dict
    ) -> Iterator[Difference]:
        for name in names:
            before, after = old.get(name), new.get(name)
            if before == after:
                continue
            label = capfirst(str(model._meta.get_field(name).verbose_name))
            if name not in translations.text_names(model):
                then, now = told_in_words(name, before, self.zone_before), told_in_words(name, after, self.zone_after)
                yield Difference(place, label, "", compare_texts(then, now))
                continue
            for language, then, now in by_language(before, after):
                yield Difference(place, label, language, compare_texts(then, now))


def title_of(model: type[models.Model], row: dict) -> str:
    """What a row of a version is called: its name, or for a stage without one the word for its kind."""
    if name := say(row.get("names", "")):
        return name
    return str(Stage.Kind(row["kind"]).label) if model is Stage else str(row.get("slug", ""))


def by_language(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """Both texts in each language in which they differ."""
    then, now = translations.texts_in(before), translations.texts_in(after)
    for code, _name in settings.LANGUAGES:
        if then.get(code, "") != now.get(code, ""):
            yield code, then.get(code, ""), now.get(code, "")


def told_in_words(name: str, value: Any, zone: str) -> str:
    """A value of a version as its reader reads it."""
    if name.endswith("_at") and value:
        return sentence_of(datetime.fromisoformat(value), zone, ZoneInfo(zone))
    return in_words(value)


def in_words(value: Any) -> str:
    """A plain value for a reader, the parts of a list or of a table each as a paragraph of its own."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n\n".join(in_words(each) for each in value)
    if isinstance(value, dict):
        return listed(*(f"{name}: {say(each) if name == 'names' else in_words(each)}" for name, each in value.items()))
    return localise(value) if isinstance(value, int) else str(value)
