"""Where an entry stands, in words and days left, and what awaits a city because of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.accounts.models import User
from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.digits import localise
from hamshahr.kernel.languages import listed, say
from hamshahr.parties.models import Liaison, Party

from .. import stages
from ..models import Call, Partner, Screening, Stage, Submission
from ..rules.handing_in import waits_for

State = Submission.State


@dataclass(frozen=True)
class Standing:
    """The state of an entry as its entrant reads it."""

    words: str
    mark: str
    deadline: datetime | None
    days_left: int | None
    waits: list[str]


def standing_of(submission: Submission, at: datetime) -> Standing:
    """In words: whose turn it is, and how many days are left for it."""
    waits = waits_for(submission) if submission.state == State.WAITING else []
    words, mark = words_of(submission, waits)
    deadline = deadline_of(submission.call)
    counts = deadline is not None and submission.state in {State.DRAFT, State.WAITING}
    days = days_until(deadline, at, submission.call) if counts else None
    return Standing(words, mark, deadline, days, waits)


def words_of(submission: Submission, waits: list[str]) -> tuple[str, str]:
    number = localise(submission.number) if submission.number else ""
    if submission.state == State.DRAFT:
        return _("A draft: nobody but its authors, the city and the secretariat reads it."), "claimed"
    if submission.state == State.WAITING:
        said = {"number": number, "waits": listed(*waits)}
        return _("Handed in under number %(number)s; it still waits for %(waits)s.") % said, "partly"
    if submission.state == State.SUBMITTED:
        return _("Submitted under number %(number)s.") % {"number": number}, "proven"
    return _("Withdrawn."), "contradicted"


def deadline_of(call: Call) -> datetime | None:
    """When the window for entries closes."""
    stage = stages.stage_of(call, Stage.Kind.OPEN)
    return stage.closes_at if stage else None


def days_until(moment: datetime, at: datetime, call: Call) -> int:
    """Days from today to the day of a moment, both where the call is at home."""
    return (last_day(moment, call) - at.astimezone(call.place_zone).date()).days


def last_day(moment: datetime, call: Call) -> date:
    return moment.astimezone(call.place_zone).date()


def awaiting(party: Party, on: date) -> list[Awaited]:
    """Drafts to finish, entries that wait for the desk, joint ones for an answer, screenings for an appeal."""
    now = timezone.now()
    rows = Submission.objects.filter(party=party, state__in=[State.DRAFT, State.WAITING])
    rows = rows.select_related("call", "party", "endorsement").prefetch_related("call__stages")
    own = [line for entry in open_ones(rows, now) for line in of_lead(entry)]
    asked = Partner.objects.filter(party=party, state=Partner.State.INVITED)
    asked = asked.exclude(submission__state=State.WITHDRAWN).select_related("submission__call", "submission__party")
    asked = asked.prefetch_related("submission__call__stages")
    joint = [of_partner(each) for each in asked if stages.takes_entries(each.submission.call, now)]
    joined = Partner.objects.filter(party=party, state=Partner.State.ACCEPTED).values("submission")
    out = Screening.objects.filter(Q(submission__party=party) | Q(submission__in=joined), appealed_at=None)
    out = out.filter(submission__state=State.SUBMITTED, appeal_until__gt=now).select_related("submission__call")
    return own + joint + [of_screening(each) for each in out]


def open_ones(rows: QuerySet[Submission], now: datetime) -> list[Submission]:
    return [entry for entry in rows if stages.takes_entries(entry.call, now)]


def of_lead(entry: Submission) -> list[Awaited]:
    """What the city in the lead has to do for one entry."""
    due = last_day(deadline_of(entry.call), entry.call)
    said = {"title": entry.title, "call": say(entry.call.names)}
    if entry.state == State.DRAFT:
        title, lost = _("Finish the entry “%(title)s” for %(call)s") % said, _("The draft cannot enter this call.")
        return [Awaited("submission.draft", title, due, Liaison.Duty.CONTACT, lost, place("entry", entry.key))]
    endorsement = getattr(entry, "endorsement", None)
    if not entry.call.needs_endorsement or (endorsement is not None and endorsement.stands):
        return []
    title = _("Endorse the entry “%(title)s” for %(call)s") % said
    lost = _("The entry is not complete and is not judged.")
    return [Awaited("submission.endorse", title, due, Liaison.Duty.CONTACT, lost, place("endorsement", entry.key))]


def of_partner(partner: Partner) -> Awaited:
    entry = partner.submission
    said = {"title": entry.title, "city": say(entry.party.names)}
    title = _("%(city)s asks you to join “%(title)s”") % said
    due = last_day(deadline_of(entry.call), entry.call)
    lost = _("The entry goes on without your city.")
    return Awaited("partner.asked", title, due, Liaison.Duty.CONTACT, lost, place("partner", partner.key))


def of_screening(screening: Screening) -> Awaited:
    """An entry that was screened out, while its city may still appeal."""
    entry = screening.submission
    said = {"title": entry.title, "call": say(entry.call.names)}
    title = _("“%(title)s” is not let in to be judged in the call %(call)s.") % said
    lost = _("The screening stays: “%(title)s” is not let in.") % said
    due = last_day(screening.appeal_until, entry.call)
    return Awaited("screening.out", title, due, Liaison.Duty.CONTACT, lost, place("screening", entry.key))


def place(name: str, key: str) -> str:
    return reverse(f"calls:{name}", args=[key])


def entries_of(party: Party, user: User, filters: dict[str, Any]) -> QuerySet[Submission]:
    """The entries of a city, in the lead or as a partner, as far as the user enters or keeps them."""
    joined = Partner.objects.filter(party=party, state=Partner.State.ACCEPTED).values("submission")
    rows = Submission.objects.entered(user).filter(Q(party=party) | Q(pk__in=joined))
    if state := filters.get("state"):
        rows = rows.filter(state=state)
    if call := filters.get("call"):
        rows = rows.filter(call__slug=call)
    if words := filters.get("words"):
        rows = rows.filter(title__icontains=words)
    return rows.select_related("call", "party", "endorsement").order_by("-begun_at", "-pk")
