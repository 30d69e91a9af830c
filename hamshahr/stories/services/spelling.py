"""Damaged Persian in a draft: what was typed or pasted by hand, mended part by part where an editor chooses so."""

import re
from collections.abc import Collection
from html import escape, unescape
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.mending import mended
from hamshahr.kernel.paragraphs import Passage

from .. import rules
from ..models import Page
from ..wording import plain_words
from .steps import locked

_SIGN = re.compile(r"<[^>]+>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)
_BREAK = re.compile(r"<(?:/p|/li|br\s*/?|/h\d)>")
TEXTS = ("title", "lead")


def damaged_parts(draft: Page) -> dict[str, tuple[Any, Passage]]:
    """For each part that looks damaged, by its place: its mended value, and its words before and after."""
    found = {}
    for name in TEXTS if draft.language == "fa" else ():
        if restored := mended(getattr(draft, name, "")):
            found[name] = (restored.text, Passage(restored.source, restored.text))
    for number, block in enumerate(draft.body) if draft.language == "fa" else ():
        if pair := mended_block(block):
            found[f"body:{number}"] = pair
    return found


def mended_block(block: Any) -> tuple[Any, Passage] | None:
    """A block with its words mended and its tags as they are, or None where nothing looks damaged."""
    if block.block_type == "heading":
        restored = mended(block.value)
        return (restored.text, Passage(restored.source, restored.text)) if restored else None
    if block.block_type != "paragraph":
        return None
    before, after = block.value.source, mended_html(block.value.source)
    return (RichText(after), Passage(plain_words(before), plain_words(after))) if after != before else None


def mended_html(html: str) -> str:
    """The words read as one text, whatever is set off within them; every tag stays where it stands."""
    signs = _SIGN.findall(html)
    places = [place for place, sign in enumerate(signs) if len(sign) == 1 or sign[0] == "&" or _BREAK.fullmatch(sign)]
    restored = mended("".join("\n" if signs[place][0] == "<" else unescape(signs[place]) for place in places))
    for change in reversed(restored.changes if restored else ()):
        gone = places[change.offset : change.end]
        if any(signs[place][0] == "<" for place in gone):
            continue
        for place in gone:
            signs[place] = ""
        place = places[change.offset] if change.offset < len(places) else len(signs) - 1
        signs[place] = escape(change.after) + signs[place]
    return "".join(signs)


@transaction.atomic
def mend_draft(page: Page, *, parts: Collection[str], by: User | None) -> Page:
    """Put the mended words in place of these parts of the draft; readers see them when it is published."""
    draft = rules.drafted(locked(page))
    damaged = damaged_parts(draft)
    if not damaged.keys() >= set(parts):
        raise Refused(_("This text does not look damaged any more."))
    for part in parts:
        value, _passage = damaged[part]
        name, _colon, number = part.partition(":")
        if number:
            draft.body[int(number)] = (draft.body[int(number)].block_type, value)
        else:
            setattr(draft, name, value)
    draft.save_revision(user=by, log_action=False)
    return draft
