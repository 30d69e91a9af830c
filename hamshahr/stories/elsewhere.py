"""A page of the newsroom as others show it: its translations, its card, and what machines read about it."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import override

from hamshahr.kernel.languages import reading_language, say
from hamshahr.parties.models import Party

from .models import Correction, Page, Story
from .publisher import absolute, network_name
from .syndication import changed_at, lead_of

REGIONS = {"fa": "fa_IR", "en": "en_GB", "es": "es_ES", "fr": "fr_FR"}
CARD_SIZE = (1200, 630)
# What could end the element that the text stands in, or begin another.
_INERT = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def path_of(page: Page, language: str, view: str) -> str:
    """The address of a page or of its translation, without asking the store which kind it is."""
    with override(language):
        return reverse(view, args=[page.slug])


def in_other_languages(page: Page, translations: list[Page], view: str = "stories:story") -> dict[str, Any]:
    """``alternates``: where the same is told; ``language_links``: the same in the masthead, or else the news there."""
    told = {other.language: path_of(other, other.language, view) for other in translations}
    told[page.language] = path_of(page, page.language, view)
    links = []
    for code, name in settings.LANGUAGES:
        with override(code):
            url = told.get(code) or reverse("stories:index")
        links.append({"code": code, "name": name, "url": url, "current": code == page.language})
    alternates = [(code, absolute(told[code])) for code, _name in settings.LANGUAGES if code in told]
    return {"language_links": links, "alternates": alternates, "canonical": absolute(told[page.language])}


def card_address(story: Story) -> str:
    return absolute(reverse("stories:card", args=[story.slug]))


def presented(
    story: Story, mentions: list[Party], translations: list[Page], corrections: list[Correction]
) -> dict[str, Any]:
    """What the head of a published story says to machines: Open Graph, and schema.org as linked data."""
    width, height = CARD_SIZE
    publisher, lead = network_name(), lead_of(story)
    return {
        "publisher": publisher,
        "lead": lead,
        "region": REGIONS[story.language],
        "regions": [REGIONS[other.language] for other in translations],
        "card": card_address(story),
        "card_width": width,
        "card_height": height,
        "published_at": moment_of(story.moment),
        "changed_at": moment_of(changed_at(story)),
        "linked_data": inert(linked_data(story, mentions, translations, corrections, publisher)),
    }


def linked_data(
    story: Story, mentions: list[Party], translations: list[Page], corrections: list[Correction], publisher: str
) -> dict[str, Any]:
    """The story as a schema.org ``NewsArticle``."""
    house = {"@type": "Organization", "name": publisher, "url": absolute("/")}
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": lead_of(story),
        "inLanguage": story.language,
        "url": absolute(path_of(story, story.language, "stories:story")),
        "identifier": absolute(reverse("short:page", args=[story.code])),
        "datePublished": moment_of(story.moment),
        "dateModified": moment_of(changed_at(story)),
        "image": [card_address(story)],
        "author": author_of(story) or house,
        "publisher": house,
        "articleSection": [say(category.names) for category in story.headings],
        "about": [about(party) for party in mentions],
        "correction": [corrected(correction) for correction in corrections],
        "workTranslation": [version(other) for other in translations] if story.is_authentic else [],
        "translationOfWork": next((version(other) for other in translations if other.is_authentic), None),
    }
    return {name: value for name, value in said.items() if value}


def moment_of(moment: datetime) -> str:
    """A moment with its zone, to the second; templates would move it to the zone of the installation."""
    return moment.isoformat(timespec="seconds")


def author_of(story: Story) -> dict[str, str] | None:
    if story.author:
        return {"@type": "Person", "name": story.author}
    return {"@type": "Organization", "name": say(story.desk.names)} if story.desk else None


def about(party: Party) -> dict[str, str]:
    kind = "City" if party.kind == "city" else "Organization"
    return {"@type": kind, "name": say(party.names), "url": absolute(reverse("dossier:city", args=[party.slug]))}


def corrected(correction: Correction) -> dict[str, str]:
    return {
        "@type": "CorrectionComment",
        "text": correction.notice,
        "datePublished": moment_of(correction.at),
    }


def version(page: Page) -> dict[str, str]:
    language = reading_language(page.language)
    return {
        "@type": "NewsArticle",
        "headline": page.title,
        "inLanguage": language,
        "url": absolute(path_of(page, language, "stories:story")),
    }


def inert(said: dict[str, Any]) -> SafeString:
    """JSON that is nothing but text wherever it stands in a page."""
    return SafeString(json.dumps(said, ensure_ascii=False).translate(_INERT))
