"""The letters by which entrants learn what became of their entries: shown before the release, written with it."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.accounts.models import User
from hamshahr.bodies.notices import tell
from hamshahr.calls.models import Call, Submission
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison
from hamshahr.resolutions.notices import acting_for

from .models import Outcome


@dataclass(frozen=True)
class Draft:
    """A letter as it will be written."""

    to: User
    subject: str
    paragraphs: tuple[str, ...]
    outcome: Outcome


def readers(submission: Submission, on) -> list[User]:
    """Who learns of an entry: its authors, and the contacts of its cities, each once."""
    authors = User.objects.filter(authored__submission=submission, authored__ended_at=None, is_active=True)
    partners = submission.partners.filter(state="accepted").values_list("party", flat=True)
    contacts = acting_for([submission.party_id, *partners], on, Liaison.Duty.CONTACT)
    return list({user.pk: user for user in [*authors.order_by("pk"), *contacts]}.values())


def words(outcome: Outcome) -> tuple[str, list[str]]:
    """Subject and paragraphs in the language of the moment."""
    call, entry = outcome.call, outcome.submission
    said = {"call": say(call.names), "entry": entry.title, "level": say(outcome.level.names) if outcome.level else ""}
    subject = _("%(call)s: what became of “%(entry)s”") % said
    if outcome.level is not None:
        lead = _("Your entry “%(entry)s” has come to this level: %(level)s.") % said
    else:
        lead = _("Your entry “%(entry)s” was judged and has not come to a distinction. Thank you for it.") % said
    citation = [say(outcome.citation)] if say(outcome.citation) else []
    address = settings.ADDRESS + reverse("awards:entry", args=[entry.key])
    return subject, [lead, *citation, _("The words of the jury for you stand on this page:"), address]


def drafts(call: Call, on) -> list[Draft]:
    """Every letter of the release, in the language of its reader."""
    found = []
    for outcome in call.outcomes.select_related("submission__party", "level", "call").order_by("submission__number"):
        for user in readers(outcome.submission, on):
            with override(user.language):
                subject, paragraphs = words(outcome)
            found.append(Draft(user, subject, tuple(paragraphs), outcome))
    return found


def digest_of(letters: list[Draft]) -> str:
    """SHA-256 over all letters: what was looked through is what is sent."""
    texts = [f"{letter.to.pk}\n{letter.subject}\n{'/'.join(letter.paragraphs)}" for letter in letters]
    return hashlib.sha256("\n\n".join(texts).encode()).hexdigest()


def write(outcome: Outcome, on) -> list[Letter]:
    """Write the letters of one outcome."""
    to = readers(outcome.submission, on)
    return tell(to, kind="award.outcome", key=f"outcome:{outcome.key}", words=lambda: words(outcome))
