"""The claims of a story as its margin notes them: what the page says of each is put into words once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hamshahr.kernel.digits import localise
from hamshahr.kernel.templatetags.hamshahr import say
from hamshahr.record.models import State

from .marks import Mark
from .models import ClaimMark


@dataclass(frozen=True)
class Note(Mark):
    """A mark as the page shows it: its number as read and as linked to, its state in words, what was found."""

    standing: str
    digits: str
    anchor: str
    title: str
    back: str
    address: str
    words: str


def notes_of(marks: Iterable[ClaimMark], language: str) -> list[Note]:
    """The marks of a story, in their order, as notes for readers of this language."""
    standings = {str(state): str(state.label) for state in State}
    title, back = _("Claim %(number)s: %(state)s"), _("Back to claim %(number)s in the text")
    return [noted(mark, localise(mark.number, language), standings[mark.claim.state], title, back) for mark in marks]


def noted(mark: ClaimMark, digits: str, standing: str, title: str, back: str) -> Note:
    return Note(
        number=mark.number,
        phrase=mark.phrase,
        state=mark.claim.state,
        standing=standing,
        digits=digits,
        anchor=str(mark.number),
        title=title % {"number": digits, "state": standing},
        back=back % {"number": digits},
        address=reverse("record:claim", args=[mark.claim.key]),
        words=say(mark.claim.note) or standing,
    )
