"""Claims tied to the words of a story."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hamshahr.accounts import log
from hamshahr.accounts.models import User
from hamshahr.kernel.errors import Refused
from hamshahr.record.models import Claim

from .. import rules
from ..marks import holds
from ..models import ClaimMark, Origin, Story


@transaction.atomic
def mark_claim(story: Story, *, claim: Claim, phrase: str, by: User | None) -> ClaimMark:
    """Tie a claim of the record to the words of the story that make it."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    if not any(holds(phrase, text) for text in texts_of(story)):
        raise Refused(_("These words stand neither in the text nor in its source."))
    if story.claim_marks.filter(claim=claim).exists():
        raise Refused(_("This claim is marked in the text already."))
    last = story.claim_marks.aggregate(last=Max("number"))["last"] or 0
    mark = ClaimMark.objects.create(story=story, claim=claim, phrase=phrase.strip(), number=last + 1)
    log.write("claim.marked", mark, by=by, changes=log.difference({}, log.fields_of(mark)))
    return mark


def texts_of(story: Story) -> Iterator[str]:
    """The draft's words, and those of the source: its head and foot make claims too."""
    text = rules.drafted(story)
    yield "\n".join((text.title, *text.paragraphs))
    if origin := Origin.objects.filter(story=story).first():
        yield bytes(origin.source).decode(origin.encoding, "replace")


@transaction.atomic
def unmark_claim(mark: ClaimMark, *, by: User | None, reason: str = "") -> None:
    """Untie a claim from a story; the claim itself stays in the record."""
    before = log.fields_of(mark)
    log.write("claim.unmarked", mark, by=by, reason=reason, changes={name: [was, None] for name, was in before.items()})
    mark.delete()
