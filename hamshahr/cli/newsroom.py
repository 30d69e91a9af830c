"""The newsroom of the demonstration: the founding article brought in as any page is, its claims marked, published,
and told in the other languages."""

import csv
import re
from pathlib import Path

from django.db import transaction
from django.utils.html import escape
from i18nfield.strings import LazyI18nString

from hamshahr.kernel.languages import LANGUAGES
from hamshahr.record.models import Claim
from hamshahr.record.services import correct_claim
from hamshahr.stories import rules
from hamshahr.stories.marks import found, skeleton
from hamshahr.stories.models import Category, Origin, Page, PlainPage, Story
from hamshahr.stories.reading import open_bundle
from hamshahr.stories.services import (
    begin_translation,
    bring_page,
    draft_plain,
    mark_claim,
    publish_page,
    review_page,
    submit_page,
)
from hamshahr.stories.services.drafting import free_slug, newsroom_of

FOLDER = Path(__file__).parent / "network"
ARTICLE = "founding_article.txt"
TRANSLATED = "founding_article.{}.txt"  # title, lead and paragraphs; {key words} are the words of a claim
CLAIM = re.compile(r"\{(\w+) ([^}]*)\}")
SOURCE = "شهرداری مشهد، معاونت برنامه‌ریزی"


def settle() -> None:
    """Open the newsroom; what stands already is kept."""
    for category in table("categories.csv"):
        Category.objects.get_or_create(
            slug=category["category_id"], defaults={"names": texts(category, "name"), "position": category["position"]}
        )
    for page in table("pages.csv"):
        settle_page(page)


def table(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def texts(row: dict[str, str], name: str) -> LazyI18nString:
    return LazyI18nString({code: row[f"{name}_{code}"] for code, _name in LANGUAGES})


def settle_page(row: dict[str, str]) -> None:
    """A plain page in each language."""
    for code, _name in LANGUAGES:
        if PlainPage.objects.filter(locale__language_code=code, slug=row["page_id"]).exists():
            continue
        body = [("paragraph", f"<p>{part}</p>") for part in row[f"text_{code}"].split("\n")]
        page = draft_plain(language=code, title=row[f"title_{code}"], slug=row["page_id"], body=body, by=None)
        published(page)


def published(page):
    """Through the acts of the newsroom, in the name of the operator."""
    return publish_page(review_page(submit_page(page, by=None), by=None), by=None)


@transaction.atomic
def bring_article() -> Story:
    """The founding article, restored, with its source byte for byte."""
    there = Origin.objects.filter(name=ARTICLE).select_related("story").first()
    if there:
        return there.story
    with open_bundle(FOLDER / ARTICLE) as bundle:
        page = next(page for _name, page in bundle.pages())
        story, _is_new = bring_page(page, by=None, bundle=bundle)
    Story.objects.filter(pk=story.pk).update(source=SOURCE)
    story.source = SOURCE
    story.save_revision(log_action=False)
    return story


@transaction.atomic
def mark_claims(story: Story) -> int:
    """Tie the claims of the article to its words, in the order in which they stand there; how many."""
    text = rules.drafted(story)
    letters, places = skeleton("\n".join((text.title, *text.paragraphs)))
    standing = []
    at_the_end = (max(places) + 1, 0)
    for claim in Claim.objects.exclude(phrase="").exclude(marks__story=story):
        phrases = (claim.phrase_mended, claim.phrase.split(" | ")[0])
        spans = [(span, phrase) for phrase in phrases if (span := found(phrase, letters, places))]
        span, phrase = spans[0] if spans else (at_the_end, phrases[1])
        standing.append((span, claim.key, claim, phrase))
    for _span, _key, claim, phrase in sorted(standing, key=lambda one: one[:2]):
        mark_claim(story, claim=claim, phrase=phrase, by=None)
        correct_claim(claim=claim, by=None, publication=story)
    return len(standing)


def tell_in_other_languages(story: Story) -> None:
    """The article in each other language for which its translation lies here; the Persian text goes on binding."""
    there = set(
        Page.objects.filter(translation_key=story.translation_key).values_list("locale__language_code", flat=True)
    )
    for code, _name in LANGUAGES:
        file = FOLDER / TRANSLATED.format(code)
        if code not in there and file.exists():
            translate(story, code, file.read_text(encoding="utf-8"))


@transaction.atomic
def translate(story: Story, language: str, text: str) -> Story:
    """A translation with the claims marked in its own words, published as the article is.

    What the head and the foot of the source claim stands in no translation; it is marked by the words of the source.
    """
    title, lead, *parts = CLAIM.sub(r"\2", text).strip().split("\n\n")
    twin = begin_translation(story, language=language, by=None)
    twin.title = twin.draft_title = title
    twin.slug = free_slug(newsroom_of(language), title)
    twin.lead, twin.body = lead, [("paragraph", f"<p>{escape(part)}</p>") for part in parts]
    twin.save_revision(log_action=False)
    claims = Claim.objects.in_bulk(field_name="key")
    for key, phrase in CLAIM.findall(text):
        mark_claim(twin, claim=claims[key], phrase=phrase, by=None)
    for mark in story.claim_marks.exclude(claim__marks__story=twin).select_related("claim"):
        mark_claim(twin, claim=mark.claim, phrase=mark.phrase, by=None)
    return published(twin)
