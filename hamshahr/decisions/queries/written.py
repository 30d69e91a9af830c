"""Reading decisions by correspondence: the questions that await the answer of a city."""

from datetime import date

from django.utils.translation import gettext as _

from hamshahr.kernel.awaiting import Awaited
from hamshahr.kernel.languages import say
from hamshahr.parties.models import Liaison, Party

from ..models import Reply, WrittenProcedure


def awaiting(party: Party, on: date) -> list[Awaited]:
    """The texts a city was sent and has not answered, while its last day lasts."""
    rows = Reply.objects.filter(party=party, answer="", procedure__closes_on__gte=on)
    rows = rows.filter(procedure__state=WrittenProcedure.State.OPEN).select_related("procedure")
    return [to_answer(row.procedure) for row in rows.order_by("closes_at", "pk")]


def to_answer(procedure: WrittenProcedure) -> Awaited:
    silence = procedure.way == WrittenProcedure.Way.SILENCE
    return Awaited(
        kind="written.asked",
        title=_("Decision by correspondence: %(title)s") % {"title": say(procedure.names)},
        due_on=procedure.closes_on,
        owner_duty=Liaison.Duty.VOTES,
        consequence=_("Whoever says nothing agrees.") if silence else _("Without an answer your voice is not counted."),
        address=procedure.get_absolute_url(),
    )
