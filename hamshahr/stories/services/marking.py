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


def mark_claim(story: Story, *, claim: Claim, phrase: str, by: User | None) -> ClaimMark:
    """Tie a claim of the record to the words of the story that make it."""
    return mark_claims(story, said=[(claim, phrase)], by=by)[0]


@transaction.atomic
def mark_claims(story: Story, *, said: list[tuple[Claim, str]], by: User | None) -> list[ClaimMark]:
    """Tie each of these claims to its words; the text is read once for all of them."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    texts = Remembered(texts_of(story))
    if not all(any(holds(phrase, text) for text in texts) for _claim, phrase in said):
        raise Refused(_("These words stand neither in the text nor in its source."))
    if story.claim_marks.filter(claim__in=[claim for claim, _phrase in said]).exists():
        raise Refused(_("This claim is marked in the text already."))
    last = story.claim_marks.aggregate(last=Max("number"))["last"] or 0
    return kept(
        [
            ClaimMark(story=story, claim=claim, phrase=phrase.strip(), number=number)
            for number, (claim, phrase) in enumerate(said, start=last + 1)
        ],
        by,
    )


@transaction.atomic
def mark_drafts(said: list[tuple[Story, list[tuple[Claim, str]]]], *, by: User | None) -> None:
    """Tie claims to the words of drafts in which they were found just now; none of them bears a mark yet."""
    marks = (
        ClaimMark(story=story, claim=claim, phrase=phrase.strip(), number=number)
        for story, claims in said
        for number, (claim, phrase) in enumerate(claims, start=1)
    )
    kept(list(marks), by)


def kept(marks: list[ClaimMark], by: User | None) -> list[ClaimMark]:
    ClaimMark.objects.bulk_create(marks)
    log.write_each("claim.marked", [(mark, log.difference({}, log.fields_of(mark))) for mark in marks], by=by)
    return marks


class Remembered:
    """Texts that are made one by one as they are needed, and read again for every claim."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.coming = texts
        self.made: list[str] = []

    def __iter__(self) -> Iterator[str]:
        yield from self.made
        for text in self.coming:
            self.made.append(text)
            yield text


def texts_of(story: Story) -> Iterator[str]:
    """The draft's words, and those of its source, or of that which it translates: head and foot make claims too."""
    text = rules.drafted(story)
    yield "\n".join((text.title, *text.paragraphs))
    if origin := Origin.objects.filter(story__translation_key=story.translation_key).first():
        yield bytes(origin.source).decode(origin.encoding, "replace")


@transaction.atomic
def unmark_claim(mark: ClaimMark, *, by: User | None, reason: str = "") -> None:
    """Untie a claim from a story; the claim itself stays in the record."""
    before = log.fields_of(mark)
    log.write("claim.unmarked", mark, by=by, reason=reason, changes={name: [was, None] for name, was in before.items()})
    mark.delete()
