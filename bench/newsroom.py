"""A large newsroom for measuring: published stories in two languages over twenty years, written past the services.

``python -m bench.newsroom 100000`` grows the store that ``HAMSHAHR_DATA`` or ``HAMSHAHR_DATABASE`` names. The first
story is told by the services; the others are copies of its rows with other words, moments, headings and cities, so
that a column added to a story is in all of them. They have no revisions and no acts: readers are shown neither.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from .large import key_of
from .stored import article

BATCH = 1000
FIRST, DAYS = datetime(2006, 1, 1, tzinfo=UTC), 7600
HEADINGS, RARE = 10, 40
TRANSLATED, CORRECTED = 20, 50
WORDS = 300
ENGLISH = (
    "The council of the city decided on public transport and published its report.",
    "Mayors of four continents met in the congress hall and signed a letter of intent.",
    "The association opened its archive to the schools of the region.",
    "A workshop on clean water drew engineers from ports along the coast.",
    "Residents planted trees in the park beside the old observatory.",
    "The jury of the award read every submission twice before it wrote its grounds.",
    "The budget for the coming year puts buses before roads.",
    "A delegation walked through the bazaar and asked how the roofs were restored.",
)


def grow(number: int) -> None:
    """Add so many published stories, three of four in Persian, to a store that has cities."""
    from hamshahr.stories.models import Newsroom

    pattern, chance = first_story(), random.Random(1405)
    shelves = {shelf.language: shelf for shelf in Newsroom.objects.select_related("locale")}
    texts = {"fa": persian(), "en": list(ENGLISH)}
    ties = Ties(pattern)
    for start in range(1, number, BATCH):
        count = min(BATCH, number - start)
        rows = [told(start + index, texts, chance) for index in range(count)]
        insert(pattern, rows, shelves)
        ties.add(rows, chance)
    analyse()
    rebuild_search()


def first_story():
    """The text of the founding article as the newsroom makes a story of it; the others are copies of its rows."""
    from hamshahr.stories.services import draft_story, publish_page, review_page, submit_page

    text = article()
    body = [("paragraph", f"<p>{paragraph}</p>") for paragraph in text["paragraphs"]]
    story = draft_story(
        language="fa", title=slug_of(0), lead=text["lead"], body=body, by=None, zone="Asia/Tehran", published_at=FIRST
    )
    return publish_page(review_page(submit_page(story, by=None), by=None), by=None)


def persian() -> list[str]:
    from hamshahr.kernel.restoration.tests import trials

    return [*trials.sample("tuning_prose"), *trials.sample("held_out_prose"), *trials.sample("tuning_pairs")]


def told(number: int, texts: dict[str, list[str]], chance: random.Random) -> dict:
    """What one story says, and when."""
    language = "fa" if number % 4 else "en"
    lines, taken, count = texts[language], [], 0
    while count < WORDS:
        taken.append(chance.choice(lines))
        count += taken[-1].count(" ") + 1
    paragraphs = [" ".join(taken[place : place + 4]) for place in range(0, len(taken), 4)]
    title = f"{' '.join(taken[0].split()[:8])} {number}"
    moment = FIRST + timedelta(seconds=chance.randrange(DAYS * 86_400))
    return {"language": language, "title": title, "slug": slug_of(number), "lead": taken[-1], "text": paragraphs} | {
        "moment": moment,
        "key": number,
    }


def slug_of(number: int) -> str:
    """The address of a story by its number; one in four is in English."""
    return f"bench-{number}"


def insert(pattern, rows: list[dict], shelves: dict) -> None:
    """The rows of the page and of the story, on the shelf of their language."""
    from django.db import connection, transaction
    from django.db.models import F

    from hamshahr.stories.models import Newsroom, Page

    pages, stories = (one_row(table, pattern.pk) for table in ("stories_page", "stories_story"))
    first = (Page.objects.order_by("-pk").values_list("pk", flat=True)[0]) + 1
    with transaction.atomic(), connection.cursor() as cursor:
        for index, row in enumerate(rows):
            row["pk"] = first + index
        written = list(page_rows(pages, rows, shelves))
        cursor.executemany(statement("stories_page", pages), written)
        cursor.executemany(statement("stories_story", stories), list(story_rows(stories, rows)))
        advance(cursor, first + len(rows))
        for language, shelf in shelves.items():
            added = sum(row["language"] == language for row in rows)
            Newsroom.objects.filter(pk=shelf.pk).update(numchild=F("numchild") + added)


def page_rows(pattern: dict, rows: list[dict], shelves: dict) -> Iterator[tuple]:
    """The rows of the tree of pages; one in ``TRANSLATED`` English ones says what a Persian one said."""
    from django.db import connection

    from hamshahr.stories.models import Page
    from hamshahr.stories.models.pages import new_code

    places = {language: last_place(shelf, Page) for language, shelf in shelves.items()}
    told_before: list[str] = []
    for row in rows:
        shelf, moment = shelves[row["language"]], connection.ops.adapt_datetimefield_value(row["moment"])
        places[row["language"]] += 1
        path = Page._get_path(shelf.path, shelf.depth + 1, places[row["language"]])
        is_twin = row["language"] == "en" and row["key"] % TRANSLATED == 0 and bool(told_before)
        row["translation"] = told_before[-1] if is_twin else key_of(uuid4())
        if row["language"] == "fa":
            told_before.append(row["translation"])
        changed = {"id": row["pk"], "path": path, "url_path": f"{shelf.url_path}{row['slug']}/", "code": new_code()}
        changed |= {"title": row["title"], "draft_title": row["title"], "slug": row["slug"], "numchild": 0}
        changed |= {"locale_id": shelf.locale_id, "translation_key": row["translation"], "is_authentic": not is_twin}
        changed |= {"published_at": moment, "first_published_at": moment, "made_from_id": None}
        changed |= {"last_published_at": moment, "latest_revision_id": None, "live_revision_id": None}
        yield tuple((pattern | changed).values())


def last_place(shelf, pages) -> int:
    """The number of the last child in the tree of pages."""
    last = pages.objects.child_of(shelf).order_by("-path").values_list("path", flat=True).first()
    return int(last[-pages.steplen :], 36) if last else 0


def story_rows(pattern: dict, rows: list[dict]) -> Iterator[tuple]:
    for row in rows:
        blocks = [{"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid4())} for text in row["text"]]
        changed = {"page_ptr_id": row["pk"], "lead": row["lead"], "body": json.dumps(blocks)}
        yield tuple((pattern | changed).values())


def one_row(table: str, key: int) -> dict:
    from django.db import connection

    name = "id" if table == "stories_page" else "page_ptr_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {name} = %s", [key])
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def statement(table: str, row: dict) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})"


def advance(cursor, following: int) -> None:
    """The next page takes a number of its own where the store counts apart from the rows."""
    from django.db import connection

    if connection.vendor == "postgresql":
        cursor.execute("SELECT setval(pg_get_serial_sequence('stories_page', 'id'), %s, false)", [following])


class Ties:
    """The headings and the cities that stories are filed under, and what was corrected in them."""

    def __init__(self, pattern) -> None:
        from i18nfield.strings import LazyI18nString

        from hamshahr.parties.models import Party
        from hamshahr.stories.models import Category

        made = []
        for number in range(HEADINGS + 1):
            names = LazyI18nString({"en": f"Heading {number}", "fa": f"سرفصل {number}"})
            made.append(Category.objects.get_or_create(slug=f"bench-{number}", defaults={"names": names})[0].pk)
        *self.headings, self.rare = made
        self.parties = list(Party.objects.filter(kind="city").values_list("pk", flat=True))
        self.is_first = True

    def add(self, rows: list[dict], chance: random.Random) -> None:
        """Two headings and up to two cities for each; the rare heading holds a few of the first stories alone."""
        from hamshahr.stories.models import Correction, Filing, Mention

        filings, mentions, corrections = [], [], []
        for place, row in enumerate(rows):
            headings = chance.sample(self.headings, 2) + ([self.rare] if self.is_first and place < RARE else [])
            shared = {"story_id": row["pk"], "language": row["language"], "published_at": row["moment"]}
            filings += [Filing(category_id=heading, **shared) for heading in headings]
            mentions += [Mention(party_id=key, **shared) for key in chance.sample(self.parties, chance.randrange(3))]
            if row["key"] % CORRECTED == 0:
                said = {"notice": "It was twelve.", "text_before": row["lead"], "digest_before": "0" * 64}
                corrections.append(Correction(page_id=row["pk"], at=row["moment"] + timedelta(days=1), **said))
        self.is_first = False
        Filing.objects.bulk_create(filings, batch_size=BATCH)
        Mention.objects.bulk_create(mentions, batch_size=BATCH)
        Correction.objects.bulk_create(corrections)


def analyse() -> None:
    """What a server counts by itself after a while is counted now."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def rebuild_search() -> None:
    """The index of the search holds the stories too, where it holds stories."""
    from hamshahr.stories.services import rebuild_index
    from hamshahr.web import searching

    searching.rebuild()
    rebuild_index()


def main() -> None:
    """Grow the store that the variables name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamshahr.settings")
    import django

    django.setup()
    number, begun = int(sys.argv[1]), time.perf_counter()
    grow(number)
    print(f"{number} stories told in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
