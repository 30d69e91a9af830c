"""The letters of this room: what became of one's comment, in one's own language, with the reason."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.letters.models import Letter
from hamshahr.letters.services import write_letter

from .models import Comment
from .places import place_of

Words = Callable[[dict[str, str]], tuple[str, list[str]]]


def tell_published(comment: Comment) -> Letter:
    """Everybody reads it now."""

    def words(named: dict[str, str]) -> tuple[str, list[str]]:
        subject = _("Your comment is published: %(page)s") % named
        said = _("Everybody can read your comment on “%(page)s” now.") % named
        return subject, [said, named["address"], _("You can withdraw it there at any time.")]

    return tell(comment, words)


def tell_refused(comment: Comment) -> Letter:
    """It will not be read, and why."""

    def words(named: dict[str, str]) -> tuple[str, list[str]]:
        subject = _("Your comment is not published: %(page)s") % named
        said = _("The secretariat does not publish your comment on “%(page)s”.") % named
        again = _("You can write another one:")
        return subject, [said, _("Reason: %(reason)s") % named, _("You wrote:"), named["text"], again, named["address"]]

    return tell(comment, words)


def tell_hidden(comment: Comment) -> Letter:
    """It is no longer read, and why."""

    def words(named: dict[str, str]) -> tuple[str, list[str]]:
        subject = _("Your comment was removed: %(page)s") % named
        said = _("The secretariat removed your comment on “%(page)s”; a notice stands in its place.") % named
        return subject, [said, _("Reason: %(reason)s") % named, _("You wrote:"), named["text"], named["address"]]

    return tell(comment, words)


def tell(comment: Comment, words: Words) -> Letter:
    """One letter to the writer for this decision, in the writer's language."""
    place, thing, writer = place_of(comment.thing), comment.thing, comment.writer
    with override(writer.language):
        named = {
            "page": place.name(thing),
            "address": f"{settings.ADDRESS}{place.address(thing)}#comments",
            "reason": comment.reason,
            "text": comment.text,
        }
        subject, paragraphs = words(named)
        key = f"comment:{comment.pk}:{comment.settled_at:%Y%m%dT%H%M%S%f}"
        text = "\n\n".join(paragraphs)
        return write_letter(kind=f"comment.{comment.stage}", key=key, to=writer, subject=subject, text=text)
