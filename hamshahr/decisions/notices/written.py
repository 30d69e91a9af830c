"""The letters of decisions in writing: the question with its last minute where the reader is, and how it ended."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamshahr.bodies.notices import tell
from hamshahr.kernel.calendars import format_day
from hamshahr.kernel.languages import say
from hamshahr.letters.models import Letter
from hamshahr.parties.zones import said_zone

from ..models import Reply, WrittenProcedure
from .proxies import readers


def address_of(procedure: WrittenProcedure) -> str:
    return settings.ADDRESS + reverse("decisions:written", args=[procedure.key])


def asked_in_writing(reply: Reply) -> list[Letter]:
    """Ask those who have the votes of one member."""
    procedure = reply.procedure
    is_silence = procedure.way == WrittenProcedure.Way.SILENCE

    def words() -> tuple[str, list[str]]:
        named = {
            "title": say(procedure.names),
            "body": say(procedure.body.names),
            "day": format_day(procedure.closes_on),
            "zone": said_zone(reply.zone),
        }
        subject = _("To be decided in writing: %(title)s") % named
        opening = _("%(body)s decides in writing: %(title)s") % named
        until = _("Your city answers until the end of %(day)s, time of %(zone)s.") % named
        silence = _("Who says nothing agrees; one objection brings it before the next session.")
        count = _("The answers are counted; who says nothing has no vote.")
        return subject, [opening, say(procedure.text), until, silence if is_silence else count, address_of(procedure)]

    to = readers([reply.party], procedure.opened_at.astimezone(ZoneInfo(reply.zone)).date())
    return tell(to, kind="written.asked", key=f"written:{procedure.pk}:{reply.party_id}", words=words)


def written_ended(procedure: WrittenProcedure) -> list[Letter]:
    """Tell everybody who was asked how it ended."""

    def words() -> tuple[str, list[str]]:
        named = {"title": say(procedure.names), "state": procedure.get_state_display()}
        subject = _("%(title)s: %(state)s") % named
        return subject, [subject, address_of(procedure)]

    parties = [each.party for each in procedure.replies.select_related("party")]
    to = readers(parties, timezone.localdate(procedure.ended_at))
    return tell(to, kind="written.ended", key=f"written:{procedure.pk}:ended", words=words)
