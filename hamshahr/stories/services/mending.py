"""What the restoration changed, taken back or made again, one by one, as long as nobody has rewritten the text."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.kernel.restoration import Change

from .. import rules
from ..models import Origin, Story
from ..reading import FieldRead, Link, block_of
from ..wording import words_of
from .bringing import streamed

WRITTEN = ("paragraph", "heading", "quotation")


@transaction.atomic
def undo_repairs(story: Story, *, field: str, numbers: Collection[int], by: User | None, again: bool = False) -> Story:
    """Take changes of one field back in the draft, or make them again with ``again``."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    origin = Origin.objects.select_for_update().get(story=story)
    rows = origin.repairs.get(field, [])
    if not rows or any(number not in range(len(rows)) for number in numbers):
        raise Refused(_("There is no such change in this text."))
    draft = rules.drafted(story)
    if worded(draft, field) != made(origin, field):
        raise Refused(_("This text was edited by hand since; change the words in the editor."))
    before = [row[5] for row in rows]
    for number in numbers:
        rows[number][5] = not again
    write(draft, field, origin)
    origin.save(update_fields=["repairs"])
    draft.save_revision(user=by, log_action=False)
    verb = "repair.made_again" if again else "repair.undone"
    log.write(verb, story, by=by, changes={field: [before, [row[5] for row in rows]]})
    return draft


def read_again(origin: Origin, field: str) -> FieldRead:
    """The field as it was read, from what the origin keeps."""
    source, rows = origin.texts.get(field, ""), origin.repairs.get(field, [])
    return FieldRead(field, source, "", tuple(Change(*row[:5]) for row in rows))


def undone_in(origin: Origin, field: str) -> set[int]:
    return {number for number, row in enumerate(origin.repairs.get(field, [])) if row[5]}


def streamed_again(origin: Origin) -> list[tuple[str, Any]]:
    """The blocks of the text with the changes that stand, as the editor keeps them."""
    read, undone = read_again(origin, "body"), undone_in(origin, "body")
    links = [Link(*row) for row in origin.texts.get("links", ())]
    return [
        streamed(block_of(kind, read, start, end, level, links, undone))
        for kind, start, end, level in origin.texts["blocks"]
    ]


def made(origin: Origin, field: str) -> list[str]:
    """The words of the field with the changes that stand."""
    if field != "body":
        return [read_again(origin, field).without(undone_in(origin, field))]
    return [words_of(kind, value) for kind, value in streamed_again(origin)]


def worded(draft: Story, field: str) -> list[str]:
    """The words of the field as the draft has them."""
    if field != "body":
        return [getattr(draft, field)]
    return [words_of(block.block_type, block.value) for block in draft.body if block.block_type in WRITTEN]


def write(draft: Story, field: str, origin: Origin) -> None:
    """Put the words with the changes that stand into the draft; pictures between them stay where they are."""
    if field != "body":
        setattr(draft, field, made(origin, field)[0])
        return
    mended = iter(streamed_again(origin))
    draft.body = [
        next(mended) if block.block_type in WRITTEN else (block.block_type, block.value) for block in draft.body
    ]
