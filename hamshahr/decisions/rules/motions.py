"""Who files, writes, translates and leads motions, and what stands in the way."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamshahr.accounts.models import User
from hamshahr.gatherings.models import Gathering
from hamshahr.gatherings.voices import voices_in
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import LANGUAGES, listed
from hamshahr.meetings.circle import day_of
from hamshahr.meetings.models import AgendaItem
from hamshahr.meetings.rules import may_keep_meeting, obstacle_of_meeting
from hamshahr.parties.models import Liaison, Party

from ..amending import Change
from ..models import Amendment, Docket, Motion
from ..queries.texts import Texts
from ..workflow import ENDS, USUAL, State, Way, Who, written
from .proxies import has_duty

FILING_DUTIES = (Liaison.Duty.CONTACT, Liaison.Duty.VOTES)
OPEN_TO_WRITING = {State.DRAFT, State.FILED, State.OPEN, State.DEBATED, State.TIED, State.NO_QUORUM}


def may_lead(user: User, gathering: Gathering) -> bool:
    """The secretary of the body, and whoever is in the chair of a session that is open."""
    if may_keep_meeting(user, gathering):
        return True
    if not user.is_authenticated or not user.is_active:
        return False
    open_now = gathering.sessions.filter(opened_at__isnull=False, closed_at=None)
    return open_now.filter(chair__user=user).exists()


def parties_to_file_for(user: User, gathering: Gathering) -> list[Party]:
    """The parties with a voice at the meeting for which this person may file."""
    if not user.is_authenticated or not user.is_active:
        return []
    day = day_of(gathering)
    rows = Party.objects.filter(liaisons__in=user.liaisons.on(timezone.localdate()).filter(duty__in=FILING_DUTIES))
    parties = rows.distinct().order_by("slug")
    return [party for party in parties if day and voices_in(gathering.body, day, party=party)]


def may_file(user: User, gathering: Gathering) -> bool:
    """The secretary, and who acts for a party that is called."""
    return may_keep_meeting(user, gathering) or bool(parties_to_file_for(user, gathering))


def may_act_for_mover(user: User, thing: Motion | Amendment, gathering: Gathering) -> bool:
    """Who acts for the party that moved it; the secretary for whomever."""
    if may_keep_meeting(user, gathering):
        return True
    return thing.mover is not None and has_duty(user, thing.mover, FILING_DUTIES)


def may_step(user: User, motion: Motion, way: Way) -> bool:
    """Whether this person takes this step."""
    if way.by == Who.MOVER:
        return may_act_for_mover(user, motion, motion.gathering)
    return may_lead(user, motion.gathering)


def may_write(user: User, motion: Motion) -> bool:
    """The mover's people as long as it is a draft; afterwards the secretary."""
    if motion.state == State.DRAFT:
        return may_act_for_mover(user, motion, motion.gathering)
    return may_keep_meeting(user, motion.gathering)


def ways_of(gathering: Gathering) -> list[Way]:
    """The way of motions in a meeting."""
    docket = Docket.objects.filter(gathering=gathering).first()
    return docket.ways if docket else written(USUAL)


def obstacle_to_draft(item: AgendaItem) -> str | None:
    """Why no motion can be put under this item, or None."""
    if item.removed_at is not None:
        return _("This item was taken off the agenda.")
    if item.closed_at is not None:
        return _("This item is closed.")
    return obstacle_of_meeting(item.session.gathering)


def obstacle_to_step(motion: Motion, after: State) -> str | None:
    """Why a motion cannot come into this state, or None."""
    if motion.state in ENDS:
        return _("This motion is %(state)s; nothing more happens to it.") % {"state": motion.get_state_display()}
    if motion.state == State.PUT:
        return _("This motion is under vote.")
    if not any(way.before == motion.state and way.after == after for way in ways_of(motion.gathering)):
        words = {"before": motion.get_state_display(), "after": State(after).label}
        return _("In this meeting no motion goes from “%(before)s” to “%(after)s”.") % words
    if after == State.DEBATED:
        return obstacle_of_amendments(motion)
    return obstacle_of_meeting(motion.gathering)


def obstacle_of_amendments(motion: Motion) -> str | None:
    """Why a motion waits for its amendments, or None."""
    number = motion.amendments.standing().count()
    if not number:
        return None
    sentence = ngettext(
        "%(number)s amendment is not decided yet.", "%(number)s amendments are not decided yet.", number
    )
    return sentence % {"number": localise(number)}


def obstacle_to_write(motion: Motion) -> str | None:
    """Why the words that bind cannot be changed by hand, or None."""
    if motion.state not in OPEN_TO_WRITING:
        return _("This motion is %(state)s; its words stay as they are.") % {"state": motion.get_state_display()}
    if motion.amendments.exclude(state__in=[Amendment.State.WITHDRAWN, Amendment.State.REJECTED]).exists():
        return _("Amendments stand on these words; they change by amendments only.")
    return None


def obstacle_to_translate(motion: Motion, language: str) -> str | None:
    """Why no text can be written in this language, or None."""
    if motion.state not in OPEN_TO_WRITING:
        return _("This motion is %(state)s; its words stay as they are.") % {"state": motion.get_state_display()}
    if language == motion.authentic_language:
        return _("This is the language that binds; the others are translated from it.")
    return None


def obstacle_of_stale_texts(texts: Texts) -> str | None:
    """Why nothing can be put to the vote on these texts, or None."""
    if not texts.stale:
        return None
    names = dict(LANGUAGES)
    languages = listed(*(names[code] for code in texts.stale))
    return _("The text that binds was changed; confirm or mend first: %(languages)s.") % {"languages": languages}


def obstacle_to_amend(motion: Motion) -> str | None:
    """Why no amendment can be filed to this motion, or None."""
    if motion.state != State.OPEN:
        return _("This motion is not open for amendments: it is %(state)s.") % {"state": motion.get_state_display()}
    if motion.block_id is not None:
        return _("This motion stands in a block; take it out of the block before it is amended.")
    return obstacle_of_meeting(motion.gathering)


def obstacle_of_place(change: str, paragraph: int, paragraphs: int) -> str | None:
    """Why an amendment cannot stand at this paragraph, or None."""
    least = 0 if change == Change.INSERT else 1
    if least <= paragraph <= paragraphs:
        return None
    words = {"least": localise(least), "most": localise(paragraphs)}
    return _("Name a paragraph from %(least)s to %(most)s.") % words


def obstacle_to_withdraw_amendment(amendment: Amendment) -> str | None:
    """Why an amendment cannot be withdrawn, or None."""
    if amendment.state != Amendment.State.FILED:
        return _("This amendment is %(state)s.") % {"state": amendment.get_state_display()}
    return None


def obstacle_to_block(motion: Motion, item: AgendaItem) -> str | None:
    """Why a motion cannot be decided in one vote with others of this item, or None."""
    words = {"motion": str(motion)}
    if motion.item_id != item.pk:
        return _("%(motion)s stands under another item.") % words
    if motion.block_id is not None:
        return _("%(motion)s stands in a block already.") % words
    if motion.state not in {State.FILED, State.OPEN, State.DEBATED}:
        return _("%(motion)s is not open any more, or not filed yet.") % words
    if motion.amendments.standing().exists():
        return _("%(motion)s has amendments that are not decided.") % words
    return None
