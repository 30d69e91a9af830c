"""What the record says of seats elsewhere: a city that sat there has reported to those for whom it sat."""

from django.utils.translation import gettext as _

from hamshahr.accounts.visibility import notes_at
from hamshahr.kernel.http import address_of
from hamshahr.kernel.languages import say
from hamshahr.record.kinds import Kind, System

from .models import Report


def sources():
    rows = Report.objects.select_related("meeting__gathering", "meeting__quota__outside", "meeting__quota__sender")
    return rows.defer(*notes_at("meeting__gathering", "meeting__quota__outside", "meeting__quota__sender"))


def hidden():
    """Reports that only members read, and those on what is not published."""
    shown = Report.objects.filter(meeting__quota__is_open=True, meeting__gathering__live=True)
    return Report.objects.exclude(pk__in=shown.values("pk"))


def reported(entry) -> str:
    meeting = entry.source.meeting
    named = {"meeting": say(meeting.gathering.names), "sender": say(meeting.quota.sender.names)}
    return _("Sat for %(sender)s and reported: %(meeting)s") % named


def address(entry) -> str:
    return address_of("representatives:meeting", entry.source.meeting.key)


KINDS = [Kind("representation.reported", System.SEATS, sources, reported, address, hidden)]
