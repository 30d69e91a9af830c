"""The card of a story, 1200 by 630: drawn here, letters joined as they are written, and kept by its fingerprint."""

import hashlib
import json
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import calendar_of, direction, say
from hamshahr.kernel.typesetting import card

from .models import Category, Story
from .publisher import absolute

DRAWING = Path(__file__).with_name("card.typ")


@lru_cache(maxsize=1)
def drawing() -> bytes:
    return DRAWING.read_bytes()


def words_on(story: Story, headings: list[Category], publisher: str) -> dict[str, str]:
    """Everything that a card shows, in the language of its story; the day in its calendar and in the Gregorian one."""
    language = story.language
    day = story.moment.date()
    days = [format_day(day, language, "gregorian")]
    if calendar_of(language) != "gregorian":
        days.insert(0, format_day(day, language))
    return {
        "language": language,
        "direction": direction(language),
        "publisher": publisher,
        "kind": " · ".join(say(category.names, language) for category in headings[:2]) or _("News"),
        "title": story.title,
        "days": " · ".join(days),
        "address": absolute(f"/s/{story.code}").partition("://")[2],
    }


def fingerprint_of(words: dict[str, str]) -> str:
    """SHA-256 of what is drawn and how: another text, another card."""
    return hashlib.sha256(drawing() + json.dumps(words, sort_keys=True).encode()).hexdigest()


def card_of(code: str, words: dict[str, str]) -> bytes:
    """The card, drawn when it is first asked for and kept; the one from before a correction goes."""
    folder = Path(settings.DATA) / "cards"
    path = folder / f"{code}-{fingerprint_of(words)}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        card = drawn(words)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        part.write(card)
    Path(part.name).replace(path)
    for former in set(folder.glob(f"{code}-*.png")) - {path}:
        former.unlink(missing_ok=True)
    return card


def drawn(words: dict[str, str]) -> bytes:
    """The picture itself."""
    return card(drawing(), words)
