"""The letters of this room: instructions, reports given and missing, calls for candidates, and the choice."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hamshahr.bodies.models import Membership
from hamshahr.bodies.notices import tell
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.letters.services import Reader, write_letter
from hamshahr.parties.models import Liaison
from hamshahr.resolutions.notices import acting_for, keepers

from .models import Instruction, Nomination, OutsideMeeting, Report, Representative, Vacancy
from .queries.reports import Missing
from .rules.seats import sits_on


def page(view: str, *args: object) -> str:
    return settings.ADDRESS + reverse(f"representatives:{view}", args=args)


def sitting_parties(meeting: OutsideMeeting) -> list[int]:
    """The cities that may have a seat on the day of the meeting, as titular or substitute."""
    rows = Representative.objects.filter(seat__quota=meeting.quota).select_related("mandate__party")
    return [row.mandate.party_id for row in rows if row.mandate.party_id and sits_on(row, meeting.first_day)]


def instruction_given(instruction: Instruction, on: date) -> list[Letter]:
    """Send the instruction to the contacts of those who have a seat."""
    meeting = instruction.meeting

    def words() -> tuple[str, list[str]]:
        named = {"meeting": say(meeting.gathering.names), "body": say(instruction.body.names)}
        lead = _("%(body)s has instructed its representatives for this meeting: %(meeting)s.") % named
        after = _("Afterwards your report is due by %(day)s.") % {"day": format_day(meeting.due_on)}
        return _("Instruction for %(meeting)s") % named, [lead, after, page("meeting", meeting.key)]

    to = acting_for(sitting_parties(meeting), on, Liaison.Duty.CONTACT)
    return tell(to, kind="instruction.given", key=f"instruction:{instruction.key}", words=words)


def report_given(report: Report, on: date) -> list[Letter]:
    """Tell who keeps the seats that a report can be read."""
    meeting = report.meeting

    def words() -> tuple[str, list[str]]:
        named = {"meeting": say(meeting.gathering.names), "party": say(report.party.names)}
        lead = _("%(party)s has reported on this meeting: %(meeting)s. The member cities can read it.") % named
        return _("Report of %(party)s on %(meeting)s") % named, [lead, page("meeting", meeting.key)]

    return tell(keepers(meeting.quota.sender, on), kind="report.given", key=f"report:{report.key}", words=words)


def report_missing(line: Missing, on: date) -> list[Letter]:
    """Remind who owes a report, and tell who keeps the seats; each once."""
    meeting, seat = line.meeting, line.seat

    def words() -> tuple[str, list[str]]:
        named = {
            "meeting": say(meeting.gathering.names),
            "party": say(line.party.names) if line.party else str(seat),
            "day": format_day(meeting.due_on),
        }
        lead = _("The report of %(party)s on this meeting was due by %(day)s: %(meeting)s.") % named
        why = _("The member cities do not know what was said and voted there in their name.")
        return _("Report missing: %(meeting)s") % named, [lead, why, page("report", meeting.key, seat.key)]

    to = keepers(meeting.quota.sender, on)
    if line.party is not None:
        to = [*acting_for([line.party.pk], on, Liaison.Duty.CONTACT), *to]
    key = f"report:{meeting.key}:{seat.key}:missing"
    return tell(dict.fromkeys(to), kind="report.missing", key=key, words=words)


def vacancy_opened(vacancy: Vacancy, on: date) -> list[Letter]:
    """Call the contacts of the member cities to name candidates."""
    quota = vacancy.seat.quota
    members = Membership.objects.members(on).filter(body=quota.readers)

    def words() -> tuple[str, list[str]]:
        named = {"office": say(quota.office.names), "body": say(quota.outside.names)}
        named["day"] = format_day(vacancy.closes_on)
        subject = _("Call for candidates: %(office)s, %(body)s") % named
        lead = _("Name a candidate for this seat by %(day)s: %(office)s, %(body)s.") % named
        return subject, [lead, page("vacancy", vacancy.key)]

    to = acting_for(members.values_list("party", flat=True), on, Liaison.Duty.CONTACT)
    return tell(to, kind="vacancy.opened", key=f"vacancy:{vacancy.key}", words=words)


def candidate_chosen(nomination: Nomination, on: date) -> list[Letter]:
    """Tell every city that named a candidate whom the body chose."""
    vacancy = nomination.vacancy
    parties = vacancy.nominations.exclude(state=Nomination.State.WITHDRAWN).values_list("party", flat=True)

    def words() -> tuple[str, list[str]]:
        named = {"party": say(nomination.party.names), "person": say(nomination.person.names)}
        named |= {"office": say(vacancy.seat.quota.office.names), "body": say(vacancy.seat.quota.outside.names)}
        subject = _("Chosen for %(office)s, %(body)s") % named
        return subject, [_("Chosen: %(person)s, %(party)s.") % named, page("seat", vacancy.seat.key)]

    to = acting_for(parties, on, Liaison.Duty.CONTACT)
    return tell(to, kind="nomination.chosen", key=f"nomination:{nomination.key}:chosen", words=words)


def network_told(nomination: Nomination) -> Letter:
    """Notify the other network in its language whom our body named, for which seat and from when."""
    quota = nomination.vacancy.seat.quota
    with override(quota.letters_in):
        named = {
            "person": say(nomination.person.names),
            "party": say(nomination.party.names),
            "office": say(quota.office.names),
            "body": say(quota.outside.names),
            "sender": say(quota.sender.names),
            "day": nomination.vacancy.starts_on.show(),
            "decision": str(nomination.decision),
        }
        subject = _("%(sender)s names its representative: %(office)s, %(body)s") % named
        lead = _("%(sender)s has named %(person)s of %(party)s for this seat: %(office)s, %(body)s.") % named
        text = [lead, _("From: %(day)s. Decision: %(decision)s.") % named, page("seat", nomination.vacancy.seat.key)]
        to = Reader(quota.letters_to, quota.letters_in)
        key = f"nomination:{nomination.key}:told"
        return write_letter(kind="nomination.told", key=key, to=to, subject=subject, text="\n\n".join(text))
