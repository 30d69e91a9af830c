"""Badges on paper: several on a page, each with the name in its own script, the city, the part, and a square code."""

import json
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.kernel.languages import direction, say
from hamshahr.kernel.typesetting import paper

from .models import Delegate

SHEET = Path(__file__).with_name("badges.typ")
SECOND = {"fa": "en", "en": "fr", "es": "en", "fr": "en"}
QUIET_ZONE = 4


@lru_cache(maxsize=1)
def sheet() -> bytes:
    return SHEET.read_bytes()


def badges_paper(delegates: Iterable[Delegate], meeting: Any, language: str) -> bytes:
    """The badges of these delegates in two languages: the reader's, and one that most of the others read."""
    said = {
        "language": language,
        "direction": direction(language),
        "title": _("Badges: %(meeting)s") % {"meeting": say(meeting.names, language)},
        "meeting": in_two(meeting.names, language),
        "badges": [badge_words(each, language) for each in delegates],
    }
    return paper(sheet(), {"said": json.dumps(said, ensure_ascii=False)})


def badge_words(delegate: Delegate, language: str) -> dict[str, Any]:
    """What stands on one badge."""
    return {
        "name": delegate.person_name,
        "is_rtl": is_rtl(delegate.person_name),
        "function": delegate.function,
        "city": in_two(delegate.party.names, language),
        "role": [word for word in roles_in_two(delegate, language) if word],
        "number": str(delegate.number),
        "alt": _("The badge of %(name)s as a code for cameras (QR)") % {"name": delegate.person_name},
        "code": square(address_of(delegate, language)),
    }


def address_of(delegate: Delegate, language: str) -> str:
    """Where the square on the badge leads."""
    with override(language):
        return settings.ADDRESS + reverse("attendance:badge", args=[delegate.badge_code])


def unprintable(delegates: Iterable[Delegate]) -> list[Delegate]:
    """Those whose name has letters that the house's font lacks: it has the Latin and the Arabic ones, no others."""
    return [each for each in delegates if any(sign.isalpha() and not is_in_font(sign) for sign in each.person_name)]


def is_in_font(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("LATIN", "ARABIC", "MODIFIER", "FEMININE", "MASCULINE"))


def in_two(names: Any, language: str) -> list[str]:
    """A name in the reader's language and in the second one, once where they are the same."""
    return list(dict.fromkeys(filter(None, (say(names, language), say(names, SECOND.get(language, "en"))))))


def roles_in_two(delegate: Delegate, language: str) -> list[str]:
    words = []
    for each in (language, SECOND.get(language, "en")):
        with override(each):
            words.append(str(delegate.get_role_display()))
    return list(dict.fromkeys(words))


def is_rtl(text: str) -> bool:
    """Whether a name is written from right to left, by its first letter of either kind."""
    first = next((sign for sign in text if sign.isalpha()), "")
    return "\u0590" <= first <= "\u08ff" or "\ufb1d" <= first <= "\ufefc"


def square(text: str) -> str:
    """A QR code as a drawing: dark on light."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{dark}"/></svg>'
    )
