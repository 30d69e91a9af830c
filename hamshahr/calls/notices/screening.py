"""The letters of the screening: let in or screened out with the reason, an appeal made, an appeal decided."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.notices import readers, tell
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.meetings.moments import sentence_of as moment_in_words

from ..models import Screening
from ..reasons import sentence_of
from ..rules.screening import rules_of
from .readers import people_of

Words = Callable[[], tuple[str, list[str]]]


def named(screening: Screening) -> dict[str, str]:
    return {"title": screening.submission.title, "call": say(screening.submission.call.names)}


def write(to: Iterable[User], screening: Screening, step: str, words: Words) -> list[Letter]:
    """One letter of a step to each reader, ending with the page where the screening is read."""

    def whole() -> tuple[str, list[str]]:
        subject, paragraphs = words()
        address = settings.ADDRESS + reverse("calls:screening", args=[screening.submission.key])
        return subject, [*paragraphs, address]

    return tell(to, kind=f"screening.{step}", key=f"submission:{screening.submission.key}:{step}", words=whole)


def who_entered(screening: Screening) -> list[User]:
    return people_of([screening.submission], timezone.localdate(screening.decided_at))


def screened(screening: Screening) -> list[Letter]:
    """Tell who entered what was decided; screened out, with the sentence of the reason and the time to appeal."""
    call = screening.submission.call

    def words() -> tuple[str, list[str]]:
        if screening.is_eligible:
            subject = _("Your entry is let in: “%(title)s”") % named(screening)
            return subject, [_("“%(title)s” is let in to be judged in the call %(call)s.") % named(screening)]
        subject = _("Your entry is not let in: “%(title)s”") % named(screening)
        lead = _("“%(title)s” is not let in to be judged in the call %(call)s.") % named(screening)
        reason = sentence_of(rules_of(call), screening.reason)
        until = {"moment": moment_in_words(screening.appeal_until, call.zone, None)}
        way = _("You can appeal until %(moment)s: tell on this page what was not seen.") % until
        return subject, [lead, reason, *filter(None, [say(screening.text)]), way]

    return write(who_entered(screening), screening, "decided", words)


def appealed(screening: Screening) -> list[Letter]:
    """Tell the secretariat that an appeal waits."""

    def words() -> tuple[str, list[str]]:
        subject = _("Appeal: “%(title)s”") % named(screening)
        return subject, [_("An appeal against the screening of “%(title)s” waits to be decided.") % named(screening)]

    to = readers([], timezone.localdate(screening.appealed_at))
    return write(to, screening, "appealed", words)


def appeal_decided(screening: Screening) -> list[Letter]:
    """Tell who entered what became of the appeal, in words."""

    def words() -> tuple[str, list[str]]:
        subject = _("Your appeal was decided: “%(title)s”") % named(screening)
        lead = _("The screening stays: “%(title)s” is not let in.") % named(screening)
        if screening.appeal_outcome == Screening.Outcome.GRANTED:
            lead = _("Your appeal is granted: “%(title)s” is let in to be judged.") % named(screening)
        return subject, [lead, screening.appeal_reply]

    return write(who_entered(screening), screening, "appeal", words)
