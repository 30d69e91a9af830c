"""Stories begun: by hand, from an imported page, as a translation of another."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.text import HALF_SPACE
from hamshahr.parties.models import Party

from ..models import Category, Filing, Mention, Newsroom, Page, PlainPage, Step, Story
from .steps import locked, move, shown_fields, take_step


def newsroom_of(language: str) -> Newsroom:
    """The shelf of a language."""
    return Newsroom.objects.select_related("locale").get(locale__language_code=language)


# Addresses of the newsroom itself, under which no story could be read.
TAKEN = {"archive", "newsletter", "search"}


def free_slug(shelf: Newsroom, title: str) -> str:
    """An address under this shelf that nothing has yet, made from the title in its own letters."""
    stem = slugify(title.replace(HALF_SPACE, "-"), allow_unicode=True)[:80].strip("-") or "story"
    slug, number = stem, 1
    while slug in TAKEN or Page.objects.child_of(shelf).filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def draft_story(
    *,
    language: str,
    title: str,
    body: list[tuple[str, Any]],
    by: User | None,
    categories: Iterable[Category] = (),
    parties: Iterable[Party] = (),
    **fields: Any,
) -> Story:
    """A new draft on the shelf of its language; ``body`` is a list of (block, value)."""
    story = Story(title=title, body=body, **fields)
    story.filings = [Filing(category=category) for category in categories]
    story.mentions = [Mention(party=party) for party in parties]
    return shelved(story, language, by)


@transaction.atomic
def draft_plain(
    *, language: str, title: str, body: list[tuple[str, Any]], by: User | None, slug: str = ""
) -> PlainPage:
    """A new draft of a page that stays."""
    return shelved(PlainPage(title=title, body=body, slug=slug), language, by)


def shelved(page: Any, language: str, by: User | None) -> Any:
    """The page put on the shelf of its language as a draft, with its first step."""
    shelf = Newsroom.objects.select_for_update().get(pk=newsroom_of(language).pk)
    page.slug = free_slug(shelf, page.slug or page.title)
    page.locale, page.owner, page.live = shelf.locale, by, False
    shelf.add_child(instance=page)
    page.save_revision(user=by, log_action=False)
    note_draft(page, by=by)
    return page


@transaction.atomic
def note_draft(page: Page, *, by: User | None) -> Step:
    """The first step of a page that was made, here or in the editor of the office."""
    return take_step(page, Step.Kind.DRAFTED, by=by, before={})


@transaction.atomic
def begin_translation(page: Story, *, language: str, by: User | None) -> Story:
    """A draft in another language that begins as a copy; the authentic text goes on binding."""
    page = locked(page)
    if not page.is_authentic:
        raise Refused(_("This is a translation itself; translate from the text that binds."))
    if Page.objects.filter(translation_key=page.translation_key, locale__language_code=language).exists():
        raise Refused(_("There is a page of this story in that language already."))
    twin = Story(translation_key=page.translation_key, is_authentic=False)
    for name in ("title", "lead", "body", "author", "desk", "source", "zone", "needs_legal", "published_at"):
        setattr(twin, name, getattr(page, name))
    twin.made_from = page.live_revision or page.latest_revision
    twin.filings = [Filing(category_id=filing.category_id) for filing in page.filings.all()]
    twin.mentions = [Mention(party_id=mention.party_id) for mention in page.mentions.all()]
    return shelved(twin, language, by)


@transaction.atomic
def confirm_translation(page: Page, *, by: User | None, reason: str = "") -> Page:
    """Say that this translation says what the binding text says now."""
    page = locked(page)
    if page.is_authentic:
        raise Refused(_("This text binds; there is nothing to hold it against."))
    before = shown_fields(page)
    authentic = Page.objects.get(translation_key=page.translation_key, is_authentic=True)
    move(page, page.stage, made_from=authentic.live_revision or authentic.latest_revision)
    take_step(page, Step.Kind.CONFIRMED, by=by, before=before, reason=reason)
    return page
