"""Reminders before the deadline of a call: to who writes a draft, and to the desk that has not endorsed."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Words
from hamshahr.meetings.moments import sentence_of
from hamshahr.parties.models import Liaison

from ..models import Submission
from ..rules.handing_in import is_endorsed
from .readers import people_of

State = Submission.State
DRAFT, DESK = "call.reminder", "call.desk_reminder"


def draft_reminded(submission: Submission, closes_at: datetime, *, days: int, at: datetime) -> list[Letter]:
    """Remind who writes a draft of its deadline; once for each distance and each deadline."""

    def words() -> tuple[str, list[str]]:
        subject = _("Not handed in yet: “%(title)s”") % named(submission, closes_at)
        lead = _("“%(title)s” is a draft. Entries for %(call)s are handed in until %(deadline)s.")
        return subject, [lead % named(submission, closes_at), address_of(submission)]

    to = people_of([submission], timezone.localdate(at))
    return tell(to, kind=DRAFT, key=key_of(submission, "draft", closes_at, days), words=words)


def desk_reminded(submission: Submission, closes_at: datetime, *, days: int, at: datetime) -> list[Letter]:
    """Remind the contacts of the city in the lead that an entry waits for their yes."""

    def words() -> tuple[str, list[str]]:
        subject = _("Waits for your yes: “%(title)s”") % named(submission, closes_at)
        lead = _("“%(title)s” was handed in for %(call)s and counts once your desk endorses it, until %(deadline)s.")
        return subject, [lead % named(submission, closes_at), address_of(submission)]

    rows = Liaison.objects.on(timezone.localdate(at)).filter(party=submission.party, duty=Liaison.Duty.CONTACT)
    to = [row.user for row in rows.filter(user__is_active=True).select_related("user").order_by("user")]
    return tell(to, kind=DESK, key=key_of(submission, "desk", closes_at, days), words=words)


def named(submission: Submission, closes_at: datetime) -> dict[str, str]:
    call = submission.call
    deadline = sentence_of(closes_at, call.zone, None)
    return {"title": submission.title, "call": say(call.names), "deadline": deadline}


def address_of(submission: Submission) -> str:
    return settings.ADDRESS + reverse("calls:entry", args=[submission.key])


def key_of(submission: Submission, step: str, closes_at: datetime, days: int) -> str:
    return f"submission:{submission.key}:{step}:{closes_at:%Y%m%d%H%M}:{days}"


def last_look(letter: Letter) -> Words | None:
    """Withhold a reminder of what was handed in, endorsed or withdrawn since it was written."""
    submission = Submission.objects.filter(key=letter.key.split(":")[1]).first()
    if submission is None or not is_still_true(letter.kind, submission):
        return None
    return Words(letter.text, letter.html)


def is_still_true(kind: str, submission: Submission) -> bool:
    if kind == DRAFT:
        return submission.state == State.DRAFT
    return submission.state == State.WAITING and not is_endorsed(submission)
