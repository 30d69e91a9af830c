"""The letters about an entry: to its authors, to the desks of its cities, and to the secretariat."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.bodies.notices import readers, tell
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.models import Liaison, Party

from .models import Author, Endorsement, GuidanceRequest, Partner, Submission


def authors_of(submission: Submission) -> list[User]:
    """Who writes an entry, and the contacts of the city in the lead."""
    return people(submission.authors.filter(ended_at=None).values("user"), submission.party)


def desk_of(party: Party) -> list[User]:
    return people((), party)


def people(authors: Iterable, party: Party) -> list[User]:
    contacts = Liaison.objects.on(timezone.localdate()).filter(duty=Liaison.Duty.CONTACT, party=party)
    found = User.objects.filter(Q(pk__in=authors) | Q(pk__in=contacts.values("user")), is_active=True)
    return list(found.order_by("pk"))


def words_of(submission: Submission) -> dict[str, str]:
    number = localise(submission.number) if submission.number else ""
    named = {"call": say(submission.call.names), "city": say(submission.party.names), "title": submission.title}
    return named | {"number": number, "digest": submission.digest}


def place(name: str, *args: str) -> str:
    return settings.ADDRESS + reverse(f"calls:{name}", args=args)


def handed_in(submission: Submission, waiting: list[str]) -> list[Letter]:
    """Ask the desk of the city in the lead for its endorsement, where that is wanting."""
    wanting = submission.call.needs_endorsement and waiting
    endorsement = getattr(submission, "endorsement", None)
    if not wanting or (endorsement is not None and endorsement.stands):
        return []

    def words() -> tuple[str, list[str]]:
        said = words_of(submission)
        subject = _("%(city)s: an entry waits for your endorsement") % said
        lead = _("“%(title)s” is handed in for “%(call)s”. It is not complete until your desk endorses it.") % said
        return subject, [lead, place("endorsement", submission.key)]

    key = f"submission:{submission.key}:endorse:{submission.handed_in_at.isoformat()}"
    return tell(desk_of(submission.party), kind="submission.endorse", key=key, words=words)


def submitted(submission: Submission) -> list[Letter]:
    """The receipt: number and digest of an entry that is submitted."""

    def words() -> tuple[str, list[str]]:
        said = words_of(submission)
        subject = _("Entry %(number)s is submitted: %(title)s") % said
        lead = _("The entry of %(city)s for “%(call)s” is submitted under number %(number)s.") % said
        digest = _("Digest of its text: %(digest)s") % said
        return subject, [lead, digest, place("receipt", submission.key)]

    key = f"submission:{submission.key}:submitted:{submission.submitted_at.isoformat()}"
    return tell(authors_of(submission), kind="submission.submitted", key=key, words=words)


def withdrawn(submission: Submission, by: User) -> list[Letter]:
    """Tell who writes an entry, and the desks of its partners, that it was withdrawn."""
    to = {user.pk: user for user in authors_of(submission)}
    for partner in submission.partners.filter(state=Partner.State.ACCEPTED).select_related("party"):
        to |= {user.pk: user for user in desk_of(partner.party)}
    to.pop(by.pk, None)

    def words() -> tuple[str, list[str]]:
        said = words_of(submission) | {"name": str(by), "reason": submission.reason}
        lead = _("%(name)s withdrew “%(title)s”, entered by %(city)s for “%(call)s”.") % said
        return _("Withdrawn: %(title)s") % said, [lead, *([submission.reason] if submission.reason else [])]

    return tell(to.values(), kind="submission.withdrawn", key=f"submission:{submission.key}:withdrawn", words=words)


def endorsed(submission: Submission, by: User) -> list[Letter]:
    """Tell the authors that the desk stands behind their entry."""

    def words() -> tuple[str, list[str]]:
        said = words_of(submission) | {"name": str(by)}
        lead = _("%(name)s endorsed “%(title)s” for the desk of %(city)s.") % said
        return _("Endorsed: %(title)s") % said, [lead, place("entry", submission.key)]

    to = [user for user in authors_of(submission) if user.pk != by.pk]
    key = f"submission:{submission.key}:endorsed:{submission.endorsement.given_at.isoformat()}"
    return tell(to, kind="submission.endorsed", key=key, words=words)


def endorsement_withdrawn(submission: Submission, endorsement: Endorsement) -> list[Letter]:
    """Tell the authors that the desk took its word back, and why."""

    def words() -> tuple[str, list[str]]:
        said = words_of(submission)
        lead = _("The desk of %(city)s took its endorsement of “%(title)s” back. It is not judged without.") % said
        return _("No longer endorsed: %(title)s") % said, [lead, endorsement.reason, place("entry", submission.key)]

    key = f"submission:{submission.key}:unendorsed:{endorsement.withdrawn_at.isoformat()}"
    return tell(authors_of(submission), kind="endorsement.withdrawn", key=key, words=words)


def partner_invited(partner: Partner) -> list[Letter]:
    """Ask the desk of a city whether it joins an entry."""
    submission = partner.submission

    def words() -> tuple[str, list[str]]:
        said = words_of(submission) | {"partner": say(partner.party.names)}
        subject = _("%(city)s asks %(partner)s to join an entry") % said
        lead = _("“%(title)s” is an entry for “%(call)s”. It counts as joint once your desk has accepted.") % said
        return subject, [lead, *([partner.part] if partner.part else []), place("partner", partner.key)]

    key = f"partner:{partner.key}:{partner.invited_at.isoformat()}"
    return tell(desk_of(partner.party), kind="partner.invited", key=key, words=words)


def partner_answered(partner: Partner) -> list[Letter]:
    """Tell the authors what a city answered."""
    submission = partner.submission

    def words() -> tuple[str, list[str]]:
        said = words_of(submission) | {"partner": say(partner.party.names), "answer": partner.get_state_display()}
        subject = _("%(partner)s: %(answer)s") % said
        lead = _("%(partner)s answered to “%(title)s”: %(answer)s.") % said
        return subject, [lead, *([partner.words] if partner.words else []), place("partners", submission.key)]

    key = f"partner:{partner.key}:answered:{partner.answered_at.isoformat()}"
    return tell(authors_of(submission), kind="partner.answered", key=key, words=words)


def author_added(author: Author, by: User) -> list[Letter]:
    """Tell a person that an entry is theirs to write too."""
    submission = author.submission

    def words() -> tuple[str, list[str]]:
        said = words_of(submission) | {"name": str(by)}
        lead = _("%(name)s lets you write “%(title)s”, an entry of %(city)s for “%(call)s”.") % said
        return _("You write with others: %(title)s") % said, [lead, place("entry", submission.key)]

    key = f"author:{submission.key}:{author.added_at.isoformat()}"
    return tell([author.user], kind="author.added", key=key, words=words)


def guidance_asked(asked: GuidanceRequest) -> list[Letter]:
    """Tell the secretariat that a draft waits to be read, and until when."""
    submission = asked.submission

    def words() -> tuple[str, list[str]]:
        said = words_of(submission) | {"day": format_day(asked.reply_by)}
        subject = _("%(city)s asks for guidance on a draft") % said
        lead = _("“%(title)s” for “%(call)s” waits to be read; the reply is due on %(day)s.") % said
        return subject, [lead, *([asked.question] if asked.question else [])]

    key = f"guidance:{submission.key}:{asked.asked_at.isoformat()}"
    return tell(readers([], timezone.localdate()), kind="guidance.asked", key=key, words=words)


def guidance_given(asked: GuidanceRequest) -> list[Letter]:
    """Tell the authors that the secretariat has read their draft."""
    submission = asked.submission

    def words() -> tuple[str, list[str]]:
        said = words_of(submission)
        lead = _("The secretariat has read the draft “%(title)s”; its reply stands beside the entry.") % said
        return _("Guidance on %(title)s") % said, [lead, place("guidance", submission.key)]

    key = f"guidance:{submission.key}:{asked.asked_at.isoformat()}:given"
    return tell(authors_of(submission), kind="guidance.given", key=key, words=words)
