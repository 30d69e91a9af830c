"""Every practice that a reader may see, by topic, goal, region and country: what the filters leave, and how many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.kernel.text import is_found, search_text, sort_key

from .models import Goal, Practice, Topic, every_text
from .vocabulary import Vocabulary

AXES = ("topic", "goal", "region", "country")


@dataclass(frozen=True)
class Row:
    """One practice by what it is sorted under: on each axis the values that find it."""

    pk: int
    places: Mapping[str, set[str]]

    def misses(self, wanted: Mapping[str, str]) -> list[str]:
        """The axes on which this practice is not what is wanted."""
        return [axis for axis in AXES if wanted.get(axis) and wanted[axis] not in self.places[axis]]


@dataclass
class Found:
    """The practices that the filters leave, and how many each choice would leave under all filters but its own."""

    pks: list[int] = field(default_factory=list)
    numbers: dict[str, Counter] = field(default_factory=lambda: {axis: Counter() for axis in AXES})


class Catalogue:
    """The register of practices as its filters see it; five queries, however many practices there are."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.vocabulary = Vocabulary()
        self.goals = {goal.pk: goal for goal in Goal.objects.all()}
        self.topics_of = self.tied(Practice.topics.through, "topic_id")
        self.goals_of = self.tied(Practice.goals.through, "goal_id")
        self.regions: dict[str, str] = {}
        self.countries: dict[str, str] = {}
        self.rows = [self.row(*cells) for cells in self.read()]

    def tied(self, through: Any, column: str) -> dict[int, list[int]]:
        """The topics or goals of each practice."""
        found = defaultdict(list)
        visible = Practice.objects.visible_to(self.user).order_by()
        for practice, other in through.objects.filter(practice__in=visible).values_list("practice_id", column):
            found[practice].append(other)
        return found

    def read(self) -> Iterable[tuple]:
        """The key of each practice with its country and region, what was told last first."""
        country = ("party__country", "party__country__names")
        region = ("party__country__region__slug", "party__country__region__names")
        return Practice.objects.visible_to(self.user).values_list("pk", *country, *region)

    def row(self, pk: int, country: str | None, country_names: Any, region: str | None, region_names: Any) -> Row:
        if country and region:
            self.countries.setdefault(country, say(country_names))
            self.regions.setdefault(region, say(region_names))
        over = (self.vocabulary.over(topic) for topic in self.topics_of[pk])
        places = {
            "topic": set().union(*over),
            "goal": {str(goal) for goal in self.goals_of[pk]},
            "region": {region} if region else set(),
            "country": {country} if country else set(),
        }
        return Row(pk, places)

    def found(self, wanted: Mapping[str, Any]) -> Found:
        """What the filters leave, in the order of the catalogue."""
        result, words = Found(), wanted.get("q")
        holding = self.holding(words) if words else None
        for row in self.rows:
            if holding is not None and row.pk not in holding:
                continue
            misses = row.misses(wanted)
            if not misses:
                result.pks.append(row.pk)
            for axis in AXES:
                if not misses or misses == [axis]:
                    result.numbers[axis].update(row.places[axis])
        return result

    def holding(self, words: str) -> set[int]:
        """The practices in whose title, summary or city every word stands, in any spelling."""
        rows = Practice.objects.visible_to(self.user).order_by()
        texts = rows.values_list("pk", "names", "summary", "party__names")
        return {pk for pk, *some in texts if is_found(words, search_text(*every_text(some)))}

    def topics(self, practice: Practice) -> list[Topic]:
        """The topics of a practice in the order of the reader's alphabet."""
        known = (self.vocabulary.topics[pk] for pk in self.topics_of[practice.pk])
        return sorted(known, key=lambda topic: sort_key(say(topic.names)))

    def goal_choices(self) -> list[tuple[str, str]]:
        return [(str(goal.pk), f"{localise(goal.pk)}. {say(goal.names)}") for goal in self.goals.values()]
