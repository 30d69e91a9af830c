"""The topics as a tree: what stands under each, in the order of the reader's alphabet."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from hamshahr.kernel.languages import reading_language, say
from hamshahr.kernel.prepared import Prepared
from hamshahr.kernel.text import sort_key

from .models import Topic

DEEPER = "– "


@Prepared
def every_topic(_user: object) -> QuerySet[Topic]:
    return Topic.objects.all()


class Vocabulary:
    """All topics with what they are part of; one query."""

    def __init__(self, topics: Iterable[Topic] | None = None) -> None:
        self.topics = {topic.pk: topic for topic in (every_topic(None) if topics is None else topics)}
        self.by_slug = {topic.slug: topic for topic in self.topics.values()}
        self.narrower = defaultdict(list)
        language = reading_language()
        for topic in sorted(self.topics.values(), key=lambda each: sort_key(say(each.names), language)):
            self.narrower[topic.parent_id].append(topic)

    def within(self, slug: str) -> set[int]:
        """The keys of a topic and of everything under it; none where there is no such topic."""
        found: set[int] = set()
        open_still = [self.by_slug[slug].pk] if slug in self.by_slug else []
        while open_still:
            pk = open_still.pop()
            if pk not in found:
                found.add(pk)
                open_still += [topic.pk for topic in self.narrower[pk]]
        return found

    def over(self, pk: int) -> set[str]:
        """The addresses of a topic and of every topic it is part of."""
        found: set[str] = set()
        topic = self.topics.get(pk)
        while topic is not None and topic.slug not in found:
            found.add(topic.slug)
            topic = self.topics.get(topic.parent_id)
        return found

    def choices(self, parent: int | None = None, depth: int = 0) -> list[tuple[str, str]]:
        """(address, name) of every topic, each followed by what stands under it."""
        found = []
        for topic in self.narrower[parent]:
            found.append((topic.slug, DEEPER * depth + say(topic.names)))
            found += self.choices(topic.pk, depth + 1)
        return found
