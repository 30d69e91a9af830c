"""The demonstration network: the tables of this package brought in through the services, each whole in one go."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from i18nfield.strings import LazyI18nString
from modelsearch import index, signal_handlers
from wagtail.signal_handlers import disable_reference_index_auto_update

from hamshahr.bodies.models import Body, Statute
from hamshahr.bodies.services import adopt_statute
from hamshahr.cli import newsroom
from hamshahr.cli.dues_demo import load_dues
from hamshahr.cli.seats_demo import load_seats
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.tables import read_table
from hamshahr.record.importing import importer_named
from hamshahr.record.importing.rows import Fate, bring, headings
from hamshahr.stories.models import Story

FOLDER = Path(__file__).parent / "network"
FILES = (
    ("regions", "regions.csv"),
    ("languages", "languages.csv"),
    ("countries", "countries.csv"),
    ("cities", "cities.csv"),
    ("bodies", "bodies.csv"),
    ("people", "people.csv"),
    ("decisions", "decisions.csv"),
    ("memberships", "memberships.csv"),
    ("offices", "offices.csv"),
    ("local-offices", "local_offices.csv"),
    ("mandates", "mandates.csv"),
    ("gatherings", "gatherings.csv"),
    ("participations", "participations.csv"),
    ("participations", "hosts.csv"),
    ("editions", "editions.csv"),
    ("distinctions", "distinctions.csv"),
    ("goals", "goals.csv"),
    ("topics", "topics.csv"),
    ("practices", "practices.csv"),
    ("claims", "claims.csv"),
)


def load_file(table: str, file: str, tell: Callable[[int, int], None]) -> dict[str, int]:
    """Bring one table in, all of it or nothing; how many rows became what."""
    importer, content = importer_named(table), read_table(FOLDER / file)
    meant, _unknown = headings(importer, content.columns)
    counted: dict[str, int] = {}
    with transaction.atomic():
        for done, row in enumerate(content.rows, start=1):
            cells = {column.name: row.cells[heading] for heading, column in meant.items()}
            fate = bring(importer, row.number, cells, None) if not row.fault else Fate("refused", row.column, row.fault)
            if fate.outcome == "refused":
                raise Refused(f"{file}: {fate.remark}")
            counted[fate.outcome] = counted.get(fate.outcome, 0) + 1
            tell(done, len(content.rows))
    return counted


def load_statutes() -> int:
    """Adopt the versions of the statutes that are not in the register yet; how many."""
    adopted = 0
    for version in json.loads((FOLDER / "statutes.json").read_text(encoding="utf-8")):
        fields = dict(version)
        body, day = Body.objects.get(slug=fields.pop("body")), date.fromisoformat(fields.pop("in_force_on"))
        if Statute.objects.filter(body=body, in_force_on=day).exists():
            continue
        title = LazyI18nString(fields.pop("title"))
        rules = [{**rule, "text": LazyI18nString(rule["text"])} for rule in fields.pop("rules")]
        adopt_statute(body=body, title=title, in_force_on=day, rules=rules, by=None, **fields)
        adopted += 1
    return adopted


def load_news(tell: Callable[[int, int], None]) -> dict[str, int]:
    """Open the newsroom, bring the founding article in with the claims it makes of itself, and publish it."""
    newsroom.settle()
    story = newsroom.bring_article()
    counted = load_file("claims", "story_claims.csv", tell)
    newsroom.mark_claims(story)
    if story.stage == story.Stage.DRAFT:
        newsroom.published(story)
    newsroom.tell_in_other_languages(Story.objects.get(pk=story.pk))
    return counted


@contextmanager
def without_indexing() -> Iterator[None]:
    """Leave search and references alone while much is saved; both are made anew at the end."""
    handler = signal_handlers.post_save_signal_handler
    models = [model for model in index.get_indexed_models() if getattr(model, "search_auto_update", True)]
    for model in models:
        post_save.disconnect(handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(handler, sender=model)


def load_network(tell: Callable[[str, int, int], None] = lambda *_: None) -> dict[str, int]:
    """Load the whole network; loaded twice it is there once. How many rows became what."""
    counted: dict[str, int] = {}
    with without_indexing():
        for table, file in FILES:
            for outcome, number in load_file(table, file, partial(tell, file)).items():
                counted[outcome] = counted.get(outcome, 0) + number
        load_statutes()
        load_dues(json.loads((FOLDER / "fee_rules.json").read_text(encoding="utf-8")))
        load_seats(json.loads((FOLDER / "seats_elsewhere.json").read_text(encoding="utf-8")))
        for outcome, number in load_news(partial(tell, "story_claims.csv")).items():
            counted[outcome] = counted.get(outcome, 0) + number
    if counted.keys() - {"same"}:
        tell("search", 0, 1)
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)
        tell("search", 1, 1)
    return counted
