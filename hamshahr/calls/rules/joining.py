"""Partners of a joint entry, its authors, the yes of the desk, guidance, consents: who may, and what stands against."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Party

from .. import stages, uses
from ..models import Author, Partner, Stage, Submission
from ..models.submissions import DESK_DUTIES
from .entering import (
    JOINING_DUTIES,
    acts_for,
    cited,
    day_in,
    may_write,
    obstacle_to_enter,
    obstacle_to_write,
)
from .handing_in import is_being_judged, is_endorsed

State = Submission.State
MOST_PARTNERS, MOST_AUTHORS = 20, 30


def may_answer_partner(user: User, partner: Partner) -> bool:
    """The desk of the city that is asked: its contact, or who has its votes."""
    return acts_for(user, partner.party, JOINING_DUTIES)


def may_consent(user: User, submission: Submission) -> bool:
    """Who writes the entry, and the desk of the city in the lead."""
    return may_write(user, submission)


def obstacle_to_invite_partner(submission: Submission, party: Party, *, at: datetime) -> str | None:
    """Why this city cannot be asked to join, or None."""
    if not submission.call.has_partners:
        return _("This call takes no joint entries (%(rules)s).") % {"rules": cited(submission.call)}
    if party.pk == submission.party_id:
        return _("%(city)s leads this entry.") % {"city": say(party.names)}
    standing = submission.partners.filter(state__in=[Partner.State.INVITED, Partner.State.ACCEPTED])
    if standing.filter(party=party).exists():
        return _("%(city)s is asked already.") % {"city": say(party.names)}
    if standing.count() >= MOST_PARTNERS:
        return _("A joint entry has %(most)s partners at most.") % {"most": localise(MOST_PARTNERS)}
    return obstacle_to_write(submission, at=at)


def obstacle_to_answer_partner(partner: Partner, *, at: datetime) -> str | None:
    """Why a city cannot answer, or change its answer, or None."""
    if partner.state == Partner.State.RELEASED:
        return _("%(city)s asks no longer.") % {"city": say(partner.submission.party.names)}
    if partner.submission.state == State.WITHDRAWN:
        return _("This entry was withdrawn.")
    if partner.submission.state == State.SUBMITTED:
        return _("This entry is handed in with your answer; the city in the lead takes it back first.")
    return obstacle_to_enter(partner.submission.call, at=at)


def obstacle_to_release_partner(partner: Partner, *, at: datetime) -> str | None:
    """Why the lead cannot go on without this partner, or None."""
    if partner.state == Partner.State.RELEASED:
        return _("This city is not asked any more.")
    if partner.submission.state == State.WAITING and partner.state == Partner.State.INVITED:
        return obstacle_to_enter(partner.submission.call, at=at)
    return obstacle_to_write(partner.submission, at=at)


def parties_in(submission: Submission) -> set[int]:
    """The lead and the partners that have accepted, by their keys."""
    joined = submission.partners.filter(state=Partner.State.ACCEPTED).values_list("party", flat=True)
    return {submission.party_id, *joined}


def obstacle_to_add_author(submission: Submission, user: User, *, at: datetime) -> str | None:
    """Why this person cannot write with the others, or None."""
    own = user.liaisons.on(timezone.localdate()).filter(duty__in=DESK_DUTIES, party__in=parties_in(submission))
    if not user.is_active or not own.exists():
        return _("Whoever writes here acts for one of the cities of the entry; the secretariat enters such duties.")
    standing = Author.objects.filter(submission=submission, ended_at=None)
    if standing.filter(user=user).exists():
        return _("%(name)s writes here already.") % {"name": user}
    if standing.count() >= MOST_AUTHORS:
        return _("An entry has %(most)s authors at most.") % {"most": localise(MOST_AUTHORS)}
    return obstacle_to_write(submission, at=at)


def obstacle_to_end_author(author: Author) -> str | None:
    """Why an author stays, or None."""
    if author.role == Author.Role.FIRST:
        return _("Whoever began an entry stays its author.")
    return _("This person does not write here any more.") if author.ended_at else None


def obstacle_to_endorse(submission: Submission, *, at: datetime) -> str | None:
    """Why the desk cannot endorse an entry, or None."""
    if is_endorsed(submission):
        return _("This entry is endorsed.")
    if submission.state == State.WITHDRAWN:
        return _("This entry was withdrawn.")
    return obstacle_to_enter(submission.call, at=at)


def obstacle_to_withdraw_endorsement(submission: Submission) -> str | None:
    """Why the desk cannot take its word back, or None."""
    if not is_endorsed(submission):
        return _("This entry is not endorsed.")
    if is_being_judged(submission):
        return _("This entry is being screened or judged; the desk can withdraw it as a whole.")
    return None


def obstacle_to_ask_guidance(submission: Submission, *, at: datetime) -> str | None:
    """Why the secretariat cannot be asked to read the draft, or None."""
    call = submission.call
    stage = stages.stage_of(call, Stage.Kind.GUIDANCE)
    if stage is None:
        return _("This call has no guidance on drafts (%(rules)s).") % {"rules": cited(call)}
    if at < stage.opens_at:
        return _("Guidance is given from %(day)s on.") % {"day": day_in(call, stage.opens_at)}
    if stage.closes_at <= at:
        words = {"day": day_in(call, stage.closes_at), "rules": cited(call)}
        return _("Guidance could be asked for until %(day)s (%(rules)s).") % words
    if submission.guidance_requests.filter(replied_at=None).exists():
        return _("A request waits for its reply already.")
    return obstacle_to_write(submission, at=at)


def obstacle_to_consent(submission: Submission, use: str) -> str | None:
    """Why leave for this use cannot be given, or None."""
    if uses.use_of(use) is None:
        return _("Nobody offers this use.")
    return _("This entry was withdrawn.") if submission.state == State.WITHDRAWN else None
