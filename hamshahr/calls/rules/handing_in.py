"""What an entry lacks before it is handed in, what it waits for afterwards, and how many a city may have."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed, say

from ..caps import caps_of, frameworks_of
from ..models import Copy, Partner, Screening, Submission
from .entering import cited, obstacle_to_enter, obstacle_to_write

State = Submission.State
COUNTING = (State.WAITING, State.SUBMITTED)


def obstacle_of_caps(submission: Submission) -> str | None:
    """Why the city may not hand in another entry, naming those it has, or None; joint entries count for the lead."""
    call, city = submission.call, submission.party
    caps = caps_of(call.caps)
    others = Submission.objects.filter(call=call, party=city, state__in=COUNTING).exclude(pk=submission.pk)
    titles = list(others.order_by("number").values_list("title", "framework"))
    if caps.per_city is not None and len(titles) >= caps.per_city:
        return told_in_full(
            [title for title, _framework in titles], caps.per_city, city=say(city.names), rules=cited(call)
        )
    most = caps.per_framework.get(submission.framework)
    under = [title for title, framework in titles if framework == submission.framework]
    if most is None or len(under) < most:
        return None
    named = frameworks_of(call.frameworks).get(submission.framework, submission.framework)
    return told_in_full(under, most, city=say(city.names), rules=cited(call), framework=named)


def told_in_full(titles: list[str], most: int, *, city: str, rules: str, framework: str = "") -> str:
    """The refusal with the limit, the entries that fill it, and what can be done."""
    words = {"city": city, "most": localise(most), "titles": listed(*(f"“{title}”" for title in titles))}
    words |= {"rules": rules, "framework": framework}
    if framework:
        plural = partial(
            ngettext,
            "%(city)s may hand in %(most)s entry under “%(framework)s” (%(rules)s) and has: %(titles)s. Withdraw it, "
            "or enter under another framework.",
            "%(city)s may hand in %(most)s entries under “%(framework)s” (%(rules)s) and has: %(titles)s. Withdraw one "
            "of them, or enter under another framework.",
        )
    else:
        plural = partial(
            ngettext,
            "%(city)s may hand in %(most)s entry (%(rules)s) and has: %(titles)s. Withdraw it first.",
            "%(city)s may hand in %(most)s entries (%(rules)s) and has: %(titles)s. Withdraw one of them first.",
        )
    return plural(most) % words


def waits_for(submission: Submission) -> list[str]:
    """Whose yes an entry that is handed in still waits for, each in a sentence."""
    asked = submission.partners.filter(state=Partner.State.INVITED).select_related("party").order_by("pk")
    waiting = [_("the answer of %(city)s") % {"city": say(partner.party.names)} for partner in asked]
    if submission.call.needs_endorsement and not is_endorsed(submission):
        waiting.append(_("the endorsement by the desk of %(city)s") % {"city": say(submission.party.names)})
    return waiting


def is_endorsed(submission: Submission) -> bool:
    endorsement = getattr(submission, "endorsement", None)
    return endorsement is not None and endorsement.stands


def is_being_judged(submission: Submission) -> bool:
    """Whether the entry was screened or locked, so that it is in other hands."""
    screened = Screening.objects.filter(submission=submission).exists()
    return screened or Copy.objects.filter(submission=submission).exists()


def obstacle_to_submit(submission: Submission, *, lacks: int, at: datetime) -> str | None:
    """Why an entry cannot be handed in, or None; ``lacks`` is the number of its gaps."""
    if obstacle := obstacle_to_write(submission, at=at):
        return obstacle
    if lacks:
        return ngettext(
            "%(count)s answer is missing or needs a change.", "%(count)s answers are missing or need a change.", lacks
        ) % {"count": localise(lacks)}
    return obstacle_of_caps(submission)


def obstacle_to_take_back(submission: Submission, *, at: datetime) -> str | None:
    """Why an entry that was handed in cannot become a draft again, or None."""
    if submission.state not in COUNTING:
        return _("This entry is not handed in.")
    if is_being_judged(submission):
        return _("This entry is being screened or judged; it stays as it was handed in.")
    return obstacle_to_enter(submission.call, at=at)


def obstacle_to_withdraw(submission: Submission) -> str | None:
    """Why an entry cannot be withdrawn, or None."""
    if submission.state == State.WITHDRAWN:
        return _("This entry was withdrawn.")
    return None
