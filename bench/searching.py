"""The search of stories over 1,000 and 100,000 of them: ``python -m bench search [sqlite|postgresql] [SIZE...]``.

Each kind of query is asked with many words out of the stories themselves. What is timed is the search (reading the
query, one question to the store), and then the whole page. ``python -m bench.searching`` measures the store at hand.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .stored import stores

ASKED = 400
SIZES = 1_000, 100_000
GOAL = 50.0


def run() -> None:
    """Grow a store of each size of each kind and measure it."""
    kinds_asked = [name for name in sys.argv[2:] if name in ("sqlite", "postgresql")] or ["sqlite", "postgresql"]
    sizes = tuple(int(size) for size in sys.argv[2:] if size.isdigit()) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds_asked:
            for _size, store in stores(kind, Path(folder), sizes):
                store.asked(sys.executable, "-m", "bench.searching")


def measure() -> None:
    """Print the median and the 99th percentile of each kind of query."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    import django

    django.setup()
    from django.db import connection

    from hamshahr.stories.models import IndexedStory

    number = IndexedStory.objects.count()
    print(f"{number} stories on {connection.vendor}; milliseconds, goal {GOAL:.0f} at the 99th percentile")
    print(f"{'query':34}{'median':>9}{'p99':>9}{'worst':>9}")
    every = []
    for name, queries in kinds(words_of_stories()):
        taken = times(searched, queries)
        every += taken
        line(name, taken)
    line("all of these", every)
    line("the page around it", times(page(), [query for _name, some in kinds(words_of_stories()) for query in some]))


def line(name: str, taken: list[float]) -> None:
    last = statistics.quantiles(taken, n=100)[98]
    print(f"{name:34}{statistics.median(taken):>9.2f}{last:>9.2f}{max(taken):>9.2f}")


def times(act: Callable[[str], object], queries: list[str]) -> list[float]:
    """How long the act takes for each query, after some; on SQLite, all in one process, the processor's time."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    for query in queries[:20]:
        act(query)
    taken = []
    for query in queries:
        begun = clock()
        act(query)
        taken.append((clock() - begun) * 1000)
    return taken


def searched(query: str) -> object:
    from hamshahr.stories.finding import sought_in, survey

    words, _bar, before = query.partition("|")
    return survey(sought_in(words), before=before)


def page() -> Callable[[str], object]:
    """The whole page, by the way of a request."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    return lambda query: client.get("/fa/news/search/", {"q": query.partition("|")[0]})


def words_of_stories() -> list[list[str]]:
    """The folded words of some stories, each in its order."""
    from hamshahr.kernel.text import fold
    from hamshahr.stories.models import Story
    from hamshahr.stories.wording import texts_of

    newest = Story.objects.order_by("-pk").values_list("pk", flat=True)
    keys = random.Random(1405).sample(list(newest[:5000]), 50)
    return [fold(" ".join(texts_of(story))).split() for story in Story.objects.filter(pk__in=keys)]


def kinds(texts: list[list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Queries of each kind, drawn from the texts themselves."""
    chance = random.Random(14)
    some = range(ASKED // 8)

    def draw(size: int) -> list[str]:
        text = chance.choice(texts)
        start = chance.randrange(len(text) - size)
        return text[start : start + size]

    yield "one word", [draw(1)[0] for _ in some]
    yield "two words", [" ".join(draw(1) + draw(1)) for _ in some]
    yield "five words", [" ".join(draw(5)) for _ in some]
    yield "a phrase of three words", [f'"{" ".join(draw(3))}"' for _ in some]
    yield "two words joined", ["".join(draw(2)) for _ in some]
    yield "a beginning of a word", [draw(1)[0][:4] for _ in some]
    yield "nothing there", [f"{draw(1)[0]} zeppelin{number}" for number in some]
    yield "the smallest words, deep down", [f"{chance.choice(['و', 'در', 'the', 'of'])}|2~{deep()}" for _ in some]


def deep() -> int:
    """A place in the middle of the stories."""
    from hamshahr.stories.models import IndexedStory

    first, last = (
        IndexedStory.objects.order_by(order).values_list("place", flat=True)[0] for order in ("place", "-place")
    )
    return (first + last) // 2


if __name__ == "__main__":
    measure()
